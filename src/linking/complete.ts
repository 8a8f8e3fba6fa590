import type { KeptCandidate, Link, Place, PlaceDescription } from '../domain';
import { scoreInWords } from '../spans';
import { foldName } from '../text';
import type { GeocodedRow } from './geocode';

/** How sure a place is, in words; the thresholds are those of the interface. */
export type Certainty = ReturnType<typeof scoreInWords>;

/** One of the places that a row names. */
export interface NamedPlace {
  /** As the row writes it; empty where a place was given by hand. */
  readonly surface: string;
  readonly place: Place | null;
  /** Null without a place. */
  readonly certainty: Certainty | null;
  /** `place` is the wider or neighbouring one: «in or near». */
  readonly isWider: boolean;
  /** Best first. */
  readonly candidates: readonly KeptCandidate[];
}

/**
 * The places of a row: its own first, then the others in the order of the text, each once. What only says where another
 * one lies («ريف حلب» behind «الباب») is no place of its own. A row without any has one entry without a place.
 */
export function placesOfRow(row: GeocodedRow): NamedPlace[] {
  const own = row.links.find(({ place }) => place !== null && place.id === row.place?.id);
  const lost = row.links.find(({ place }) => place === null) ?? row.links[0];
  const first: NamedPlace = {
    // «In or near»: the name that is not in the list is what the row is about, its candidates are what may be meant.
    surface: (row.isWider ? lost : own)?.surface ?? lost?.surface ?? '',
    place: row.place,
    certainty: certaintyOf(row),
    isWider: row.isWider,
    candidates: candidatesOf(row, own, lost),
  };
  const others: NamedPlace[] = [];
  const known = new Set([row.place?.id]);
  for (const link of row.links) {
    if (!link.place || known.has(link.place.id) || isOnlyContext(link, row.links)) continue;
    // In a location string a country says where, even where nothing else is known of the row.
    if (!row.isSentence && row.links.length > 1 && link.place.level === 'country') continue;
    known.add(link.place.id);
    const { surface, place, score, candidates } = link;
    others.push({ surface, place, certainty: scoreInWords(score), isWider: false, candidates });
  }
  return [first, ...others];
}

function certaintyOf({ place, isWider, score }: GeocodedRow): Certainty | null {
  if (!place) return null;
  return isWider ? 'doubtful' : scoreInWords(score);
}

function candidatesOf(row: GeocodedRow, own: Link | undefined, lost: Link | undefined): KeptCandidate[] {
  const links = [row.isWider ? lost : undefined, own ?? lost];
  const all = links.flatMap((link) => link?.candidates ?? []);
  return all.filter(({ id }, i) => all.findIndex((other) => other.id === id) === i);
}

/** Whether a place is an area that another place of the row lies in, or is called as that area is. */
function isOnlyContext({ place, surface }: Link, links: readonly Link[]): boolean {
  if (place === null) return true;
  return links.some((link) => {
    if (!link.place || link.place.id === place.id) return false;
    if (place.level === 'country')
      return link.place.country === place.country && link.place.level !== 'country';
    const inside = link.candidates.find(({ id }) => id === link.place?.id);
    const areas = [inside?.adm1, inside?.adm2, inside?.adm3].flatMap((area) =>
      area && area.id !== link.place?.id ? [area] : [],
    );
    const names = areas.map(({ name }) => foldName(name));
    return (
      areas.some(({ id }) => id === place.id) ||
      names.includes(foldName(place.name)) ||
      names.includes(foldName(surface))
    );
  });
}

/** Columns that completing a table adds for a place, in this order; English in every language of the interface. */
export const PLACE_COLUMNS = [
  'place_ar',
  'place_en',
  'adm1_ar',
  'adm1_pcode',
  'adm2_ar',
  'adm2_pcode',
  'adm3_ar',
  'adm3_pcode',
  'lat',
  'lon',
  'level',
  'certainty',
  'uncertainty_m',
  'candidates',
  'reviewed',
] as const;
export type PlaceColumn = (typeof PLACE_COLUMNS)[number];
export type PlaceCells = Readonly<Record<PlaceColumn, string | number | null>>;

/** What the cells of a place are made from. */
export interface CompletedPlace extends NamedPlace {
  /** Whether a person looked at it and decided. */
  readonly isReviewed: boolean;
  /** Coordinates that the table brought along; they stand in place of those of the list. */
  readonly own: { readonly lat: number; readonly lon: number } | null;
}

/** Other candidates that are named. */
const NAMED_CANDIDATES = 5;
/**
 * Radius in metres for a place that stands for one «in or near» it: about half the width of an area of its level in
 * Syria and Iraq, and for a town its surroundings.
 */
const NEAR_M: Readonly<Record<Place['level'], number>> = {
  country: 500_000,
  region: 100_000,
  governorate: 60_000,
  district: 25_000,
  subdistrict: 12_000,
  water: 20_000,
  town: 8_000,
  quarter: 2_000,
  facility: 2_000,
};

/** The cells of one place; all but candidates and `reviewed` are empty where there is none. */
export function placeCells(
  { place, certainty, isWider, candidates, isReviewed, own }: CompletedPlace,
  described: ReadonlyMap<string, PlaceDescription>,
): PlaceCells {
  const about = place ? described.get(place.id) : undefined;
  const uncertaintyM = own ? null : (place?.uncertaintyM ?? about?.uncertaintyM ?? null);
  const area = (level: 1 | 2 | 3) => about?.[`adm${level}`] ?? null;
  const isPoint = place !== null || own !== null;
  return {
    place_ar: about?.names[0] ?? place?.name ?? '',
    place_en: about?.english ?? '',
    adm1_ar: area(1)?.name ?? '',
    adm1_pcode: area(1)?.pcode ?? '',
    adm2_ar: area(2)?.name ?? '',
    adm2_pcode: area(2)?.pcode ?? '',
    adm3_ar: area(3)?.name ?? '',
    adm3_pcode: area(3)?.pcode ?? '',
    lat: isPoint ? (own?.lat ?? place?.lat ?? null) : null,
    lon: isPoint ? (own?.lon ?? place?.lon ?? null) : null,
    level: place?.level ?? '',
    certainty: certainty ?? '',
    uncertainty_m: place && isWider && !own ? Math.max(uncertaintyM ?? 0, NEAR_M[place.level]) : uncertaintyM,
    candidates: candidates
      .filter(({ id }) => id !== place?.id)
      .slice(0, NAMED_CANDIDATES)
      .map(({ name, within }) => (within === '' ? name : `${name} (${within})`))
      .join(' | '),
    reviewed: isReviewed ? 'yes' : 'no',
  };
}
