import { statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Plugin, type Rolldown } from 'vite';
import { roomOf, type BuildInfo } from '../../src/pwa';
import { listFiles, sha256Of, sha256OfFile } from './files';

/** A shell beyond this has swallowed something that should be fetched when needed. */
const SHELL_LIMIT_BYTES = 4_000_000;
const WASM_LIMIT_BYTES = 14_500_000;

/** Builds `sw.js` last, with the list of files it stores, and refuses a site that carries more than it should. */
export function serviceWorker(): Plugin {
  let root = '';
  return {
    name: 'mawdi:service-worker',
    apply: 'build',
    configResolved(config) {
      root = config.root;
    },
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler(output) {
        const dist = resolve(root, output.dir ?? 'dist');
        const files = listFiles(dist);
        checkWasm(dist, files);
        const code = await bundleWorker(root);
        const info = describeBuild(dist, files, code);
        writeFileSync(join(dist, 'sw.js'), `const __BUILD_INFO__=${JSON.stringify(info)};\n${code}`);
      },
    },
  };
}

async function bundleWorker(root: string): Promise<string> {
  const result = (await build({
    configFile: false,
    root,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: {
        input: join(root, 'src/pwa/service-worker.ts'),
        output: { format: 'iife', entryFileNames: 'sw.js' },
      },
    },
  })) as Rolldown.RolldownOutput;
  return result.output[0].code;
}

/** What the worker stores, and names for its caches that change exactly when the content does. */
export function describeBuild(dist: string, files: readonly string[], code: string): BuildInfo {
  const entriesOf = (room: 'shell' | 'places') =>
    files
      .filter((path) => roomOf(path) === room)
      .map((path) => [path === 'index.html' ? './' : path, sha256OfFile(join(dist, path))] as const);
  const shell = entriesOf('shell');
  const places = entriesOf('places');
  const shellBytes = files
    .filter((path) => roomOf(path) === 'shell')
    .reduce((sum, path) => sum + statSync(join(dist, path)).size, 0);
  if (shellBytes > SHELL_LIMIT_BYTES)
    throw new Error(`The shell has ${shellBytes} bytes, more than ${SHELL_LIMIT_BYTES}.`);
  const idOf = (content: unknown) => sha256Of(JSON.stringify(content)).slice(0, 12);
  return { build: idOf([shell, places, code]), shell, placesBuild: idOf(places), places };
}

/** A second runtime would double the download without anyone noticing. */
export function checkWasm(dist: string, files: readonly string[]): void {
  const wasm = files.filter((path) => path.endsWith('.wasm'));
  if (wasm.length > 1) throw new Error(`More than one WebAssembly file: ${wasm.join(', ')}`);
  for (const path of wasm) {
    const { size } = statSync(join(dist, path));
    if (size > WASM_LIMIT_BYTES) throw new Error(`${path} has ${size} bytes, more than ${WASM_LIMIT_BYTES}.`);
  }
}
