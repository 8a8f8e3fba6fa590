import type { Candidate, Link, LinkRequest, Mention, PlaceLevel, Reason } from '../domain';
import type { PlaceList } from '../gazetteer';
import { levelCueBefore, splitCue } from './cues';

/** Candidates kept with a link. */
const KEPT = 12;
/** Looked at before the document's own evidence ranks them. */
const LOOKED_AT = 60;
const CUE_BONUS = 0.5;
const CUE_PENALTY = -0.25;
const COUNTRY_BONUS = 0.35;
const GOVERNORATE_BONUS = 0.25;
/** Softness of the choice between candidates. */
const TEMPERATURE = 0.12;

interface Lookup {
  readonly mention: Mention;
  readonly toponym: string;
  readonly cue: readonly PlaceLevel[] | null;
  readonly candidates: readonly Candidate[];
  /** Only person-like names were found, and no word says that a place is meant. */
  readonly isPersonLike: boolean;
}

/**
 * First linking: folded exact match of the stem, then of the surface; level words before the name; level and population;
 * countries and governorates of the document's clear places. No prior on any country but the document's own evidence.
 * Every mention gets a link, NIL with its reason where nothing fits; candidates are kept for a person to choose from.
 */
export function linkMentions(request: LinkRequest, places: PlaceList): Link[] {
  const lookups = request.mentions.map((mention) => lookUp(mention, request.raw, places));
  const areaOf = (candidate: Candidate) => governorateOf(candidate, places);
  const evidence = gatherEvidence(lookups, request.focus, areaOf);
  // One name under one cue has one sense in a document; its candidates are one object, so that a thousand mentions of it
  // cross to the page as cheaply as one.
  const decisions = new Map<string, Decision>();
  return lookups.map((lookup) => {
    const { mention, toponym, cue, isPersonLike } = lookup;
    const key = `${toponym}|${cue?.join() ?? ''}|${isPersonLike}|${lookup.candidates.length}`;
    let decision = decisions.get(key);
    if (!decision) decisions.set(key, (decision = decide(lookup, evidence, areaOf)));
    const { start, end, surface } = mention;
    return { documentId: request.documentId, start, end, surface, toponym, ...decision };
  });
}

function lookUp(mention: Mention, raw: string, places: PlaceList): Lookup {
  const before = levelCueBefore(raw, mention.start);
  for (const name of new Set([mention.stem, mention.surface])) {
    const found = believable(places.find(name, LOOKED_AT), places, before !== null);
    if (found.candidates.length > 0) return { mention, toponym: name, cue: before, ...found };
    const split = splitCue(name);
    if (!split) continue;
    const rest = believable(places.find(split.rest, LOOKED_AT), places, true);
    // «سجن الباب» is not the town of الباب: a site that is not in the list must not be pinned on its namesake.
    if (isSite(split.levels) && !rest.candidates.some(({ level }) => split.levels[0] === level))
      return { mention, toponym: name, cue: split.levels, candidates: [], isPersonLike: false };
    if (rest.candidates.length > 0) return { mention, toponym: split.rest, cue: split.levels, ...rest };
  }
  const isPersonLike = places.find(mention.stem, 1).length > 0;
  return { mention, toponym: mention.stem, cue: before, candidates: [], isPersonLike };
}

const isSite = (levels: readonly PlaceLevel[]): boolean => levels[0] === 'facility' || levels[0] === 'water';

/** Villages named like a person count only after a word such as «قرية». */
function believable(
  candidates: readonly Candidate[],
  places: PlaceList,
  hasCue: boolean,
): { candidates: readonly Candidate[]; isPersonLike: boolean } {
  const kept = hasCue ? candidates : candidates.filter(({ id }) => places.entry(id)?.isPersonLike !== true);
  return { candidates: kept, isPersonLike: kept.length === 0 && candidates.length > 0 };
}

/** Share of the document's clear places in each country and governorate, 0 to 1. */
interface Evidence {
  readonly countries: ReadonlyMap<string, number>;
  readonly governorates: ReadonlyMap<string, number>;
}

type AreaOf = (candidate: Candidate) => string;

/** Country and governorate that a place lies in; empty for countries and governorates themselves, and where unknown. */
function governorateOf(candidate: Candidate, places: PlaceList): string {
  const area = places.entry(candidate.id)?.admin1 ?? '';
  if (area === '' || candidate.level === 'country' || candidate.level === 'governorate') return '';
  return `${candidate.country ?? ''}:${area}`;
}

function gatherEvidence(lookups: readonly Lookup[], focus: readonly string[], areaOf: AreaOf): Evidence {
  const countries = new Map<string, number>();
  const governorates = new Map<string, number>();
  const seen = new Set<string>();
  const add = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  for (const country of focus) add(countries, country);
  for (const { toponym, candidates } of lookups) {
    const [first, second] = candidates;
    // Each name votes once: a place repeated ten times is one sign.
    if (!first || seen.has(toponym)) continue;
    seen.add(toponym);
    const isClear =
      !second || first.score - second.score > 0.2 || candidates.every((c) => c.country === first.country);
    if (!isClear || !first.country) continue;
    add(countries, first.country);
    const area = areaOf(first);
    if (area !== '' && candidates.every((c) => areaOf(c) === area)) add(governorates, area);
  }
  return { countries: toShares(countries), governorates: toShares(governorates) };
}

function toShares(counts: ReadonlyMap<string, number>): Map<string, number> {
  const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
  return new Map([...counts].map(([key, n]) => [key, n / total]));
}

type Decision = Pick<Link, 'place' | 'score' | 'reasons' | 'candidates'>;

function decide(lookup: Lookup, evidence: Evidence, areaOf: AreaOf): Decision {
  const ranked = lookup.candidates
    .map((candidate) => weigh(candidate, lookup.cue, evidence, areaOf))
    .sort((a, b) => b.weight - a.weight || (a.candidate.id < b.candidate.id ? -1 : 1));
  const best = ranked[0];
  if (!best) {
    const code = lookup.isPersonLike ? ('personLike' as const) : ('notInGazetteer' as const);
    return { place: null, score: 0, reasons: [{ code }], candidates: [] };
  }
  const total = ranked.reduce((sum, { weight }) => sum + Math.exp((weight - best.weight) / TEMPERATURE), 0);
  const candidates = ranked.slice(0, KEPT).map(({ candidate, reasons, weight }) => ({
    ...candidate,
    reasons,
    score: Math.exp((weight - best.weight) / TEMPERATURE) / total,
  }));
  const { id, name, lat, lon, level, country } = best.candidate;
  return {
    place: { id, name, lat, lon, level, country },
    score: 1 / total,
    reasons: best.reasons,
    candidates,
  };
}

function weigh(candidate: Candidate, cue: readonly PlaceLevel[] | null, evidence: Evidence, areaOf: AreaOf) {
  const reasons: Reason[] = [...candidate.reasons];
  let weight = candidate.score;
  if (cue) {
    const rank = cue.indexOf(candidate.level);
    weight += rank < 0 ? CUE_PENALTY : CUE_BONUS / (1 + rank);
    if (rank >= 0) reasons.push({ code: 'levelCue', data: { level: candidate.level } });
  }
  const country = evidence.countries.get(candidate.country ?? '') ?? 0;
  weight += COUNTRY_BONUS * country;
  if (country > 0.3) reasons.push({ code: 'sameCountry' });
  weight += GOVERNORATE_BONUS * (evidence.governorates.get(areaOf(candidate)) ?? 0);
  return { candidate, reasons, weight };
}
