import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Linker } from '../domain';
import { openPlaceFiles, type PlaceFiles, type PlaceList } from '../gazetteer';
import { linkMentions } from './link';
import { createPlaceBook } from './place-book';

const readPlaceFiles = (publicDir: string): Promise<PlaceFiles> =>
  openPlaceFiles(async (name) => new Uint8Array(await readFile(join(publicDir, 'gazetteer', name))));

/** The list of places from a folder of the built or unbuilt site. Throws `places/hash`. */
export const readPlaces = async (publicDir: string): Promise<PlaceList> =>
  (await readPlaceFiles(publicDir)).list;

/** The page's linking for programs and tests: same list, same rules, files from disk. */
export function createNodeLinker(options: { publicDir: string }): Linker {
  let loading: Promise<PlaceFiles> | null = null;
  const loaded = () => (loading ??= readPlaceFiles(options.publicDir));
  const book = async () => createPlaceBook(await loaded());
  return {
    async load() {
      await loaded();
    },
    async link(request) {
      return linkMentions(request, (await loaded()).list);
    },
    async knownNames(names) {
      const { list } = await loaded();
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
