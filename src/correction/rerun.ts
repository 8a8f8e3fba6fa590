import type { Label, Mark, Range, Span } from '../domain';
import { markOf, type TracedLayer } from './layer';
import { byStart, overlapping, overlaps, sameRange } from './ranges';
import { draftOf, type EditDraft } from './stamp';

/** What a three-way merge looks at. */
export interface RerunSource {
  /** The corrected work, with the run under which each mark was last edited. */
  readonly layer: TracedLayer;
  /** Spans of an earlier run; undefined when it is no longer stored. */
  readonly oldRunOf: (runId: string) => readonly Span[] | undefined;
  readonly newRunId: string;
  readonly newSpans: readonly Span[];
}

/** Marks that overlap, one through another, with what the old and the new run found there. */
export interface MergeItem {
  /** The first of the marks. */
  readonly mark: Mark;
  readonly marks: readonly Mark[];
  readonly old: readonly Span[];
  readonly new: readonly Span[];
}

/** Corrected work against a new run. Nothing is overwritten: a conflict waits for a person. */
export interface RunMerge {
  readonly kept: readonly MergeItem[];
  readonly nowAgreeing: readonly MergeItem[];
  readonly conflicts: readonly MergeItem[];
}

/**
 * Three-way merge of a new run into corrected work, place by place; a place is a cluster of overlapping marks and spans.
 * The new run says what the person left: *now agreeing*. It says what the old run said, or the person had left the old
 * run's marks as they were: *kept*. So is what was made without a run (imported, blind) and what was decided under the
 * new run already. Everything else is a *conflict*, above all a new span over what was rejected. Suggestions that nobody
 * touched are no part of it; in read sentences silence is a decision and stays.
 */
export function mergeRun(source: RerunSource): RunMerge {
  const kept: MergeItem[] = [];
  const nowAgreeing: MergeItem[] = [];
  const conflicts: MergeItem[] = [];
  for (const cluster of clustersOf(source)) {
    const gold = cluster.marks.filter(({ origin }) => origin !== 'rejected');
    if (saysTheSame(cluster.new, gold)) nowAgreeing.push(cluster);
    else if (isSettled(cluster, gold, source)) kept.push(cluster);
    else conflicts.push(cluster);
  }
  return { kept, nowAgreeing, conflicts };
}

function isSettled(cluster: MergeItem, gold: readonly Mark[], source: RerunSource): boolean {
  const bases = cluster.marks.map((mark) => source.layer.baseOf(mark));
  if (bases.every((base) => base === source.newRunId)) return true;
  if (cluster.marks.every(({ origin }, i) => origin === 'imported' || bases[i] === '')) return true;
  if (bases.some((base) => base !== '' && source.oldRunOf(base) === undefined)) return false;
  if (saysTheSame(cluster.new, cluster.old)) return true;
  return gold.length === cluster.marks.length && saysTheSame(gold, cluster.old);
}

interface Cluster {
  end: number;
  readonly marks: Mark[];
  readonly old: Span[];
  readonly new: Span[];
}

function clustersOf({ layer, oldRunOf, newSpans }: RerunSource): MergeItem[] {
  const pieces = [
    ...layer.marks.map((mark) => ({ at: mark, into: (to: Cluster) => to.marks.push(mark) })),
    ...oldSpansUnder(layer, oldRunOf).map((span) => ({
      at: span,
      into: (to: Cluster) => to.old.push(span),
    })),
    ...newSpans.map((span) => ({ at: span, into: (to: Cluster) => to.new.push(span) })),
  ].sort((a, b) => byStart(a.at, b.at));
  const clusters: Cluster[] = [];
  for (const { at, into } of pieces) {
    let last = clusters.at(-1);
    if (!last || at.start >= last.end) clusters.push((last = { end: at.end, marks: [], old: [], new: [] }));
    last.end = Math.max(last.end, at.end);
    into(last);
  }
  return clusters.flatMap(({ marks, old, new: found }) => {
    const [mark] = marks;
    return mark ? [{ mark, marks, old, new: found }] : [];
  });
}

/** What each mark's own run had found under it. */
function oldSpansUnder(layer: TracedLayer, oldRunOf: RerunSource['oldRunOf']): Span[] {
  const runs = new Map<string, readonly Span[]>();
  const found = new Set<Span>();
  for (const mark of layer.marks) {
    const base = layer.baseOf(mark);
    let spans = runs.get(base);
    if (!spans) runs.set(base, (spans = [...(oldRunOf(base) ?? [])].sort(byStart)));
    for (const span of overlapping(spans, mark)) found.add(span);
  }
  // Neighbouring marks may have been edited under different runs: one span for each range and label.
  const distinct = new Map([...found].map((span) => [keyOf(span), span]));
  return [...distinct.values()];
}

type Labelled = Range & { readonly label: Label };
const keyOf = ({ start, end, label }: Labelled): string => `${start}-${end}-${label}`;

function saysTheSame(a: readonly Labelled[], b: readonly Labelled[]): boolean {
  const keys = new Set(a.map(keyOf));
  return keys.size === b.length && b.every((other) => keys.has(keyOf(other)));
}

/** Keeps the marks of a conflict: the same marks, edited under the new run. */
export const keepMine = (documentId: string, marks: readonly Mark[]): EditDraft[] =>
  marks.map((mark) => draftOf(documentId, 'changeSpan', markOf(mark), markOf(mark)));

/**
 * Takes what the new run found in the place of the marks of a conflict, as confirmed. Where it found nothing a rejected
 * mark stays, so that no other run's suggestion comes back.
 */
export function takeNew(documentId: string, marks: readonly Mark[], spans: readonly Span[]): EditDraft[] {
  const stays = (mark: Mark): boolean =>
    mark.origin !== 'rejected' && spans.some((span) => sameRange(span, mark) && span.label === mark.label);
  const drafts = marks.map((mark) => {
    const before = markOf(mark);
    if (stays(mark)) return draftOf(documentId, 'changeSpan', before, before);
    const isCovered = spans.some((span) => overlaps(span, mark));
    return draftOf(documentId, 'removeSpan', before, isCovered ? null : { ...before, origin: 'rejected' });
  });
  const added = spans
    .filter((span) => !marks.some((mark) => stays(mark) && sameRange(mark, span)))
    .map(({ start, end, label, stem }) =>
      draftOf(
        documentId,
        'acceptSpan',
        { start, end, label, stem, origin: 'predicted' },
        { start, end, label, stem, origin: 'confirmed' },
      ),
    );
  return [...drafts, ...added];
}
