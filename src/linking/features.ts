import { foldName } from '../text';
import { isOwnPlace, type Candidate } from '../domain';
import { isCountryside, isTheSite } from './cues';
import { distanceKm } from './distance';
import type { Sector } from './directions';
import type { Lookup } from './lookup';

/** What is known of a candidate, in the order of the weights. All between -1 and 1 (`cueMiss` and the like are 0 or 1). */
export const FEATURES = [
  'foldedForm',
  'cliticForm',
  'spacingForm',
  'fuzzyForm',
  'country',
  'governorate',
  'district',
  'subdistrict',
  'quarter',
  'facility',
  'region',
  'water',
  'cueFirst',
  'cueLater',
  'cueMiss',
  'namesake',
  'joined',
  'population',
  'largest',
  'seat',
  'doubtfulName',
  'inArea',
  'inCountry',
  'nearNeighbour',
  'nearSibling',
  'awayFromAll',
  'sector',
  'otherSide',
  'documentCountry',
  'documentArea',
  'documentNear',
  'focus',
  'otherFocus',
  'chosen',
  'own',
] as const;
export type Feature = (typeof FEATURES)[number];

/** What is known of no candidate being right. */
export const NIL_FEATURES = [
  'nil',
  'nilNotWritten',
  'nilNamesake',
  'nilApart',
  'nilMany',
  'nilSmall',
] as const;
export type NilFeature = (typeof NIL_FEATURES)[number];

export type Features<F extends string> = Readonly<Partial<Record<F, number>>>;

/** A mention named with this one, and how likely each of its candidates is. */
export interface WeighedNeighbour {
  readonly isSibling: boolean;
  readonly sector: Sector | null;
  readonly toponym: string;
  readonly candidates: readonly { readonly candidate: Candidate; readonly probability: number }[];
}

