import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Linker } from '../domain';
import { loadGazetteer, readManifest, toPackedFile, unpack, type PlaceList } from '../gazetteer';
import { linkMentions } from './link';

/** The list of places from a folder of the built or unbuilt site. Throws `places/hash`. */
export async function readPlaces(publicDir: string): Promise<PlaceList> {
  const folder = join(publicDir, 'gazetteer');
  const path = join(folder, 'manifest.json');
  const manifest = toPackedFile(readManifest(await readFile(path), path), path);
  return loadGazetteer(await unpack(new Uint8Array(await readFile(join(folder, manifest.file))), manifest));
}

/** The page's linking for programs and tests: same list, same rules, files from disk. */
export function createNodeLinker(options: { publicDir: string }): Linker {
  let loading: Promise<PlaceList> | null = null;
  const loaded = () => (loading ??= readPlaces(options.publicDir));
  return {
    async load() {
      await loaded();
    },
    async link(request) {
      return linkMentions(request, await loaded());
    },
    async knownNames(names) {
      const places = await loaded();
      return new Set(names.filter((name) => places.isKnownName(name)));
    },
    dispose() {
      loading = null;
      return Promise.resolve();
    },
  };
}
