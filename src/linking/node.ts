import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Linker } from '../domain';
import {
  openPack,
  openPlaceFiles,
  packsIn,
  readManifest,
  unpack,
  type PackContent,
  type PlaceFiles,
  type PlaceList,
} from '../gazetteer';
import { linkMentions } from './link';
import { withOwnPlaces } from './own-places';
import { createPlaceBook } from './place-book';

/** `packs`: ids of those to lay behind the list; unknown ones are left out. */
async function readPlaceFiles(publicDir: string, packs: readonly string[]): Promise<PlaceFiles> {
  const read = async (name: string) => new Uint8Array(await readFile(join(publicDir, 'gazetteer', name)));
  const contents: PackContent[] = [];
  if (packs.length > 0)
    for (const info of packsIn(readManifest(await read('manifest.json'), 'manifest.json')))
      if (packs.includes(info.id))
        contents.push(openPack(info.id, await unpack(await read(info.file), info)));
  return openPlaceFiles(read, contents);
}

/** The list of places from a folder of the built or unbuilt site, with packs of these ids. Throws `places/hash`. */
export const readPlaces = async (publicDir: string, packs: readonly string[] = []): Promise<PlaceList> =>
  (await readPlaceFiles(publicDir, packs)).list;

/** The page's linking for programs and tests: same list, same rules, files from disk. */
export function createNodeLinker(options: { publicDir: string; packs?: readonly string[] }): Linker {
  let loading: Promise<PlaceFiles> | null = null;
  const loaded = () => (loading ??= readPlaceFiles(options.publicDir, options.packs ?? []));
  const book = async () => createPlaceBook(await loaded());
  return {
    async load() {
      await loaded();
    },
    async link(request) {
      return linkMentions(request, (await loaded()).list);
    },
    async knownNames(names, ownPlaces = []) {
      const list = withOwnPlaces((await loaded()).list, ownPlaces);
      return new Set(names.filter((name) => list.isKnownName(name)));
    },
    search: async (query, limit) => (await book()).search(query, limit),
    describe: async (ids) => (await book()).describe(ids),
    englishOf: async (names) => (await book()).englishOf(names),
    outlines: async (ids) => (await book()).outlines(ids),
    dispose() {
      loading = null;
      return Promise.resolve();
    },
  };
}
