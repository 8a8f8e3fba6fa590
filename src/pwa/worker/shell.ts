import { SECURITY_HEADERS } from '../headers';
import { fillCache, fillCacheAsFarAsPossible, sha256, type FileList, type Surroundings } from './files';
import { roomOf } from './rooms';

const SHELL_PREFIX = 'shell-';
const PLACES_PREFIX = 'places-';

/** What the build writes into the worker. */
export interface BuildInfo {
  /** Changes with any file of the shell or with the worker itself. */
  readonly build: string;
  readonly shell: FileList;
  /** Changes with the gazetteer or the base map only. */
  readonly placesBuild: string;
  readonly places: FileList;
}

/** The service worker without its events, so that tests run it in Node. */
export interface ShellWorker {
  /** Stores the shell; and the places again, if an older version had stored them. */
  install(): Promise<void>;
  /** Drops what no version in use needs; places of an earlier version stay while those of this one are not whole. */
  activate(): Promise<void>;
  /** Stores gazetteer and base map now, as far as they can be had, whether or not they were asked for. */
  keepPlaces(): Promise<void>;
  /** The response to a request, or undefined to leave it to the browser. */
  respond(request: Request): Promise<Response> | undefined;
}

/** Adds the security headers to a response, whatever host it came from. */
function secured(response: Response): Response {
  // A redirected or opaque response cannot be rebuilt; neither occurs for files of this site.
  if (response.status === 0) return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) headers.set(name, value);
  const { status, statusText } = response;
  const hasNoBody = status === 204 || status === 205 || status === 304;
  return new Response(hasNoBody ? null : response.body, { status, statusText, headers });
}

/** Makes the worker for one build of the site. */
export function createShellWorker(info: BuildInfo, around: Surroundings): ShellWorker {
  const { caches, scope } = around;
  const shellName = SHELL_PREFIX + info.build;
  const placesName = PLACES_PREFIX + info.placesBuild;
  const shellPaths = new Set(info.shell.map(([path]) => path));
  const placesHashes = new Map(info.places);

  async function matchIn(name: string, url: URL): Promise<Response | undefined> {
    // Opening would create the cache; ask only for one that exists.
    return (await caches.has(name)) ? (await caches.open(name)).match(url, { ignoreVary: true }) : undefined;
  }

  async function fromShell(url: URL, request: Request): Promise<Response> {
    const stored =
      (await matchIn(shellName, url)) ??
      // A tab that still runs the version before asks for that version's chunks.
      (await caches.match(url, { ignoreVary: true }));
    return secured(stored ?? (await around.fetch(request)));
  }

  const namesOfPlaces = async () => (await caches.keys()).filter((name) => name.startsWith(PLACES_PREFIX));

  async function isWhole(name: string, files: FileList): Promise<boolean> {
    for (const [path] of files) if ((await matchIn(name, new URL(path, scope))) === undefined) return false;
    return true;
  }

  /** Places of earlier versions go once this version's are all there: until then they are the last good ones. */
  async function dropEarlierPlaces(): Promise<void> {
    const earlier = (await namesOfPlaces()).filter((name) => name !== placesName);
    if (earlier.length > 0 && (await isWhole(placesName, info.places)))
      await Promise.all(earlier.map((name) => caches.delete(name)));
  }

  /** Without a connection a file of an earlier version is better than none. */
  async function fetchPlaces(url: URL, request: Request): Promise<Response> {
    try {
      return await around.fetch(request);
    } catch (thrown) {
      for (const name of await namesOfPlaces()) {
        const stored = await matchIn(name, url);
        if (stored !== undefined) return stored;
      }
      throw thrown;
    }
  }

  async function fromPlaces(url: URL, path: string, request: Request): Promise<Response> {
    // Who found the stored bytes damaged asks past them.
    const stored = request.cache === 'reload' ? undefined : await matchIn(placesName, url);
    if (stored !== undefined) return secured(stored);
    const response = await fetchPlaces(url, request);
    if (!response.ok) return secured(response);
    const bytes = await response.arrayBuffer();
    const answer = new Response(bytes, { headers: response.headers });
    // The host may already serve the next version: that one is passed on, and stored once the next worker is in place.
    if ((await sha256(bytes)) === placesHashes.get(path)) {
      // With no room left the map still works while there is a connection.
      await (await caches.open(placesName)).put(url, answer.clone()).catch(() => undefined);
    }
    return secured(answer);
  }

  async function fromRuntime(url: URL, request: Request): Promise<Response> {
    const stored = await caches.match(url, { ignoreSearch: true, ignoreVary: true });
    return secured(stored ?? (await around.fetch(request)));
  }

  return {
    async install() {
      await fillCache(shellName, info.shell, around);
      // Whoever had the map offline keeps it across the update: the new one, or the last good one where that is damaged.
      if ((await namesOfPlaces()).length > 0) await fillCacheAsFarAsPossible(placesName, info.places, around);
    },

    async activate() {
      const names = await caches.keys();
      const older = names.filter((name) => name.startsWith(SHELL_PREFIX) && name !== shellName);
      // The newest older shell stays for tabs that are still open with it; its server copy is gone.
      await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)));
      await dropEarlierPlaces();
    },

    async keepPlaces() {
      if (await fillCacheAsFarAsPossible(placesName, info.places, around)) await dropEarlierPlaces();
    },

    respond(request) {
      const url = new URL(request.url);
      if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
      // Nothing of a text may leave: the policy forbids it already, this is the second lock.
      if (url.origin !== scope.origin) return Promise.resolve(Response.error());
      if (request.method !== 'GET' || !url.pathname.startsWith(scope.pathname)) return undefined;
      const plain = new URL(url.pathname, scope);
      const path = url.pathname.slice(scope.pathname.length);
      switch (roomOf(path)) {
        case 'worker':
        case 'model':
        case 'pack':
          return undefined;
        case 'places':
          return fromPlaces(plain, path, request);
        case 'runtime':
          return fromRuntime(plain, request);
        case 'shell': {
          const isPage = request.mode === 'navigate' && !shellPaths.has(path);
          return fromShell(isPage ? scope : plain, request);
        }
        default:
          return undefined;
      }
    },
  };
}
