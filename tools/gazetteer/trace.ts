import { foldName } from '../../src/text';
import type { MergedRow, SourceRow } from './sources';

/** Places of one name closer than this were merged, and their coordinates with them. */
const MERGE_KM = 6;
const KM_A_DEGREE = 111.2;

const spot = (country: string, lat: number, lon: number): string => `${country}:${lat}:${lon}`;

/** The rows of one source, found by rounded coordinates or by folded name. */
class SourceIndex {
  readonly #bySpot = new Map<string, SourceRow[]>();
  readonly #byName = new Map<string, SourceRow[]>();

  constructor(rows: readonly SourceRow[]) {
    for (const row of rows) {
      const at = spot(row.country, Math.round(row.lat * 1000), Math.round(row.lon * 1000));
      push(this.#bySpot, at, row);
      for (const name of new Set(row.names.map(foldName))) push(this.#byName, `${row.country}:${name}`, row);
    }
  }

  /** Rows at this spot; rounding may differ by one step. */
  at({ country, lat, lon }: MergedRow): SourceRow[] {
    const found: SourceRow[] = [];
    for (let dLat = -1; dLat <= 1; dLat++)
      for (let dLon = -1; dLon <= 1; dLon++)
        found.push(...(this.#bySpot.get(spot(country, lat + dLat, lon + dLon)) ?? []));
    return found;
  }

  named({ country, names }: MergedRow): SourceRow[] {
    return [...new Set(names.flatMap((name) => this.#byName.get(`${country}:${foldName(name)}`) ?? []))];
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const here = map.get(key);
  if (here) here.push(value);
  else map.set(key, [value]);
}

function distanceKm(row: MergedRow, source: SourceRow): number {
  const dLat = source.lat - row.lat / 1000;
  const dLon = (source.lon - row.lon / 1000) * Math.cos((source.lat * Math.PI) / 180);
  return Math.hypot(dLat, dLon) * KM_A_DEGREE;
}

type Rule = (
  row: MergedRow,
  index: SourceIndex,
  isFree: (source: SourceRow) => boolean,
) => SourceRow | undefined;

/** Same spot and a name in common, the same level first. */
const sameSpotAndName: Rule = (row, index, isFree) => {
  const names = new Set(row.names.map(foldName));
  return index
    .at(row)
    .filter((source) => isFree(source) && source.names.some((name) => names.has(foldName(name))))
    .sort(
      (a, b) => Number(b.level === row.level) - Number(a.level === row.level) || (a.id < b.id ? -1 : 1),
    )[0];
};

/** Same name and level, moved a little by the merge: the nearest. */
const sameNameNearby: Rule = (row, index, isFree) =>
  index
    .named(row)
    .filter((source) => isFree(source) && source.level === row.level && distanceKm(row, source) <= MERGE_KM)
    .sort((a, b) => distanceKm(row, a) - distanceKm(row, b) || (a.id < b.id ? -1 : 1))[0];

/** The only place of this level at the spot, under whatever spelling. */
const onlyOneAtSpot: Rule = (row, index, isFree) => {
  const free = index.at(row).filter((source) => isFree(source) && source.level === row.level);
  return free.length === 1 ? free[0] : undefined;
};

/**
 * Ids of the rows that can be traced to a source that they name, by row number. A looser rule runs only when a stricter
 * one has had all rows, so that it takes no id from a better match; an id goes to one row.
 */
export function traceRows(
  rows: readonly MergedRow[],
  sources: Readonly<Record<string, readonly SourceRow[]>>,
): ReadonlyMap<number, string> {
  const indexes = Object.entries(sources).map(
    ([letter, source]) => [letter, new SourceIndex(source)] as const,
  );
  const ids = new Map<number, string>();
  const used = new Set<string>();
  for (const rule of [sameSpotAndName, sameNameNearby, onlyOneAtSpot])
    rows.forEach((row, at) => {
      for (const [letter, index] of indexes) {
        if (ids.has(at) || row.level === 'C' || !row.sources.includes(letter)) continue;
        const source = rule(row, index, ({ id }) => !used.has(id));
        if (!source) continue;
        ids.set(at, source.id);
        used.add(source.id);
      }
    });
  return ids;
}
