import { AppError, toAppError } from '../domain';
import { fetchBytes } from './packed-file';
import type { PackContent } from './packs';
import { openPlaceFiles, type PlaceFiles, type ReadPlaceFile } from './place-files';
import { readStoredPacks } from './stored-packs';

/** The list of places as it was found on this device or its host. */
export interface OpenedPlaces extends PlaceFiles {
  /** The current list is damaged; the one in use is the last good one. */
  readonly isEarlier: boolean;
  /** Packs that were stored, but are damaged: they are gone now. */
  readonly damagedPacks: readonly string[];
}

/** Caches of the service worker that hold a list; those of an earlier version stay until the next one is whole. */
const PLACES_PREFIX = 'places-';

/**
 * Opens the list below `baseUrl` (absolute, ending in a slash) with the packs that are on the device. A file whose hash
 * is wrong is asked for once more past all caches; if it is damaged there too, the last good list on the device is used.
 * Rejects with `places/*` where there is none.
 */
export async function openPlaces(baseUrl: string, caches: CacheStorage | undefined): Promise<OpenedPlaces> {
  const root = `${baseUrl}gazetteer/`;
  const { packs, damaged } = await readStoredPacks(caches, root);
  const stored = ((await caches?.keys()) ?? []).filter((name) => name.startsWith(PLACES_PREFIX));
  const sources = [
    fromSite(root, 'default'),
    fromSite(root, 'reload'),
    ...stored.reverse().map((name) => fromCache(root, caches, name)),
  ];
  // With two versions on the device the newer one is not whole yet: its other files may be the damaged ones.
  const { files, at, failure } = await openFirstGood(sources, packs, stored.length > 1);
  const isEarlier = at > 1 && failure?.code === 'places/hash';
  return { ...files, isEarlier, damagedPacks: damaged };
}

/**
 * Opens the first source whose files are what its manifest says, and tells which it was and what was wrong with the
 * first. `isThorough` opens all files of a source before it is believed. Rejects with the failure of the first source.
 */
export async function openFirstGood(
  sources: readonly ReadPlaceFile[],
  packs: readonly PackContent[],
  isThorough: boolean,
): Promise<{ files: PlaceFiles; at: number; failure: AppError | null }> {
  let failure: AppError | null = null;
  for (const [at, read] of sources.entries()) {
    try {
      const files = await openPlaceFiles(read, packs);
      if (isThorough) await Promise.all([files.side(), files.outlines()]);
      return { files, at, failure };
    } catch (thrown) {
      failure ??= toAppError(thrown);
    }
  }
  throw failure ?? new AppError('places/offline');
}

function fromSite(root: string, cache: RequestCache): ReadPlaceFile {
  return (name, sha256) => {
    // The hash in the address keeps an older stored file from answering for a newer list.
    const version = sha256 === undefined ? '' : `?sha256=${sha256.slice(0, 12)}`;
    return fetchBytes(`${root}${name}${version}`, undefined, cache);
  };
}

function fromCache(root: string, caches: CacheStorage | undefined, cacheName: string): ReadPlaceFile {
  return async (name) => {
    const response = await (await caches?.open(cacheName))?.match(`${root}${name}`, { ignoreVary: true });
    if (!response) throw new AppError('places/offline', { path: name });
    return new Uint8Array(await response.arrayBuffer());
  };
}
