import type { Candidate, Link, LinkRequest, Reason } from '../domain';
import type { PlaceList } from '../gazetteer';
import { isTheSite } from './cues';
import { lookUp, type Lookup } from './lookup';

/** Candidates kept with a link. */
const KEPT = 12;
const CUE_BONUS = 0.5;
const CUE_PENALTY = -0.25;
/** For a name that takes in the word of kind before the mention. */
const JOINED_BONUS = 0.3;
const COUNTRY_BONUS = 0.35;
const GOVERNORATE_BONUS = 0.25;
/** Softness of the choice between candidates. */
const TEMPERATURE = 0.12;
/** What is left of the scores where only the namesake of a site is in the list: a guess, drawn as one. */
const TRUST_IN_NAMESAKE = 0.45;

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
    const key = `${toponym}|${cue?.word ?? ''}|${isPersonLike}|${lookup.candidates.length}`;
    let decision = decisions.get(key);
    if (!decision) decisions.set(key, (decision = decide(lookup, evidence, areaOf)));
    const { start, end, surface } = mention;
    return { documentId: request.documentId, start, end, surface, toponym, ...decision };
  });
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
    .map((candidate) => weigh(candidate, lookup, evidence, areaOf))
    .sort((a, b) => b.weight - a.weight || (a.candidate.id < b.candidate.id ? -1 : 1));
  const best = ranked[0];
  if (!best) {
    const code = lookup.isPersonLike ? ('personLike' as const) : ('notInGazetteer' as const);
    return { place: null, score: 0, reasons: [{ code }], candidates: [] };
  }
  const total = ranked.reduce((sum, { weight }) => sum + Math.exp((weight - best.weight) / TEMPERATURE), 0);
  const trust = isNamesakeOnly(best.candidate, lookup) ? TRUST_IN_NAMESAKE : 1;
  const candidates = ranked.slice(0, KEPT).map(({ candidate, reasons, weight }) => ({
    ...candidate,
    reasons,
    score: (trust * Math.exp((weight - best.weight) / TEMPERATURE)) / total,
  }));
  const { id, name, lat, lon, level, country } = best.candidate;
  return {
    place: { id, name, lat, lon, level, country },
    score: trust / total,
    reasons: best.reasons,
    candidates,
  };
}

/** «مطار دمشق»: the word says a site, the list has but the place that it is called after. */
const isNamesakeOnly = ({ id, level }: Candidate, { cue, joined }: Lookup): boolean =>
  cue !== null && cue.isSite && !isTheSite(cue, level) && !joined.has(id);

function weigh(candidate: Candidate, lookup: Lookup, evidence: Evidence, areaOf: AreaOf) {
  const { cue, joined, candidates } = lookup;
  // A name alone in the list may have company from the name with its word of kind.
  const reasons: Reason[] = candidate.reasons.filter(
    ({ code }) => code !== 'onlyCandidate' || candidates.length === 1,
  );
  let weight = candidate.score;
  if (cue) {
    const rank = cue.levels.indexOf(candidate.level);
    weight += rank < 0 ? CUE_PENALTY : CUE_BONUS / (1 + rank);
    if (joined.has(candidate.id)) weight += JOINED_BONUS;
    if (rank >= 0) reasons.push({ code: 'levelCue', data: { level: candidate.level } });
  }
  const country = evidence.countries.get(candidate.country ?? '') ?? 0;
  weight += COUNTRY_BONUS * country;
  if (country > 0.3) reasons.push({ code: 'sameCountry' });
  weight += GOVERNORATE_BONUS * (evidence.governorates.get(areaOf(candidate)) ?? 0);
  return { candidate, reasons, weight };
}
