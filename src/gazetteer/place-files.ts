import { AppError, type MultiPolygon } from '../domain';
import { loadGazetteer, type PlaceList } from './gazetteer';
import { readManifest, toPackedFile, unpack } from './packed-file';
import { packsIn, type PackContent, type PackInfo } from './packs';
import { loadSide, readOutlines, type SideEntry } from './side';

/** The list of places with the files beside it, which are read when first asked for. */
export interface PlaceFiles {
  /** With the packs that it was opened with. */
  readonly list: PlaceList;
  /** Packs that there are; `isOpen` says which of them are in the list. */
  readonly packs: readonly (PackInfo & { readonly isOpen: boolean })[];
  /** English and other names and P-codes. Rejects with `places/*`. */
  side(): Promise<(id: string) => SideEntry | undefined>;
  /** Outlines of governorates and districts by id. Rejects with `places/*`. */
  outlines(): Promise<ReadonlyMap<string, MultiPolygon>>;
}

/** Reads a file of the gazetteer's folder. `sha256` is that of its content, where a manifest tells it. */
export type ReadPlaceFile = (name: string, sha256?: string) => Promise<Uint8Array<ArrayBuffer>>;

/**
 * Opens the folder that `tools/gazetteer` writes, with packs behind its list; each file is checked by its hash. Rejects
 * with `places/*`.
 */
export async function openPlaceFiles(
  read: ReadPlaceFile,
  packs: readonly PackContent[] = [],
): Promise<PlaceFiles> {
  const name = 'manifest.json';
  const manifest = readManifest(await read(name), name);
  const open = async (json: unknown): Promise<string> => {
    const known = toPackedFile(json, name);
    return unpack(await read(known.file, known.sha256), known);
  };
  const opened = new Set(packs.map(({ id }) => id));
  const offered = packsIn(manifest).map((info) => ({ ...info, isOpen: opened.has(info.id) }));
  const use = new Map(
    offered.flatMap(({ countries, isOpen }) =>
      countries.map((code) => [code, isOpen ? ('added' as const) : ('offered' as const)] as const),
    ),
  );
  const lines = packs.map((pack) => pack.list);
  const list = loadGazetteer(await open(manifest), lines, use);
  const sideLines = packs.map((pack) => pack.side);
  return {
    list,
    packs: offered,
    side: shared(async () => loadSide(await open(manifest['side']), list, sideLines)),
    outlines: shared(async () => {
      const { outlines } = manifest;
      const { stepsADegree } = (outlines ?? {}) as Readonly<Record<string, unknown>>;
      if (typeof stepsADegree !== 'number') throw new AppError('places/hash', { path: name });
      return readOutlines(await open(outlines), stepsADegree);
    }),
  };
}

/** Does the work once for all callers; a failure is forgotten, so that the next call tries again. */
function shared<T>(work: () => Promise<T>): () => Promise<T> {
  let current: Promise<T> | null = null;
  return () =>
    (current ??= work().catch((thrown: unknown) => {
      current = null;
      throw thrown;
    }));
}
