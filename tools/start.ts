/** `npm start`: builds the site if it is absent or older than its sources, serves it on localhost and prints the address. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { failWith, serve } from './serve';

const ROOT = join(import.meta.dirname, '..');
/** What the build reads. */
const SOURCES = [
  'src',
  'public',
  'models',
  'tools/vite',
  'index.html',
  'vite.config.ts',
  'svelte.config.js',
  'package-lock.json',
];

/** When anything under a path last changed, in milliseconds; 0 when there is nothing. Folders count, since a removed file changes only them. */
export function newestChange(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  return readdirSync(path).reduce(
    (newest, name) => Math.max(newest, newestChange(join(path, name))),
    stats.mtimeMs,
  );
}

/** Whether the built site is missing or older than what it is built from. `sw.js` is written last, so it also tells a build that broke off. */
export function isStale(root: string, sources: readonly string[] = SOURCES): boolean {
  const built = statSync(join(root, 'dist/sw.js'), { throwIfNoEntry: false });
  return built === undefined || sources.some((path) => newestChange(join(root, path)) > built.mtimeMs);
}

/** Builds the site when {@link isStale} says so. */
export async function buildIfStale(): Promise<void> {
  if (!isStale(ROOT)) return;
  console.error('Building the site; this takes about half a minute the first time.');
  // Vite announces a future way of reading its configuration at every start.
  process.env['VITE_CONFIG_NATIVE_IGNORE_WARNING'] = 'true';
  const { build } = await import('vite');
  await build({ root: ROOT, logLevel: 'warn' });
}

async function main(): Promise<void> {
  await buildIfStale();
  await serve({ dir: join(ROOT, 'dist') });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main().catch(failWith);
