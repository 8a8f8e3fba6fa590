import { lookupKey } from '../../src/gazetteer';
import { oneForEachKey, withArticleFirst } from './names';
import type { SourceRow } from './sources';

/** A place of the list while it is being made. */
export interface Place {
  id: string;
  names: string[];
  english: string;
  otherNames: string[];
  lat: number;
  lon: number;
  country: string;
  level: string;
  population: number;
  areas: readonly string[];
  areasEnglish: readonly string[];
  /** Ids of the source rows that were joined into it, its own among them. */
  readonly members: readonly string[];
  /** The area right above it. */
  parent: Place | null;
  /** Metres around the point; 0 where the point is the place's own. */
  uncertaintyM: number;
  flags: string;
}

/** Places of one name closer than this are one. */
const MERGE_KM = 6;
const KM_A_DEGREE = 111.2;

export function distanceKm(
  a: Pick<Place, 'lat' | 'lon'>,
  b: { readonly lat: number; readonly lon: number },
): number {
  const dLon = (a.lon - b.lon) * Math.cos((a.lat * Math.PI) / 180);
  return Math.hypot(a.lat - b.lat, dLon) * KM_A_DEGREE;
}

/**
 * Joins rows that are one place: the same place of GeoNames, or a name, country and level in common within six
 * kilometres of the first row of the group. Groups come in the order of their first row.
 */
export function groupRows(rows: readonly SourceRow[]): SourceRow[][] {
  const groups: SourceRow[][] = [];
  const byGeoNames = new Map<string, SourceRow[]>();
  const byName = new Map<string, SourceRow[][]>();
  for (const row of rows) {
    const keys = [...new Set(row.names.map((name) => `${row.country}:${row.level}:${lookupKey(name)}`))];
    const same = row.geonamesId === '' ? undefined : byGeoNames.get(`${row.level}:${row.geonamesId}`);
    const near = keys
      .flatMap((key) => byName.get(key) ?? [])
      .map((group) => ({ group, km: group[0] ? distanceKm(group[0], row) : Infinity }))
      .filter(({ km }) => km <= MERGE_KM)
      .sort((a, b) => a.km - b.km)[0]?.group;
    let group = same ?? near;
    if (!group) groups.push((group = []));
    group.push(row);
    if (row.geonamesId !== '') byGeoNames.set(`${row.level}:${row.geonamesId}`, group);
    for (const key of keys) {
      const here = byName.get(key);
      if (!here) byName.set(key, [group]);
      else if (!here.includes(group)) here.push(group);
    }
  }
  return groups;
}

/** Which source gives the id, the names to show and the point, best first. */
const ID_ORDER = ['countries', 'whosonfirst', 'ocha', 'geonames'] as const;
const NAME_ORDER = ['countries', 'ocha', 'whosonfirst', 'geonames'] as const;
const POINT_ORDER = ['countries', 'ocha', 'geonames', 'whosonfirst'] as const;

type Source = SourceRow['source'];

function inOrder(rows: readonly SourceRow[], order: readonly Source[]): SourceRow[] {
  return [...rows].sort(
    (a, b) =>
      order.indexOf(a.source) - order.indexOf(b.source) ||
      b.population - a.population ||
      (a.id < b.id ? -1 : 1),
  );
}

/** One place of the rows of a group. */
export function toPlace(group: readonly SourceRow[]): Place | null {
  const rows = group.filter(({ names }) => names.length > 0);
  const [first] = inOrder(rows, ID_ORDER);
  const [point] = inOrder(rows, POINT_ORDER);
  if (!first || !point) return null;
  const named = inOrder(rows, NAME_ORDER);
  return {
    id: first.id,
    names: withArticleFirst(oneForEachKey(named.flatMap(({ names }) => names))),
    english: named.find(({ english }) => english !== '')?.english ?? '',
    otherNames: [...new Set(named.flatMap(({ otherNames }) => otherNames))],
    lat: point.lat,
    lon: point.lon,
    country: first.country,
    level: first.level,
    population: Math.max(...group.map(({ population }) => population)),
    areas: [0, 1, 2].map((at) => named.map(({ areas }) => areas[at] ?? '').find((name) => name !== '') ?? ''),
    areasEnglish: named.find(({ areasEnglish }) => areasEnglish)?.areasEnglish ?? [],
    members: group.map(({ id }) => id),
    parent: null,
    uncertaintyM: 0,
    flags: '',
  };
}
