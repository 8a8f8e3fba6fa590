import { PLACE_LEVELS, type PlaceLevel } from '../../domain';
import { fetchBytes, readCounts, readManifest, type Counts } from '../../gazetteer';

export interface CountryCount {
  /** ISO 3166-1 alpha-2; `ZZ` for what lies in no country. */
  readonly country: string;
  readonly total: number;
  readonly byLevel: Readonly<Partial<Record<PlaceLevel, number>>>;
}

/** A source of the list of places as its manifest tells it. */
export interface SourceCredit {
  readonly id: string;
  readonly name: string;
  readonly licence: string;
  readonly credit: string;
  /** Entries that it has a part in. */
  readonly entries: number;
}

/** What the list of places says about itself. */
export interface PlaceCredits {
  readonly counts: Counts;
  readonly sources: readonly SourceCredit[];
}

/** Reads the manifest of the list of places; null where it cannot be had. */
export async function readPlaceCredits(baseUrl: string): Promise<PlaceCredits | null> {
  const address = `${baseUrl}gazetteer/manifest.json`;
  try {
    const { counts, sources } = readManifest(await fetchBytes(address), address);
    const known: readonly unknown[] = Array.isArray(sources) ? sources : [];
    return { counts: readCounts(counts), sources: known.flatMap((json) => toSource(json) ?? []) };
  } catch {
    return null;
  }
}

function toSource(json: unknown): SourceCredit | null {
  if (typeof json !== 'object' || json === null) return null;
  const { id, name, licence, credit, entries } = json as Readonly<Record<string, unknown>>;
  const texts = [id, name, licence, credit];
  if (!texts.every((text) => typeof text === 'string') || typeof entries !== 'number') return null;
  const [own = '', called = '', under = '', thanks = ''] = texts;
  return { id: own, name: called, licence: under, credit: thanks, entries };
}

/** The attribution that ships beside the typeface; empty where it cannot be had. */
export async function readFontCredit(baseUrl: string): Promise<string> {
  try {
    return new TextDecoder().decode(await fetchBytes(`${baseUrl}fonts/ATTRIBUTION`));
  } catch {
    return '';
  }
}

/** Counts of the list and of packs behind it together, by country. */
export function countriesOf(lists: readonly Counts[]): CountryCount[] {
  const byCountry = new Map<string, Partial<Record<PlaceLevel, number>>>();
  for (const counts of lists)
    for (const [country, levels] of Object.entries(counts)) {
      const sum = byCountry.get(country) ?? {};
      for (const level of PLACE_LEVELS) {
        const more = levels[level] ?? 0;
        if (more > 0) sum[level] = (sum[level] ?? 0) + more;
      }
      byCountry.set(country, sum);
    }
  return [...byCountry].map(([country, byLevel]) => ({
    country,
    byLevel,
    total: Object.values(byLevel).reduce((sum, count) => sum + count, 0),
  }));
}

/** What rows are sorted by: name of the country, all entries, or those of a level. */
export type CountOrder = 'name' | 'total' | PlaceLevel;

/** Rows in order: names from first to last, numbers from most to fewest, names among equals. */
export function sortCounts(
  rows: readonly CountryCount[],
  order: CountOrder,
  nameOf: (country: string) => string,
  compare: (a: string, b: string) => number,
): CountryCount[] {
  const numberOf = ({ total, byLevel }: CountryCount): number =>
    order === 'name' ? 0 : order === 'total' ? total : (byLevel[order] ?? 0);
  return [...rows].sort((a, b) => numberOf(b) - numberOf(a) || compare(nameOf(a.country), nameOf(b.country)));
}
