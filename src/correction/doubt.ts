import type { Range, Segment, Span, Stem } from '../domain';
import { foldName } from '../text';
import type { WorkSpan } from './layer';
import { byStart, holding, overlapping, sameRange } from './ranges';

/** Why a suggestion is worth a look. */
export type DoubtReason = 'smallMargin' | 'runsDisagree' | 'placeUnresolved' | 'rareName';

/** A suggestion with all that its doubt is reckoned from. */
export interface DoubtItem {
  readonly documentId: string;
  readonly span: WorkSpan;
  readonly sentence: Range;
  /** Another run does not find the same range with the same label. */
  readonly isContested: boolean;
  /** It is a place, and no entry of the gazetteer was chosen for it. */
  readonly isUnresolved: boolean;
  /** How often the name occurs in all documents. */
  readonly count: number;
}

/** One entry of the review queue. */
export interface QueueItem {
  readonly documentId: string;
  readonly span: WorkSpan;
  readonly sentence: Range;
  /** 0 to 1; see {@link orderByDoubt}. */
  readonly doubt: number;
  readonly reasons: readonly DoubtReason[];
}

/** A document whose suggestions are to be queued. */
export interface DoubtfulDocument {
  readonly documentId: string;
  readonly segments: readonly Segment[];
  /** What is shown; only suggestions are queued, gold counts towards how common a name is. */
  readonly spans: readonly WorkSpan[];
  /** Spans of another run on the same text. */
  readonly otherRun?: readonly Span[];
  readonly isUnresolved?: (span: WorkSpan) => boolean;
}

/** Below this margin a reader is told that the model wavered. */
const SMALL_MARGIN = 0.3;
const WEIGHTS = { margin: 0.5, contested: 0.25, unresolved: 0.15, rare: 0.1 } as const;

/** Folding is the costly part: a span keeps its stem from one reckoning to the next. */
const folded = new WeakMap<Stem, string>();

function nameKey({ label, stem }: WorkSpan): string {
  let name = folded.get(stem);
  if (name === undefined) folded.set(stem, (name = foldName(stem.text)));
  return `${label}\n${name}`;
}

/** How often each name occurs, by name and label; filled document by document with {@link countNames}. */
export type NameCounts = Map<string, number>;

/** Adds the names shown on a document. */
export function countNames({ spans }: DoubtfulDocument, counts: NameCounts): void {
  for (const span of spans) counts.set(nameKey(span), (counts.get(nameKey(span)) ?? 0) + 1);
}

/** The suggestions of one document, each in its sentence; `counts` covers all documents. */
export function doubtItemsOf(document: DoubtfulDocument, counts: NameCounts): DoubtItem[] {
  const { documentId, segments, spans, otherRun, isUnresolved } = document;
  const others = otherRun && [...otherRun].sort(byStart);
  return spans
    .filter(({ origin }) => origin === 'predicted')
    .map((span) => ({
      documentId,
      span,
      sentence: holding(segments, span.start) ?? span,
      isContested:
        others !== undefined &&
        !overlapping(others, span).some((other) => sameRange(other, span) && other.label === span.label),
      isUnresolved: span.label === 'LOC' && isUnresolved?.(span) === true,
      count: counts.get(nameKey(span)) ?? 1,
    }));
}

/** The suggestions of all documents, each in its sentence. */
export function doubtItems(documents: readonly DoubtfulDocument[]): DoubtItem[] {
  const counts: NameCounts = new Map();
  for (const document of documents) countNames(document, counts);
  return documents.flatMap((document) => doubtItemsOf(document, counts));
}

/**
 * The review queue, most doubtful first:
 *
 * doubt = 0.5 · (1 − margin) + 0.25 if two runs disagree + 0.15 if the place is unresolved + 0.1 if the name is seen once
 *
 * The margin is the score's lead over the runner-up (margin sampling, Scheffer et al. 2001); a missing one counts as 0.
 * Equal doubt keeps the order given, so that the queue is the same each time.
 */
export function orderByDoubt(items: readonly DoubtItem[]): QueueItem[] {
  return items.map(toQueueItem).sort((a, b) => b.doubt - a.doubt);
}

function toQueueItem(item: DoubtItem): QueueItem {
  const { documentId, span, sentence } = item;
  const margin = Math.min(1, Math.max(0, span.margin ?? 0));
  const isRare = item.count <= 1;
  const reasons: DoubtReason[] = [];
  if (margin < SMALL_MARGIN) reasons.push('smallMargin');
  if (item.isContested) reasons.push('runsDisagree');
  if (item.isUnresolved) reasons.push('placeUnresolved');
  if (isRare) reasons.push('rareName');
  const doubt =
    WEIGHTS.margin * (1 - margin) +
    (item.isContested ? WEIGHTS.contested : 0) +
    (item.isUnresolved ? WEIGHTS.unresolved : 0) +
    (isRare ? WEIGHTS.rare : 0);
  return { documentId, span, sentence, doubt, reasons };
}
