import { levelOf } from '../../src/gazetteer';
import type { Place } from './merge';

/** What CLDR calls an unknown region: contested places and seas are counted there. */
const NO_COUNTRY = 'ZZ';

/** Where entries come from, with licence and credit as each source asks for them. */
const SOURCES = [
  {
    id: 'whosonfirst',
    name: "Who's On First",
    licence: 'CC BY 4.0 (GeoNames, Quattroshapes), CC0 1.0 (own, Mesoshapes)',
    credit: "Data from Who's On First (whosonfirst.org/docs/licenses), GeoNames, Quattroshapes, Mesoshapes",
  },
  {
    id: 'geonames',
    name: 'GeoNames',
    licence: 'CC BY 4.0',
    credit: 'GeoNames (geonames.org)',
  },
  {
    id: 'ocha',
    name: 'UN OCHA, Syria common operational data set',
    licence: 'CC BY-IGO',
    credit: 'UN OCHA, Syria common operational data set',
    /** The credit is given as OCHA licenses such sets; the line of this one could not be read. */
    isLicenceUnconfirmed: true,
  },
  {
    id: 'countries',
    name: 'Unicode CLDR, i18n-iso-countries',
    licence: 'Unicode-3.0, MIT',
    credit: 'Unicode CLDR; i18n-iso-countries',
  },
  {
    id: 'supplement',
    name: 'own supplement',
    licence: 'Apache-2.0',
    credit: 'Mawdi, own supplement; points of airports: airportsdata (MIT)',
  },
] as const;

type SourceId = (typeof SOURCES)[number]['id'];

/** One source as a manifest tells it. */
export interface SourceCount {
  readonly id: string;
  readonly name: string;
  readonly licence: string;
  readonly credit: string;
  readonly isLicenceUnconfirmed?: boolean;
  /** Entries that it has a row for; one of several sources counts with each. */
  readonly entries: number;
}

/** Sources of a list with the number of entries that each has a part in; those without any are left out. */
export function countBySource(places: readonly Place[]): SourceCount[] {
  const counts = new Map<SourceId, number>();
  for (const place of places)
    for (const source of new Set([place.id, ...place.members].map((id) => sourceOf(id, place))))
      counts.set(source, (counts.get(source) ?? 0) + 1);
  return SOURCES.flatMap((source) => {
    const entries = counts.get(source.id);
    return entries ? [{ ...source, entries }] : [];
  });
}

function sourceOf(id: string, { level, uncertaintyM }: Place): SourceId {
  if (id.startsWith('wof:')) return 'whosonfirst';
  if (id.startsWith('geonames:')) return 'geonames';
  if (id.startsWith('pcode:')) return 'ocha';
  if (id.startsWith('iso:')) return 'countries';
  // Districts and subdistricts that are told by OCHA's communities only.
  return /[23]/.test(level) && uncertaintyM === 0 ? 'ocha' : 'supplement';
}

/** Entries by country and level. */
export function countByCountry(places: readonly Place[]): Record<string, Record<string, number>> {
  const counts: Record<string, Record<string, number>> = {};
  for (const { country, level } of places) {
    const byLevel = (counts[country || NO_COUNTRY] ??= {});
    byLevel[levelOf(level)] = (byLevel[levelOf(level)] ?? 0) + 1;
  }
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Entries by the scheme of their id. */
export function countByScheme(places: readonly Place[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { id } of places) {
    const scheme = id.split(':')[0] ?? '';
    counts[scheme] = (counts[scheme] ?? 0) + 1;
  }
  return counts;
}
