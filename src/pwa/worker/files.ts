/** A file of the built site: its path relative to the base (`./` is the page) and the SHA-256 of its bytes, in hexadecimal. */
export type FileEntry = readonly [path: string, sha256: string];
export type FileList = readonly FileEntry[];

/** What the worker needs of its surroundings; tests hand in fakes. */
export interface Surroundings {
  readonly caches: CacheStorage;
  readonly fetch: (request: Request | URL, init?: RequestInit) => Promise<Response>;
  /** The base of the site, ending in a slash. */
  readonly scope: URL;
}

/** SHA-256 in hexadecimal. */
export async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Fetches a file and checks it; a host that still answers with an older version is asked once more, past every cache. */
async function fetchVerified(url: URL, expected: string, around: Surroundings): Promise<Response> {
  for (const cache of ['no-cache', 'reload'] as const) {
    const response = await around.fetch(url, { cache });
    if (!response.ok) throw new Error(`${url.pathname} answered ${response.status}`);
    const bytes = await response.arrayBuffer();
    if ((await sha256(bytes)) === expected) return new Response(bytes, { headers: response.headers });
  }
  throw new Error(`${url.pathname} is not the file that this version was built with`);
}

/** A stored copy with the same bytes, from whichever cache has one. */
async function findStored(url: URL, expected: string, around: Surroundings): Promise<Response | undefined> {
  for (const name of await around.caches.keys()) {
    const stored = await (await around.caches.open(name)).match(url, { ignoreVary: true });
    if (stored === undefined) continue;
    const bytes = await stored.arrayBuffer();
    if ((await sha256(bytes)) === expected) return new Response(bytes, { headers: stored.headers });
  }
  return undefined;
}

/**
 * Fills a cache with files, each verified by its SHA-256. What is there already stays, so an interrupted filling goes on where it stopped;
 * what an older cache holds unchanged is copied, so an update fetches only what differs.
 */
export async function fillCache(name: string, files: FileList, around: Surroundings): Promise<void> {
  const cache = await around.caches.open(name);
  for (const file of files) await keepFile(cache, file, around);
}

/** Like {@link fillCache}, but a file that cannot be had keeps none of the others back; whether all are there. */
export async function fillCacheAsFarAsPossible(
  name: string,
  files: FileList,
  around: Surroundings,
): Promise<boolean> {
  const cache = await around.caches.open(name);
  let isWhole = true;
  for (const file of files) await keepFile(cache, file, around).catch(() => (isWhole = false));
  return isWhole;
}

async function keepFile(cache: Cache, [path, expected]: FileEntry, around: Surroundings): Promise<void> {
  const url = new URL(path, around.scope);
  if ((await cache.match(url)) !== undefined) return;
  await cache.put(
    url,
    (await findStored(url, expected, around)) ?? (await fetchVerified(url, expected, around)),
  );
}
