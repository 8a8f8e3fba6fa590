import type { Candidate, Gazetteer, PlaceLevel, Reason } from '../domain';
import { foldName } from '../text';
import { EntryList, lookupKey, otherArticle, type Entry } from './entries';

/** Without any other sign a bare name is a country, then a city, then the area around it (geo.md §6). */
const LEVEL_PRIOR: Readonly<Record<PlaceLevel, number>> = {
  country: 0.8,
  town: 0.45,
  region: 0.3,
  governorate: 0.25,
  water: 0.25,
  facility: 0.2,
  district: 0.12,
  subdistrict: 0.08,
  quarter: 0.05,
};
const PER_DIGIT = 0.07;

/** A list of places with what linking needs beyond {@link Gazetteer}. */
export interface PlaceList extends Gazetteer {
  /** True when a place has this name, spelling variants included. */
  isKnownName(name: string): boolean;
  entry(id: string): Entry | undefined;
}

/** Builds the index over the compiled list. Lookups are exact key, then with the article taken off or put on. */
export function loadGazetteer(content: string): PlaceList {
  const entries = new EntryList(content);
  // Most names have one place: a number then, an array only where there are more.
  const byKey = new Map<string, number | number[]>();
  const countryNames = new Map<string, string>();
  for (let at = 0; at < entries.size; at++) {
    for (const name of entries.namesAt(at)) {
      const key = lookupKey(name);
      const here = byKey.get(key);
      if (key === '' || here === at) continue;
      if (here === undefined) byKey.set(key, at);
      else if (typeof here === 'number') byKey.set(key, [here, at]);
      else if (here.at(-1) !== at) here.push(at);
    }
  }
  const placesOf = (key: string): readonly number[] => {
    const here = byKey.get(key) ?? [];
    return typeof here === 'number' ? [here] : here;
  };
  const countryName = (code: string): string => {
    const known = countryNames.get(code);
    if (known !== undefined || countryNames.size > 0) return known ?? '';
    for (let at = 0; at < entries.size; at++) {
      const entry = entries.get(at);
      if (entry?.level === 'country') countryNames.set(entry.country, entry.names[0] ?? '');
    }
    return countryNames.get(code) ?? '';
  };
  let byId: Map<string, number> | null = null;

  const withinOf = (entry: Entry): string => {
    if (entry.level === 'country') return '';
    return entry.level !== 'governorate' && entry.admin1 !== '' ? entry.admin1 : countryName(entry.country);
  };

  function toCandidate(entry: Entry, name: string, hasOwnForm: boolean, only: boolean): Candidate {
    const folded = foldName(name);
    const isSpelt = entry.names.some((known) => foldName(known) === folded);
    const written = entry.names.find((known) => known === name);
    const isExact = written !== undefined;
    const display =
      written ?? entry.names.find((known) => foldName(known) === folded) ?? entry.names[0] ?? name;
    const match = isExact ? 'exact' : !hasOwnForm ? 'clitic' : isSpelt ? 'folded' : 'spacing';
    const form = isExact ? 0.3 : hasOwnForm ? 0.2 : 0;
    const reasons: Reason[] = [{ code: isExact ? 'exactName' : 'foldedName' }];
    if (only) reasons.push({ code: 'onlyCandidate' });
    const score = form + LEVEL_PRIOR[entry.level] + entry.populationDigits * PER_DIGIT;
    return {
      id: entry.id,
      name: display,
      lat: entry.lat,
      lon: entry.lon,
      level: entry.level,
      country: entry.country || null,
      within: withinOf(entry),
      score: Math.min(1, score / 2),
      reasons,
      match,
      adm1: entry.admin1 === '' ? null : { id: '', name: entry.admin1 },
      adm2: null,
      adm3: null,
      populationDigits: entry.populationDigits,
      flags: entry.isPersonLike ? ['personLike'] : [],
      uncertaintyM: null,
    };
  }

  return {
    size: entries.size,
    find(name, limit) {
      const key = lookupKey(name);
      const own = placesOf(key);
      // The article tells names apart: forms that differ by it come only when the written form has no place.
      const found = own.length > 0 ? own : placesOf(otherArticle(key));
      return found
        .flatMap((at) => {
          const entry = entries.get(at);
          return entry ? [toCandidate(entry, name, own.length > 0, found.length === 1)] : [];
        })
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
        .slice(0, limit);
    },
    isKnownName: (name) => byKey.has(lookupKey(name)),
    entry(id) {
      if (!byId) {
        byId = new Map();
        for (let at = 0; at < entries.size; at++) byId.set(entries.get(at)?.id ?? '', at);
      }
      return entries.get(byId.get(id) ?? -1);
    },
  };
}
