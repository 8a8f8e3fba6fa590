import { PLACE_LEVELS, type PlaceLevel } from '../domain';
import { toPackedFile, type PackedFile } from './packed-file';

/** Entries by country and level. */
export type Counts = Readonly<Record<string, Readonly<Partial<Record<PlaceLevel, number>>>>>;

/** A list of further places that a person may add, as the manifest tells it. */
export interface PackInfo extends PackedFile {
  readonly id: string;
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
  /** Bytes to download. */
  readonly gzipBytes: number;
  readonly entries: number;
  readonly counts: Counts;
}

/** The packs of a manifest. Those that are not described whole are left out. */
export function packsIn(manifest: Readonly<Record<string, unknown>>): PackInfo[] {
  const { packs } = manifest;
  return Array.isArray(packs) ? packs.flatMap((json: unknown) => toPack(json) ?? []) : [];
}

function toPack(json: unknown): PackInfo | null {
  const { id, countries, gzipBytes, entries, counts } = (json ?? {}) as Readonly<Record<string, unknown>>;
  const isWhole =
    typeof id === 'string' &&
    Array.isArray(countries) &&
    countries.every((code): code is string => typeof code === 'string') &&
    typeof gzipBytes === 'number' &&
    typeof entries === 'number';
  if (!isWhole) return null;
  try {
    return { ...toPackedFile(json, 'packs'), id, countries, gzipBytes, entries, counts: readCounts(counts) };
  } catch {
    return null;
  }
}

/** Counts as far as they are numbers of known levels. */
export function readCounts(json: unknown): Counts {
  if (typeof json !== 'object' || json === null) return {};
  return Object.fromEntries(
    Object.entries(json).map(([country, levels]: [string, unknown]) => {
      const byLevel = (levels ?? {}) as Readonly<Record<string, unknown>>;
      return [
        country,
        Object.fromEntries(
          PLACE_LEVELS.flatMap((level) => {
            const count = byLevel[level];
            return typeof count === 'number' ? [[level, count] as const] : [];
          }),
        ),
      ];
    }),
  );
}

/** The unpacked content of a pack: lines for {@link loadSide} and for {@link loadGazetteer}. */
export interface PackContent {
  readonly id: string;
  readonly side: string;
  readonly list: string;
}

/** Parts the side lines, which come first, from those of the list. */
export function openPack(id: string, content: string): PackContent {
  let end = -1;
  for (let line = 0; line < SIDE_LINES; line++) end = content.indexOf('\n', end + 1);
  return { id, side: content.slice(0, end + 1), list: content.slice(end + 1) };
}

const SIDE_LINES = 3;
