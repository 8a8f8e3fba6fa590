import type { AdminArea, KeptCandidate, Place, Reason, StoredLink } from '../domain';
import { foldName } from '../text';

/** Where a place is named. */
export interface PlaceMention {
  readonly documentId: string;
  readonly start: number;
  readonly end: number;
  readonly surface: string;
}

/** One place with all its mentions. */
export interface PlaceSummary {
  readonly place: Place;
  /** Governorate or country around it, for display; may be empty. */
  readonly within: string;
  /** Governorate and district that it lies in or is; absent where its links do not tell. */
  readonly adm1?: AdminArea | null;
  readonly adm2?: AdminArea | null;
  readonly count: number;
  readonly documentIds: readonly string[];
  readonly mentions: readonly PlaceMention[];
  /** The best score among its links, 0 to 1. */
  readonly score: number;
  /** Places of this name in the gazetteer, itself included. */
  readonly candidateCount: number;
  /** Places of this name, best first; itself included. */
  readonly candidates: readonly KeptCandidate[];
  readonly reasons: readonly Reason[];
  readonly origin: StoredLink['origin'];
  /** Parts of it that are meant («ريف دير الزور الشرقي»), by the names of `linking`: `east`, `northEast`, … */
  readonly sectors: readonly string[];
  /** Whether no mention means the whole of it. */
  readonly isOnlySectors: boolean;
}

/** Below this score another place of the name is about as likely: shown as doubtful, never as a plain pin. */
const DOUBTFUL = 0.5;

/** Whether a place is more a guess than a finding. */
export const isDoubtful = (item: Pick<PlaceSummary, 'score' | 'origin'>): boolean =>
  item.origin !== 'gold' && item.score < DOUBTFUL;

/** A name without a place. */
export interface UnresolvedSummary {
  readonly toponym: string;
  readonly count: number;
  readonly documentIds: readonly string[];
  readonly mentions: readonly PlaceMention[];
  /** Code of the first reason. */
  readonly reason: string;
  readonly reasons: readonly Reason[];
  /** `gold`: a person said that none of the places is meant. */
  readonly origin: StoredLink['origin'];
}

export interface PlacesSummary {
  readonly placed: readonly PlaceSummary[];
  readonly unresolved: readonly UnresolvedSummary[];
}

/** Links by place, most mentioned first; links without a place by folded name. Nothing is dropped. */
export function toPlaces(links: readonly StoredLink[]): PlacesSummary {
  const byPlace = new Map<string, StoredLink[]>();
  const byName = new Map<string, StoredLink[]>();
  // Folding is the costly part and names repeat.
  const folded = new Map<string, string>();
  const keyOf = (toponym: string): string => {
    const key = folded.get(toponym) ?? foldName(toponym);
    folded.set(toponym, key);
    return key;
  };
  for (const link of links) {
    const groups = link.place ? byPlace : byName;
    const key = link.place ? link.place.id : keyOf(link.toponym);
    const group = groups.get(key);
    if (group) group.push(link);
    else groups.set(key, [link]);
  }
  const placed = [...byPlace.values()].flatMap((group) => toSummary(group) ?? []);
  const unresolved = [...byName.values()].map((group): UnresolvedSummary => {
    const reasons = group[0]?.reasons ?? [];
    return {
      toponym: group[0]?.toponym ?? '',
      reason: reasons[0]?.code ?? 'notInGazetteer',
      reasons: reasons.length > 0 ? reasons : [{ code: 'notInGazetteer' }],
      origin: originOf(group),
      ...common(group),
    };
  });
  return {
    placed: placed.sort(
      (a, b) => b.count - a.count || compare(a.place.name, b.place.name) || compare(a.place.id, b.place.id),
    ),
    unresolved: unresolved.sort((a, b) => b.count - a.count || compare(a.toponym, b.toponym)),
  };
}

function toSummary(group: readonly StoredLink[]): PlaceSummary | null {
  // What a person chose tells more of the place than any score.
  const best = group.reduce((x, y) => (rank(y) > rank(x) ? y : x));
  if (!best.place) return null;
  const chosen = best.candidates.find((candidate) => candidate.id === best.place?.id);
  const sectors = group.map(sectorOf);
  return {
    place: best.place,
    within: chosen?.within ?? '',
    ...(chosen?.adm1 === undefined ? {} : { adm1: chosen.adm1 }),
    ...(chosen?.adm2 === undefined ? {} : { adm2: chosen.adm2 }),
    score: best.score,
    candidateCount: Math.max(1, best.candidates.length),
    candidates: best.candidates,
    reasons: best.reasons,
    origin: originOf(group),
    sectors: [...new Set(sectors.filter((sector) => sector !== ''))],
    isOnlySectors: sectors.every((sector) => sector !== ''),
    ...common(group),
  };
}

const rank = ({ origin, score }: StoredLink): number => (origin === 'gold' ? 1 : 0) + score;

const originOf = (group: readonly StoredLink[]): StoredLink['origin'] =>
  group.some((link) => link.origin === 'gold') ? 'gold' : 'predicted';

/** The part of the place that a mention means, or nothing for the whole. */
function sectorOf({ reasons }: StoredLink): string {
  const direction = reasons.find((reason) => reason.code === 'sector')?.data?.['direction'];
  return typeof direction === 'string' ? direction : '';
}

function common(group: readonly StoredLink[]) {
  return {
    count: group.length,
    documentIds: [...new Set(group.map((link) => link.documentId))],
    mentions: group.map(({ documentId, start, end, surface }): PlaceMention => ({
      documentId,
      start,
      end,
      surface,
    })),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
