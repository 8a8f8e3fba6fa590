import type { KeptCandidate, Link, LinkRequest, NameMatch } from '../domain';
import type { PlaceList } from '../gazetteer';
import { countriesIn } from './countries';
import { withOwnPlaces } from './own-places';
import { reasonsFor, reasonsForNone } from './reasons';
import { weighMentions, type Weighed, type Weighing } from './weigh';
import { WEIGHTS, type Weights } from './weights';

/** Candidates kept with a link. */
const KEPT = 12;
/** At most this where only the namesake of a site is in the list: a guess, drawn as one. */
const TRUST_IN_NAMESAKE = 0.45;
/** A town that the list knows to within more than this is hardly a place on the map. */
const ROUGH_M = 50_000;
const TRUST_IN_ROUGH = 0.6;
/** A name that is not written so, with no sign for the place but the likeness. */
const TRUST_IN_LIKENESS = { fuzzy: 0.5, clitic: 0.75 } as const;
/** Below this the best of many is no better than a throw of dice: no place, but its candidates to choose from. */
const LEAST_TRUST = 0.12;

/**
 * Links of all mentions of a request, one each, in order: ranked candidates with a calibrated probability and reasons, or
 * no place with its reason. A conditional logit over the candidates and «not in the list»; features in `features.ts`,
 * weights fitted by `tools/places/fit.ts`. No prior on any country but the document's own evidence and the focus;
 * a person's own places and earlier choices of a name count as they weigh, and may be outweighed by what the text says.
 */
export function linkMentions(request: LinkRequest, places: PlaceList, weights: Weights = WEIGHTS): Link[] {
  const steps = linkInSteps(request, places, weights);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** {@link linkMentions} that can be left between two names. */
export function* linkInSteps(
  request: LinkRequest,
  places: PlaceList,
  weights: Weights = WEIGHTS,
): Generator<void, Link[]> {
  const weighings = yield* weighMentions(request, withOwnPlaces(places, request.ownPlaces), weights);
  const country = countryOf(request, weighings);
  // Mentions of one weighing share one decision, so that a thousand of them cross to the page as cheaply as one.
  const decisions = new Map<readonly unknown[], Decision>();
  return weighings.map((weighing) => {
    const { lookup, ranked } = weighing;
    const { start, end, surface } = lookup.mention;
    let decision = decisions.get(ranked);
    if (!decision) decisions.set(ranked, (decision = decide(weighing, country, places)));
    return { documentId: request.documentId, start, end, surface, toponym: lookup.toponym, ...decision };
  });
}

type Decision = Pick<Link, 'place' | 'score' | 'reasons' | 'candidates'>;

/** The country that the document speaks of most, where one stands out. */
function countryOf(request: LinkRequest, weighings: readonly Weighing[]): string | null {
  if (request.focus.length === 1) return request.focus[0] ?? null;
  const counts = countriesIn(request.raw);
  for (const { ranked } of weighings) {
    const best = ranked[0];
    if (best?.candidate.country && best.probability > 0.5)
      counts.set(best.candidate.country, (counts.get(best.candidate.country) ?? 0) + 1);
  }
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
  return first && (!second || first[1] > second[1]) ? first[0] : null;
}

function decide(weighing: Weighing, country: string | null, places: PlaceList): Decision {
  const { lookup, nilProbability, ranked } = weighing;
  const best = ranked[0];
  const trust = trustIn();
  const candidates = ranked.slice(0, KEPT).map((one): KeptCandidate => ({
    ...one.candidate,
    reasons: reasonsFor(one, weighing),
    score: trust * one.probability,
  }));
  const first = candidates[0];
  if (!best || !first || nilProbability > best.probability || best.probability < LEAST_TRUST)
    return { place: null, score: 0, reasons: reasonsForNone(weighing, country, places), candidates };
  const { id, name, lat, lon, level, uncertaintyM } = best.candidate;
  const place = { id, name, lat, lon, level, country: best.candidate.country };
  return {
    place: uncertaintyM === null ? place : { ...place, uncertaintyM },
    score: first.score,
    reasons: first.reasons,
    candidates,
  };

  function trustIn(): number {
    if (!best || best.features.chosen) return 1;
    const { uncertaintyM, level } = best.candidate;
    const isGuess = lookup.cue?.isSite === true && best.features.namesake === 1;
    const isRough = (uncertaintyM ?? 0) > ROUGH_M && level !== 'region' && level !== 'water';
    const most = Math.min(
      isGuess ? TRUST_IN_NAMESAKE : 1,
      isRough ? TRUST_IN_ROUGH : 1,
      isSupported(best) ? 1 : trustInForm(best.candidate.match),
    );
    return Math.min(1, most / Math.max(best.probability, 1e-9));
  }
}

const trustInForm = (match: NameMatch): number =>
  match === 'fuzzy' || match === 'clitic' ? TRUST_IN_LIKENESS[match] : 1;

/** Whether anything but its own name speaks for a candidate. */
const isSupported = ({ features }: Weighed): boolean =>
  Math.max(
    features.inArea ?? 0,
    features.inCountry ?? 0,
    features.nearNeighbour ?? 0,
    features.nearSibling ?? 0,
    features.documentCountry ?? 0,
    features.focus ?? 0,
  ) > 0.3;
