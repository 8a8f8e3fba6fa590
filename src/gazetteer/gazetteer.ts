import type { Candidate, Gazetteer, NameMatch, PlaceLevel, Reason } from '../domain';
import { EntryList, type Entry } from './entries';
import { foldPlaceName, lookupKey, otherArticle, withoutClitics } from './keys';
import { NearKeys } from './near-keys';

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
const FORM: Readonly<Record<NameMatch, number>> = {
  exact: 0.3,
  folded: 0.2,
  spacing: 0.2,
  clitic: 0,
  fuzzy: -0.2,
};
const PER_DIGIT = 0.07;

/** A list of places with what linking needs beyond {@link Gazetteer}. */
export interface PlaceList extends Gazetteer {
  /**
   * Candidates for a name, best first by name, level and size alone. Looser forms are tried only where the stricter have
   * no place: the key of the name; with the article put on or taken off; without clitics; from five letters on one
   * letter apart, villages named like a person left out.
   */
  find(name: string, limit: number): Candidate[];
  /** True when a place has this name, spelling variants included. */
  isKnownName(name: string): boolean;
  /** The entry of an id; one that was joined into another gives that. */
  entry(id: string): Entry | undefined;
  /** Its row in the side file, or -1. */
  row(id: string): number;
  /** Whether a pack with more places of a country is behind the list, or could be; null where there is none. */
  packOf(country: string): PackUse | null;
}

/** `added`: its places are in the list; `offered`: a person may add it. */
export type PackUse = 'added' | 'offered';

/** Where the places of each key stand; most names have one: a number then, an array only where there are more. */
class KeyIndex {
  readonly #byKey = new Map<string, number | number[]>();
  #nearKeys: NearKeys | null = null;

  constructor(entries: EntryList) {
    for (let at = 0; at < entries.rows; at++)
      for (const name of entries.namesAt(at)) {
        const key = lookupKey(name);
        const here = this.#byKey.get(key);
        if (key === '' || here === at) continue;
        if (here === undefined) this.#byKey.set(key, at);
        else if (typeof here === 'number') this.#byKey.set(key, [here, at]);
        else if (here.at(-1) !== at) here.push(at);
      }
  }

  has(key: string): boolean {
    return this.#byKey.has(key);
  }

  placesOf(key: string): readonly number[] {
    const here = this.#byKey.get(key) ?? [];
    return typeof here === 'number' ? [here] : here;
  }

  /** Entries one letter away, each once. */
  near(key: string): number[] {
    const found = new Set<number>();
    this.#nearKeys ??= new NearKeys(this.#byKey.keys());
    for (const edit of this.#nearKeys.around(key))
      if (this.#byKey.has(edit)) for (const at of this.placesOf(edit)) found.add(at);
    return [...found];
  }
}

/** Builds the index over the compiled list and packs that a person added to it. */
export function loadGazetteer(
  content: string,
  packs: readonly string[] = [],
  packUse: ReadonlyMap<string, PackUse> = new Map(),
): PlaceList {
  const entries = new EntryList(content, packs);
  const index = new KeyIndex(entries);
  const countryNames = new Map<string, string>();
  const countryName = (code: string): string => {
    if (countryNames.size === 0)
      for (let at = 0; at < entries.rows; at++) {
        const entry = entries.get(at);
        if (entry?.level === 'country') countryNames.set(entry.country, entry.names[0] ?? '');
      }
    return countryNames.get(code) ?? '';
  };
  const withinOf = (entry: Entry): string => {
    if (entry.level === 'country') return '';
    return entry.level !== 'governorate' && entry.admin1 !== '' ? entry.admin1 : countryName(entry.country);
  };

  /** Entries of a name by the strictest form that has any. */
  function search(key: string): { found: readonly number[]; loose: NameMatch | null } {
    const own = index.placesOf(key);
    // The article tells names apart: forms that differ by it come only when the written form has no place.
    if (own.length > 0 || key === '') return { found: own, loose: null };
    for (const form of [otherArticle(key), ...withoutClitics(key)]) {
      const found = index.placesOf(form);
      if (found.length > 0) return { found, loose: 'clitic' };
    }
    return { found: index.near(key), loose: 'fuzzy' };
  }

  function toCandidate(entry: Entry, name: string, loose: NameMatch | null, only: boolean): Candidate {
    const { shown, match } = compare(entry, name, loose);
    const reasons: Reason[] = [{ code: match === 'exact' ? 'exactName' : 'foldedName' }];
    if (only) reasons.push({ code: 'onlyCandidate' });
    const score = FORM[match] + LEVEL_PRIOR[entry.level] + entry.populationDigits * PER_DIGIT;
    const [adm1, adm2, adm3] = entry.areas;
    return {
      id: entry.id,
      name: shown,
      lat: entry.lat,
      lon: entry.lon,
      level: entry.level,
      country: entry.country || null,
      within: withinOf(entry),
      score: Math.min(1, Math.max(0, score / 2)),
      reasons,
      match,
      adm1,
      adm2,
      adm3,
      populationDigits: entry.populationDigits,
      flags: entry.flags,
      uncertaintyM: entry.uncertaintyM,
    };
  }

  return {
    size: entries.size,
    find(name, limit) {
      const { found, loose } = search(lookupKey(name));
      return found
        .flatMap((at) => entries.get(at) ?? [])
        .filter((entry) => loose !== 'fuzzy' || !entry.isPersonLike)
        .map((entry) => toCandidate(entry, name, loose, found.length === 1))
        .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
        .slice(0, limit);
    },
    isKnownName: (name) => index.has(lookupKey(name)),
    entry: (id) => entries.get(entries.indexOf(id)),
    row: (id) => entries.indexOf(id),
    packOf: (country) => packUse.get(country) ?? null,
  };
}

/** The name of an entry to show for a name that was looked up, and how the two match. */
function compare(entry: Entry, name: string, loose: NameMatch | null): { shown: string; match: NameMatch } {
  const [best = name] = entry.names;
  if (loose) return { shown: best, match: loose };
  if (entry.names.includes(name)) return { shown: name, match: 'exact' };
  const folded = foldPlaceName(name);
  const spelt = entry.names.find((known) => foldPlaceName(known) === folded);
  if (spelt !== undefined) return { shown: spelt, match: 'folded' };
  const key = lookupKey(name);
  return { shown: entry.names.find((known) => lookupKey(known) === key) ?? best, match: 'spacing' };
}