/** Votes for countries or governorates, of all names and of each, so that no name votes for itself. */
export interface Votes {
  readonly total: ReadonlyMap<string, number>;
  readonly byName: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** What the document says about where it plays. */
export interface Evidence {
  readonly countries: Votes;
  readonly areas: Votes;
  /** Places that are likely meant, with their probability. */
  readonly places: readonly {
    readonly candidate: Candidate;
    readonly probability: number;
    readonly name: string;
  }[];
  readonly focus: readonly string[];
  /** What a person chose for a name before, by folded name. */
  readonly userChoices: Readonly<Record<string, string>>;
}

const LEVEL_FEATURE: Readonly<Record<Candidate['level'], Feature | null>> = {
  town: null,
  country: 'country',
  governorate: 'governorate',
  district: 'district',
  subdistrict: 'subdistrict',
  quarter: 'quarter',
  facility: 'facility',
  region: 'region',
  water: 'water',
};
const FORM_FEATURE: Readonly<Record<Candidate['match'], Feature | null>> = {
  exact: null,
  folded: 'foldedForm',
  clitic: 'cliticForm',
  spacing: 'spacingForm',
  fuzzy: 'fuzzyForm',
};
/** Kilometres within which a place of this level has its own. */
const REACH_KM: Readonly<Record<Candidate['level'], number>> = {
  country: 0,
  governorate: 80,
  district: 35,
  subdistrict: 20,
  town: 25,
  quarter: 6,
  facility: 12,
  region: 70,
  water: 60,
};
const NEAR_DOCUMENT_KM = 80;
/** Towns that are listed together lie in one part of a country. */
const NEAR_SIBLING_KM = 120;

/** Key of the governorate that a place lies in; empty for countries and where unknown. */
export const areaKey = ({ country, adm1 }: Candidate): string =>
  adm1 ? `${country ?? ''}:${foldName(adm1.name)}` : '';

/** Whether one place is an area of the other, by id or by the names of its areas. */
function liesIn(inner: Candidate, outer: Candidate): boolean {
  if (outer.level !== 'governorate' && outer.level !== 'district' && outer.level !== 'subdistrict')
    return false;
  if (inner.id === outer.id || inner.country !== outer.country) return false;
  const name = foldName(outer.name);
  return [inner.adm1, inner.adm2, inner.adm3].some(
    (area) => area !== null && ((area.id !== '' && area.id === outer.id) || foldName(area.name) === name),
  );
}

/** 1 where one lies in the other; half where a town stands for its governorate («الباغوز، دير الزور»). */
function areaInCommon(a: Candidate, b: Candidate): number {
  if (liesIn(a, b) || liesIn(b, a)) return 1;
  const isSame = a.adm1 !== null && a.adm1.id !== '' && a.adm1.id === b.adm1?.id;
  return isSame && (a.level === 'town' || b.level === 'town') ? 0.5 : 0;
}

/** Features of one candidate. `neighbours` and `evidence` come from an earlier round. */
export function featuresOf(
  candidate: Candidate,
  lookup: Lookup,
  neighbours: readonly WeighedNeighbour[],
  evidence: Evidence,
): Features<Feature> {
  const { cue, joined, candidates } = lookup;
  const found: Partial<Record<Feature, number>> = {};
  const form = FORM_FEATURE[candidate.match];
  if (form) found[form] = 1;
  if (joined.has(candidate.id)) {
    found.joined = 1;
    if (cue?.levels[0] === candidate.level) found.cueFirst = 1;
  } else if (cue) {
    const rank = cue.levels.indexOf(candidate.level);
    const isFirst = rank === 0 || isTheSite(cue, candidate.level);
    found[isFirst ? 'cueFirst' : rank > 0 ? 'cueLater' : 'cueMiss'] = 1;
    if (cue.isSite && !isTheSite(cue, candidate.level)) found.namesake = 1;
  }
  const level = LEVEL_FEATURE[candidate.level];
  if (level) found[level] = cue || found.joined ? 0.5 : 1;
  found.population = candidate.populationDigits / 8;
  // Fame tells towns apart, never a town from the area that a word before the name asks for.
  if (candidate.level === 'town' && (!cue || cue.levels.includes('town')) && !isCountryside(cue)) {
    const isLargest = (c: Candidate) =>
      c === candidate || c.level !== 'town' || c.populationDigits < candidate.populationDigits;
    if (candidates.length > 1 && candidates.every(isLargest)) found.largest = 1;
    if (candidates.some((c) => isSeatOf(candidate, c))) found.seat = 1;
  }
  if (isOwnPlace(candidate.id)) found.own = 1;
  if (evidence.userChoices[foldName(lookup.toponym)] === candidate.id) found.chosen = 1;
  if (!cue && (candidate.flags.includes('personLike') || candidate.flags.includes('wordLike')))
    found.doubtfulName = 1;
  addNeighbours(found, candidate, neighbours);
  addEvidence(found, candidate, evidence, namesBeside(lookup, neighbours));
  return found;
}

/** A town with a governorate or district called after it: better known than its namesakes. */
const isSeatOf = (town: Candidate, area: Candidate): boolean =>
  (area.level === 'governorate' || area.level === 'district') &&
  area.country === town.country &&
  distanceKm(town, area) < SEAT_KM[area.level];
const SEAT_KM = { governorate: 150, district: 50 } as const;

function addNeighbours(
  found: Partial<Record<Feature, number>>,
  candidate: Candidate,
  neighbours: readonly WeighedNeighbour[],
): void {
  /** How sure it is where the neighbours are. */
  let known = 0;
  for (const { candidates, sector, isSibling } of neighbours) {
    let inArea = 0;
    let inCountry = 0;
    let near = 0;
    for (const { candidate: other, probability } of candidates) {
      if (other.id === candidate.id) continue;
      if (isSibling && other.level === 'country') continue;
      if (other.level === 'country') {
        if (other.country === candidate.country) inCountry += probability;
        if (probability > 0.5) known = Math.max(known, probability);
        continue;
      }
      if (!isSibling && probability > 0.3) known = Math.max(known, probability);
      if (candidate.level === 'country') {
        if (other.country === candidate.country) inCountry += probability;
        continue;
      }
      if (!isSibling) inArea += probability * areaInCommon(candidate, other);
      const km = distanceKm(candidate, other);
      // The wider of the two sets the scale: a quarter lies in a town's reach, a town in a governorate's.
      near += probability * Math.exp(-km / Math.max(REACH_KM[other.level], REACH_KM[candidate.level]));
      if (isSibling)
        found.nearSibling = Math.max(found.nearSibling ?? 0, probability * Math.exp(-km / NEAR_SIBLING_KM));
      if (sector && km > 1 && probability > 0.3) addSector(found, candidate, other, sector, km);
    }
    found.inArea = Math.max(found.inArea ?? 0, inArea);
    found.inCountry = Math.max(found.inCountry ?? 0, inCountry);
    found.nearNeighbour = Math.max(found.nearNeighbour ?? 0, near);
  }
  if (known > 0 && (found.inArea ?? 0) + (found.inCountry ?? 0) + (found.nearNeighbour ?? 0) < 0.15)
    found.awayFromAll = known;
}

function addSector(
  found: Partial<Record<Feature, number>>,
  candidate: Candidate,
  other: Candidate,
  sector: Sector,
  km: number,
): void {
  if (km > 250) return;
  const east = (candidate.lon - other.lon) * Math.cos((other.lat * Math.PI) / 180);
  const north = candidate.lat - other.lat;
  const cosine = (east * sector.east + north * sector.north) / (Math.hypot(east, north) || 1);
  if (cosine > 0) found.sector = Math.max(found.sector ?? 0, cosine);
  else found.otherSide = Math.max(found.otherSide ?? 0, -cosine);
}

/** Its own name and the areas named with it, folded: they have features of their own and are no further evidence. */
function namesBeside({ toponym }: Lookup, neighbours: readonly WeighedNeighbour[]): ReadonlySet<string> {
  const parents = neighbours.filter(({ isSibling }) => !isSibling);
  return new Set([toponym, ...parents.map((one) => one.toponym)].map(foldName));
}

function addEvidence(
  found: Partial<Record<Feature, number>>,
  candidate: Candidate,
  evidence: Evidence,
  without: ReadonlySet<string>,
): void {
  const country = candidate.country ?? '';
  found.documentCountry = shareOf(evidence.countries, country, without);
  if (candidate.level !== 'country' && candidate.level !== 'governorate')
    found.documentArea = shareOf(evidence.areas, areaKey(candidate), without);
  let near = 0;
  let total = 0;
  for (const { candidate: other, probability, name } of evidence.places) {
    if (without.has(name) || other.level === 'country') continue;
    total += probability;
    near += probability * Math.exp(-distanceKm(candidate, other) / NEAR_DOCUMENT_KM);
  }
  if (total > 0) found.documentNear = near / Math.max(1, total);
  if (evidence.focus.length === 0) return;
  found[evidence.focus.includes(country) ? 'focus' : 'otherFocus'] = 1;
}

/** Share of the votes of other names, 0 to 1; a single sign is two thirds of the truth. */
function shareOf({ total, byName }: Votes, key: string, without: ReadonlySet<string>): number {
  let votes = total.get(key) ?? 0;
  if (key === '' || votes <= 0) return 0;
  let all = 0.5;
  for (const count of total.values()) all += count;
  for (const name of without) {
    const own = byName.get(name);
    votes -= own?.get(key) ?? 0;
    for (const count of own?.values() ?? []) all -= count;
  }
  return Math.max(0, votes) / Math.max(all, 0.5);
}

/** Features of the answer that the place is not in the list. */
export function nilFeaturesOf(
  lookup: Lookup,
  all: readonly Features<Feature>[],
  hasNeighbours: boolean,
): Features<NilFeature> {
  const { candidates, cue, joined } = lookup;
  const found: Partial<Record<NilFeature, number>> = { nil: 1 };
  if (candidates.every(({ match }) => match === 'fuzzy' || match === 'clitic')) found.nilNotWritten = 1;
  if (cue?.isSite === true && candidates.every(({ id, level }) => !isTheSite(cue, level) && !joined.has(id)))
    found.nilNamesake = 1;
  if (hasNeighbours) found.nilApart = Math.min(1, ...all.map(({ awayFromAll }) => awayFromAll ?? 0));
  found.nilMany = Math.min(1, Math.log(Math.max(1, candidates.length)) / 4);
  if (candidates.every(({ populationDigits, level }) => populationDigits < 3 && level === 'town'))
    found.nilSmall = 1;
  return found;
}
