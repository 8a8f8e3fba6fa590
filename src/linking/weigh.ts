import { foldName, guessDateline } from '../text';
import type { Candidate, LinkRequest, Mention } from '../domain';
import type { PlaceList } from '../gazetteer';
import { countriesIn } from './countries';
import {
  areaKey,
  featuresOf,
  nilFeaturesOf,
  type Evidence,
  type Feature,
  type Features,
  type NilFeature,
  type WeighedNeighbour,
} from './features';
import { cueBefore, lookUp, type Lookup } from './lookup';
import { neighboursOf, type Neighbour } from './runs';
import { utility, type Weights } from './weights';

/** A candidate with what speaks for it and how likely it is meant. */
export interface Weighed {
  readonly candidate: Candidate;
  readonly features: Features<Feature>;
  readonly probability: number;
}

/** All that is known of one mention. */
export interface Weighing {
  readonly lookup: Lookup;
  /** Best first. */
  readonly ranked: readonly Weighed[];
  readonly nil: Features<NilFeature>;
  readonly nilProbability: number;
}

/** Of a neighbour only its likely senses are looked at. */
const NEIGHBOUR_SENSES = 5;
const MOST_NEIGHBOURS = 6;
/** Places of the document that others are measured against. */
const MOST_ANCHORS = 40;
/** What one word of a country («السوري») counts beside one likely place. */
const COUNTRY_WORD = 0.5;
/** Rounds in which the places of a document inform each other. */
const ROUNDS = 4;
/** A dateline tells where a report was written, which is a weaker sign than the places it tells of. */
const DATELINE_VOTE = 0.5;
const DATELINE_REACH = 60;
type Found = Omit<Evidence, 'focus' | 'userChoices'>;
const NOTHING: Found = { countries: createVotes(), areas: createVotes(), places: [] };

/** Looks up and weighs all mentions of a request; yields between names, so that a caller can stop in between. */
export function* weighMentions(
  request: LinkRequest,
  places: PlaceList,
  weights: Weights,
): Generator<void, readonly Weighing[]> {
  const { raw, mentions } = request;
  const neighbours = neighboursOf(raw, mentions);
  const lookups: Lookup[] = [];
  // The word before a name counts too, so a repeated name is looked up anew only under another word.
  const known = new Map<string, Lookup>();
  for (const [at, mention] of mentions.entries()) {
    const hasParent =
      neighbours[at]?.some((one) => !one.isSibling && isSaidBeside(raw, mention, mentions[one.at])) === true;
    const around = `${raw.slice(Math.max(0, mention.start - 40), mention.start)}|${raw.slice(mention.end, mention.end + 30)}`;
    const key = `${mention.stem}|${mention.surface}|${hasParent}|${cueBefore(raw, mention)?.word ?? ''}|${wordsNear(around)}`;
    let lookup = known.get(key);
    if (!lookup) {
      yield;
      known.set(key, (lookup = lookUp(mention, raw, places, hasParent)));
    }
    lookups.push({ ...lookup, mention });
  }
  const groups = groupsOf(lookups, neighbours);
  const words = countriesIn(raw);
  const datelines = datelinesOf(raw, lookups, groups);
  let weighed: Weighing[] = [];
  let believed: Weighing[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const earlier = believed;
    const { focus, userChoices } = request;
    const found = round === 0 ? NOTHING : evidenceOf(groups, earlier, words, datelines);
    const evidence = { ...found, focus, userChoices };
    weighed = [];
    for (const group of groups) {
      yield;
      const beside = round === 0 ? [] : besideOf(group, groups, earlier);
      weighed.push(weigh(group.lookup, beside, evidence, weights));
    }
    // Two names that wait for each other would change their minds in turn for ever: half of the last belief stays.
    believed = round === 0 ? weighed : weighed.map((one, at) => blend(one, earlier[at]));
  }
  return lookups.map((lookup, at) => {
    const found = weighed[groups.of[at] ?? 0];
    if (!found) throw new Error('a mention without a group');
    return { ...found, lookup };
  });
}

/** «عبد الكريم السالم» is one name of a person, «عبد الكريم، ديالى» a village with its area. */
const isSaidBeside = (raw: string, a: Mention, b: Mention | undefined): boolean =>
  b !== undefined && /\S/.test(raw.slice(Math.min(a.end, b.end), Math.max(a.start, b.start)));

/** A weighing with the mean of its chances and those of the round before. */
function blend(now: Weighing, before: Weighing | undefined): Weighing {
  const chances = new Map(before?.ranked.map(({ candidate, probability }) => [candidate.id, probability]));
  const ranked = now.ranked.map((one) => ({
    ...one,
    probability: (one.probability + (chances.get(one.candidate.id) ?? one.probability)) / 2,
  }));
  return { ...now, ranked: ranked.sort(byChance) };
}

const byChance = (a: Weighed, b: Weighed): number =>
  b.probability - a.probability || (a.candidate.id < b.candidate.id ? -1 : 1);

/** Groups whose name stands in the dateline alone. */
function datelinesOf(raw: string, lookups: readonly Lookup[], groups: Groups): ReadonlySet<number> {
  const { place } = guessDateline(raw);
  if (place === undefined) return new Set();
  const inText = new Set<number>();
  const found = new Set<number>();
  for (const [at, { mention }] of lookups.entries()) {
    const isHead = mention.start < DATELINE_REACH && mention.surface === place;
    (isHead ? found : inText).add(groups.of[at] ?? -1);
  }
  return new Set([...found].filter((group) => !inText.has(group)));
}

