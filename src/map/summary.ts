import type { Place, StoredLink } from '../domain';
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
  readonly count: number;
  readonly documentIds: readonly string[];
  readonly mentions: readonly PlaceMention[];
  /** The best score among its links, 0 to 1. */
  readonly score: number;
  /** Places of this name in the gazetteer, itself included. */
  readonly candidateCount: number;
  readonly origin: StoredLink['origin'];
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
  readonly reason: string;
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
  const unresolved = [...byName.values()].map((group): UnresolvedSummary => ({
    toponym: group[0]?.toponym ?? '',
    reason: group[0]?.reasons[0]?.code ?? 'notInGazetteer',
    ...common(group),
  }));
  return {
    placed: placed.sort(
      (a, b) => b.count - a.count || compare(a.place.name, b.place.name) || compare(a.place.id, b.place.id),
    ),
    unresolved: unresolved.sort((a, b) => b.count - a.count || compare(a.toponym, b.toponym)),
  };
}

function toSummary(group: readonly StoredLink[]): PlaceSummary | null {
  const best = group.reduce((x, y) => (y.score > x.score ? y : x));
  if (!best.place) return null;
  const chosen = best.candidates.find((candidate) => candidate.id === best.place?.id);
  return {
    place: best.place,
    within: chosen?.within ?? '',
    score: best.score,
    candidateCount: Math.max(1, best.candidates.length),
    origin: group.some((link) => link.origin === 'gold') ? 'gold' : 'predicted',
    ...common(group),
  };
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
