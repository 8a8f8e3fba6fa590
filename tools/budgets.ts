/** Sizes that the built site must keep: `npx tsx tools/budgets.ts [DIR]`. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { listFiles } from './vite/files';

/** One measured size and what it may be at most, in bytes. */
export interface Budget {
  readonly name: string;
  readonly sizeBytes: number;
  readonly limitBytes: number;
}

/** Scripts and style sheets that `index.html` names, modules to preload included, as paths within the site. */
export function filesNamedBy(html: string, base: string): string[] {
  const addresses = [...html.matchAll(/<(?:script|link)\b[^>]*?\b(?:src|href)="([^"]+)"/g)].map(
    (match) => match[1] ?? '',
  );
  return addresses
    .filter((address) => /\.(js|css)$/.test(address))
    .map((address) =>
      address.startsWith(base) ? address.slice(base.length) : address.replace(/^\.?\//, ''),
    );
}

/** Bytes of the first load without the model: the page with the scripts and style sheets it names, compressed. */
export function firstLoadBytes(dir: string, base = '/'): number {
  const html = readFileSync(join(dir, 'index.html'), 'utf8');
  return filesNamedBy(html, base)
    .map((path) => gzipSync(readFileSync(join(dir, path))).length)
    .reduce((sum, bytes) => sum + bytes, 0);
}

function sizeUnder(dir: string, folder: string, counts: (path: string) => boolean = () => true): number {
  const root = join(dir, folder);
  if (!existsSync(root)) return 0;
  return listFiles(root)
    .filter(counts)
    .reduce((sum, path) => sum + statSync(join(root, path)).size, 0);
}

/** Measures a built site. */
export function measure(dir: string): Budget[] {
  const isCompressed = (path: string) => path.endsWith('.gz');
  const isForAll = (path: string) => isCompressed(path) && !path.startsWith('packs/');
  return [
    { name: 'JS and CSS named by index.html, gzip', sizeBytes: firstLoadBytes(dir), limitBytes: 120_000 },
    { name: 'gazetteer, gzip', sizeBytes: sizeUnder(dir, 'gazetteer', isForAll), limitBytes: 1_100_000 },
    {
      name: 'packs of places',
      sizeBytes: sizeUnder(dir, 'gazetteer/packs', isCompressed),
      limitBytes: 8_000_000,
    },
    { name: 'base map, gzip', sizeBytes: sizeUnder(dir, 'basemap', isCompressed), limitBytes: 600_000 },
    { name: 'model files', sizeBytes: largestModel(dir), limitBytes: 46_000_000 },
    {
      name: 'text face',
      sizeBytes: sizeUnder(dir, 'fonts', (path) => path.endsWith('.woff2')),
      limitBytes: 100_000,
    },
    {
      name: 'WebAssembly',
      sizeBytes: sizeUnder(dir, '', (path) => path.endsWith('.wasm')),
      limitBytes: 14_500_000,
    },
  ];
}

function largestModel(dir: string): number {
  const ids = new Set(
    listFiles(join(dir, 'models'))
      .filter((path) => path.includes('/'))
      .map((path) => path.split('/')[0] ?? ''),
  );
  return Math.max(0, ...[...ids].map((id) => sizeUnder(dir, join('models', id))));
}

/** What is wrong with a built site, one sentence each. */
export function problemsOf(dir: string): string[] {
  const wasm = listFiles(dir).filter((path) => path.endsWith('.wasm'));
  const large = listFiles(join(dir, 'models')).filter(
    (path) => statSync(join(dir, 'models', path)).size > 8_000_000,
  );
  return [
    ...measure(dir)
      .filter(({ sizeBytes, limitBytes }) => sizeBytes > limitBytes)
      .map(({ name, sizeBytes, limitBytes }) => `${name}: ${sizeBytes} bytes, ${limitBytes} allowed.`),
    ...measure(dir)
      .filter(({ sizeBytes }) => sizeBytes === 0)
      .map(({ name }) => `${name}: nothing there.`),
    ...(wasm.length === 1
      ? []
      : [`One WebAssembly file is expected, ${wasm.length} found: ${wasm.join(', ')}`]),
    ...large.map((path) => `models/${path}: larger than 8,000,000 bytes.`),
  ];
}

function main(): void {
  const dir = resolve(process.argv[2] ?? 'dist');
  for (const { name, sizeBytes, limitBytes } of measure(dir))
    console.log(
      `${(sizeBytes / 1000).toFixed(1).padStart(9)} kB of ${(limitBytes / 1000).toFixed(0).padStart(6)} kB  ${name}`,
    );
  const problems = problemsOf(dir);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
