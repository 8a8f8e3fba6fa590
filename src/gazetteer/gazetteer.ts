import type { Candidate, Gazetteer, PlaceLevel, Reason } from '../domain';
import { foldName } from '../text';
import { bareKey, lookupKey, parseEntries, type Entry } from './entries';

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

/** Builds the index over the compiled list. Lookups are exact key, then without the article. */
export function loadGazetteer(content: string): PlaceList {
  const entries = parseEntries(content);
  const byKey = new Map<string, number[]>();
  const byBare = new Map<string, number[]>();
  const add = (index: Map<string, number[]>, key: string, at: number) => {
    const here = index.get(key);
    if (!here) index.set(key, [at]);
    else if (here.at(-1) !== at) here.push(at);
  };
  const countryNames = new Map<string, string>();
  entries.forEach((entry, at) => {
    for (const name of entry.names) {
      const key = lookupKey(name);
      if (key === '') continue;
      add(byKey, key, at);
      add(byBare, bareKey(key), at);
    }
    if (entry.level === 'country') countryNames.set(entry.country, entry.names[0] ?? '');
  });
  let byId: Map<string, Entry> | null = null;

  const withinOf = (entry: Entry): string => {
    if (entry.level === 'country') return '';
    return entry.level !== 'governorate' && entry.admin1 !== ''
      ? entry.admin1
      : (countryNames.get(entry.country) ?? '');
  };

  function toCandidate(entry: Entry, name: string, hasOwnForm: boolean, only: boolean): Candidate {
    const folded = foldName(name);
    const written = entry.names.find((known) => known === name);
    const isExact = written !== undefined;
    const display =
      written ?? entry.names.find((known) => foldName(known) === folded) ?? entry.names[0] ?? name;
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
    };
  }

  return {
    size: entries.length,
    find(name, limit) {
      const key = lookupKey(name);
      const own = new Set(byKey.get(key) ?? []);
      // The article tells names apart: forms that differ by it come only when the written form has no place.
      const found = own.size > 0 ? [...own] : (byBare.get(bareKey(key)) ?? []);
      return found
        .flatMap((at) => {
          const entry = entries[at];
          return entry ? [toCandidate(entry, name, own.has(at), found.length === 1)] : [];
        })
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
        .slice(0, limit);
    },
    isKnownName: (name) => byKey.has(lookupKey(name)),
    entry(id) {
      byId ??= new Map(entries.map((entry) => [entry.id, entry]));
      return byId.get(id);
    },
  };
}
