import type { Candidate, NameMatch, UserPlace } from '../domain';
import { lookupKey, type PlaceList } from '../gazetteer';
import { foldName } from '../text';

/** Names that fold to the same are one spelling; the key unites spacing too. */
const matchOf = (own: string, name: string): NameMatch =>
  own === name ? 'exact' : foldName(own) === foldName(name) ? 'folded' : 'spacing';

const LOOSE: ReadonlySet<NameMatch> = new Set(['clitic', 'fuzzy']);

/**
 * The list of places with a person's own among it, found by their name as written or folded. Looser forms of the list's
 * own names give way to them, as they do to other names that are written so.
 */
export function withOwnPlaces(places: PlaceList, own: readonly UserPlace[]): PlaceList {
  if (own.length === 0) return places;
  const byKey = new Map<string, UserPlace[]>();
  for (const place of own) {
    const key = lookupKey(place.name);
    if (key === '') continue;
    const here = byKey.get(key);
    if (here) here.push(place);
    else byKey.set(key, [place]);
  }
  return {
    ...places,
    size: places.size + own.length,
    find(name, limit) {
      const mine = byKey.get(lookupKey(name)) ?? [];
      const listed = places.find(name, limit);
      if (mine.length === 0) return listed;
      return [
        ...mine.map((place) => toCandidate(place, name)),
        ...listed.filter(({ match }) => !LOOSE.has(match)),
      ].slice(0, limit);
    },
    isKnownName: (name) => byKey.has(lookupKey(name)) || places.isKnownName(name),
  };
}

function toCandidate(place: UserPlace, name: string): Candidate {
  const { id, lat, lon, level, country, uncertaintyM = null } = place;
  return {
    ...{ id, name: place.name, lat, lon, level, country, uncertaintyM },
    within: '',
    score: 1,
    reasons: [],
    match: matchOf(place.name, name),
    adm1: null,
    adm2: null,
    adm3: null,
    populationDigits: 0,
    flags: [],
  };
}
