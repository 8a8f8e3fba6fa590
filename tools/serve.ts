/** Serves the built site: `npm run preview -- [--dir DIR] [--base /sub/] [--no-headers]`. Honours PORT. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { createServer, type ServerOptions } from './server';

const DEFAULT_PORT = 4173;
const ATTEMPTS = 20;

function isTaken(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'EADDRINUSE';
}

/** Serves on PORT, or else on the first free port from 4173 on, and prints the address. */
export async function serve(options: ServerOptions): Promise<void> {
  const asked = process.env['PORT'];
  const first = asked === undefined || asked === '' ? DEFAULT_PORT : Number(asked);
  if (!Number.isInteger(first) || first < 0 || first > 65535) throw new Error(`PORT is not a port: ${asked}`);
  const last = asked ? first : first + ATTEMPTS;
  for (let port = first; port <= last; port++) {
    const server = createServer(options);
    try {
      const address = await server.listen(port);
      if (port !== first) console.log(`Port ${first} is taken, so another one is used.`);
      console.log(`Mawdi is at ${address}  (Ctrl+C ends it)`);
      for (const signal of ['SIGINT', 'SIGTERM'] as const)
        process.once(signal, () => void server.close().then(() => process.exit(0)));
      return;
    } catch (thrown) {
      if (!isTaken(thrown)) throw thrown;
    }
  }
  throw new Error(
    asked
      ? `Port ${first} is taken. Set PORT to another one.`
      : `No free port from ${first} to ${last}. Set PORT.`,
  );
}

/** The sentence of an error on stderr, and exit code 1. */
export function failWith(thrown: unknown): void {
  console.error(thrown instanceof Error ? thrown.message : String(thrown));
  process.exitCode = 1;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      dir: { type: 'string', default: 'dist' },
      base: { type: 'string', default: '/' },
      'no-headers': { type: 'boolean', default: false },
    },
  });
  const dir = resolve(values.dir);
  if (!existsSync(join(dir, 'index.html'))) throw new Error(`${dir} holds no built site. Run: npm run build`);
  await serve({ dir, base: values.base, headers: !values['no-headers'] });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main().catch(failWith);