/** The last word before and the words after a mention, which cues and directions are read from. */
const wordsNear = (around: string): string => /(\S*\s*)\|([^.\n]*)$/.exec(around)?.[0] ?? around;

interface Group {
  readonly lookup: Lookup;
  readonly neighbours: readonly Neighbour[];
}
type Groups = readonly Group[] & { readonly of: readonly number[] };

/**
 * One sense per document: mentions of one name under one word of kind are weighed together, with the neighbours of all
 * of them; only other neighbours («طرابلس، ليبيا» and «طرابلس، لبنان») make it another question.
 */
function groupsOf(lookups: readonly Lookup[], neighbours: readonly (readonly Neighbour[])[]): Groups {
  const byKey = new Map<string, number>();
  const groups: { lookup: Lookup; neighbours: Neighbour[] }[] = [];
  const of: number[] = [];
  const shared = new Map<string, Neighbour[]>();
  const nameOf = (lookup: Lookup) =>
    `${lookup.toponym}|${lookup.cue?.word ?? ''}|${lookup.isPersonLike}|${lookup.candidates.length}`;
  for (const [at, lookup] of lookups.entries()) {
    const name = nameOf(lookup);
    const own = neighbours[at] ?? [];
    shared.set(name, [...(shared.get(name) ?? []), ...own].slice(0, MOST_NEIGHBOURS));
    const key = `${name}|${own.map((n) => `${lookups[n.at]?.toponym ?? ''}${n.isSibling ? '+' : ''}`).join('|')}`;
    let group = byKey.get(key);
    if (group === undefined) {
      group = groups.length;
      byKey.set(key, group);
      groups.push({ lookup, neighbours: [...own] });
    }
    of.push(group);
  }
  for (const group of groups)
    if (group.neighbours.length === 0) group.neighbours = shared.get(nameOf(group.lookup)) ?? [];
  return Object.assign(groups, { of });
}

function besideOf(group: Group, groups: Groups, earlier: readonly Weighing[]): WeighedNeighbour[] {
  return group.neighbours.flatMap(({ at, sector, isSibling }) => {
    const found = earlier[groups.of[at] ?? -1];
    if (!found || found.lookup.toponym === group.lookup.toponym) return [];
    const candidates = found.ranked.slice(0, NEIGHBOUR_SENSES);
    return [{ sector, isSibling, toponym: found.lookup.toponym, candidates }];
  });
}

function evidenceOf(
  groups: Groups,
  earlier: readonly Weighing[],
  words: ReadonlyMap<string, number>,
  datelines: ReadonlySet<number>,
): Found {
  const countries = createVotes();
  const areas = createVotes();
  const anchors: { candidate: Candidate; probability: number; name: string }[] = [];
  for (const [code, count] of words) countries.add(code, COUNTRY_WORD * count, '');
  const seen = new Set<string>();
  for (const at of groups.keys()) {
    const found = earlier[at];
    const name = foldName(found?.lookup.toponym ?? '');
    // Each name votes once: a place repeated ten times is one sign.
    if (!found || seen.has(name)) continue;
    seen.add(name);
    const isDateline = datelines.has(at);
    for (const { candidate, probability } of found.ranked.slice(0, NEIGHBOUR_SENSES)) {
      const vote = isDateline ? DATELINE_VOTE * probability : probability;
      if (candidate.country) countries.add(candidate.country, vote, name);
      const area = areaKey(candidate);
      if (isDateline) continue;
      if (area !== '' && candidate.level !== 'governorate') areas.add(area, vote, name);
      if (probability > 0.3) anchors.push({ candidate, probability, name });
    }
  }
  anchors.sort((a, b) => b.probability - a.probability || (a.candidate.id < b.candidate.id ? -1 : 1));
  return { countries, areas, places: anchors.slice(0, MOST_ANCHORS) };
}

function createVotes() {
  const total = new Map<string, number>();
  const byName = new Map<string, Map<string, number>>();
  return {
    total,
    byName,
    add(key: string, by: number, name: string): void {
      total.set(key, (total.get(key) ?? 0) + by);
      if (name === '') return;
      const own = byName.get(name) ?? new Map<string, number>();
      byName.set(name, own.set(key, (own.get(key) ?? 0) + by));
    },
  };
}

function weigh(
  lookup: Lookup,
  beside: readonly WeighedNeighbour[],
  evidence: Evidence,
  weights: Weights,
): Weighing {
  const all = lookup.candidates.map((candidate) => featuresOf(candidate, lookup, beside, evidence));
  const nil = nilFeaturesOf(lookup, all, beside.length > 0);
  const utilities = all.map((features) => utility(features, weights));
  const nilUtility = utility(nil, weights);
  const top = Math.max(nilUtility, ...utilities);
  const total = utilities.reduce((sum, u) => sum + Math.exp(u - top), Math.exp(nilUtility - top));
  const ranked = lookup.candidates.map((candidate, at) => ({
    candidate,
    features: all[at] ?? {},
    probability: Math.exp((utilities[at] ?? 0) - top) / total,
  }));
  ranked.sort(byChance);
  return { lookup, ranked, nil, nilProbability: Math.exp(nilUtility - top) / total };
}
