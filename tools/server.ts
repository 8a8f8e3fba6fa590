import { createReadStream, statSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { SECURITY_HEADERS } from '../src/pwa';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

export interface ServerOptions {
  /** The folder to serve. */
  readonly dir: string;
  /** Base path, with slashes at both ends. */
  readonly base?: string;
  /** False plays a plain static host, such as GitHub Pages. */
  readonly headers?: boolean;
  /** Called for each request before it is answered, with its path. */
  onRequest?(path: string): void;
}

export interface StaticServer {
  /** Listens on 127.0.0.1; port 0 takes any free one. Rejects when the port is taken. Resolves to the address, base included. */
  listen(port: number): Promise<string>;
  /** Ends every connection, as when a network goes away. */
  close(): Promise<void>;
}

/** A small static server for the built site; `.gz` files travel as they are, since the page opens them itself. */
export function createServer(options: ServerOptions): StaticServer {
  const base = options.base ?? '/';
  const server = createHttpServer((request, response) => {
    const path = pathOf(request);
    if (path !== undefined) options.onRequest?.(path);
    answer(request, response, path, { ...options, base });
  });
  return {
    listen: (port) =>
      new Promise((done, fail) => {
        server.once('error', fail);
        server.listen(port, '127.0.0.1', () => {
          server.off('error', fail);
          done(`http://localhost:${(server.address() as AddressInfo).port}${base}`);
        });
      }),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function pathOf(request: IncomingMessage): string | undefined {
  try {
    return decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
  } catch {
    return undefined;
  }
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  path: string | undefined,
  options: ServerOptions & { base: string },
): void {
  const common = options.headers === false ? {} : SECURITY_HEADERS;
  const refuse = (status: number, sentence: string, extra: Record<string, string> = {}) => {
    response.writeHead(status, { ...common, ...extra, 'Content-Type': 'text/plain; charset=utf-8' });
    response.end(request.method === 'HEAD' ? undefined : `${sentence}\n`);
  };
  if (path === undefined) return refuse(400, 'This address cannot be read.');
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return refuse(405, 'This site is only read.', { Allow: 'GET, HEAD' });
  if (path === options.base.slice(0, -1)) return refuse(301, 'Moved.', { Location: options.base });
  const file = path.startsWith(options.base)
    ? fileFor(options.dir, path.slice(options.base.length))
    : undefined;
  if (file === undefined) return refuse(404, 'Not found.');
  response.writeHead(200, {
    ...common,
    'Content-Type': TYPES[extname(file.path)] ?? 'application/octet-stream',
    'Content-Length': file.sizeBytes,
    'Cache-Control': cachingOf(path),
  });
  if (request.method === 'HEAD') return void response.end();
  createReadStream(file.path)
    .on('error', () => response.destroy())
    .pipe(response);
}

/** The file for a path below the base, or undefined when there is none or the path leads out of the folder. */
export function fileFor(dir: string, path: string): { path: string; sizeBytes: number } | undefined {
  const root = resolve(dir);
  const name = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  const full = join(root, normalize(`/${name}`));
  if (!full.startsWith(root + sep) || name.includes('\0')) return undefined;
  const stats = statSync(full, { throwIfNoEntry: false });
  return stats?.isFile() ? { path: full, sizeBytes: stats.size } : undefined;
}

/** Files with a hash in their name never change; everything else is asked for again. */
export function cachingOf(path: string): string {
  return /\/assets\/[^/]+-[\w-]{8}\.\w+$/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
}
