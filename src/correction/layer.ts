import {
  orderEdits,
  type Edit,
  type EditOp,
  type Label,
  type Mark,
  type Range,
  type RawOffset,
  type ReviewState,
  type Span,
} from '../domain';
import { readImported, readMark, readReading, readReview } from './guards';
import { byStart, firstEndingAfter, holding, overlapping, sameRange } from './ranges';

/** What people left on one document under one scheme. */
export interface GoldLayer {
  /** Gold and rejected marks in order of start; none overlaps another. */
  readonly marks: readonly Mark[];
  /** Starts of the sentences that were read. */
  readonly read: ReadonlySet<number>;
  readonly review: ReviewState;
  /** Marks that gave way to a mark of another device, in the order in which they did. */
  readonly displaced: readonly Mark[];
}

/** A document that nobody touched. */
export const EMPTY_LAYER: GoldLayer = {
  marks: [],
  read: new Set(),
  review: { status: 'untouched', isBlind: false },
  displaced: [],
};

/** A layer that knows under which run each mark was last edited. */
export interface TracedLayer extends GoldLayer {
  /** Run named by the last edit of the mark that starts here; an undone edit does not count. */
  readonly baseOf: (mark: Range) => string;
}

/** Which edits of a log make a layer; everything when left out. */
export interface LayerOptions {
  readonly documentId?: string;
  readonly scheme?: string;
  /** Only what this person did: for the agreement of two. */
  readonly actor?: string;
}

/**
 * The layer after one more edit. Takes out the mark in the range of `before`, puts `after` in; what that overlaps is
 * displaced, which only an edit of another device can bring about. Predicted marks are not part of a layer and damaged
 * edits change nothing. Never throws.
 */
export function applyEdit(layer: GoldLayer, edit: Edit): GoldLayer {
  const builder = createBuilder(layer);
  builder.apply(edit);
  return builder.layer();
}

/** The layer that a log leaves, whatever the order in which its edits are given. O(n log n) but for moving pointers. */
export function rebuildLayer(edits: readonly Edit[], options: LayerOptions = {}): GoldLayer {
  return build(edits, options).layer();
}

/** {@link rebuildLayer} with the run that each mark was last edited under: what a three-way merge needs. */
export function traceLayer(edits: readonly Edit[], options: LayerOptions = {}): TracedLayer {
  return build(edits, options).traced();
}

function build(edits: readonly Edit[], { documentId, scheme, actor }: LayerOptions): Builder {
  const builder = createBuilder(EMPTY_LAYER);
  const wanted = edits.filter(
    (edit) =>
      (documentId === undefined || edit.documentId === documentId) &&
      (scheme === undefined || edit.scheme === scheme) &&
      (actor === undefined || edit.actor === actor),
  );
  for (const edit of orderEdits(wanted)) builder.apply(edit);
  return builder;
}

const OPPOSITE: Readonly<Partial<Record<EditOp, EditOp>>> = { addSpan: 'removeSpan', removeSpan: 'addSpan' };

/** What takes an edit back: values swapped, adding and removing exchanged. Twice is the edit itself. */
export function invertEdit(
  edit: Pick<Edit, 'op' | 'before' | 'after'>,
): Pick<Edit, 'op' | 'before' | 'after'> {
  return { op: OPPOSITE[edit.op] ?? edit.op, before: edit.after, after: edit.before };
}

interface Builder {
  apply(edit: Edit): void;
  layer(): GoldLayer;
  traced(): TracedLayer;
}

const keyOf = ({ start, end }: Range): string => `${start}-${end}`;
const isGone = (mark: Mark): boolean => mark.origin === 'rejected';
const saysTheSame = (a: Mark, b: Mark): boolean =>
  sameRange(a, b) && a.label === b.label && isGone(a) === isGone(b);

function createBuilder(from: GoldLayer): Builder {
  const marks = [...from.marks];
  const read = new Set(from.read);
  const displaced = [...from.displaced];
  let review = from.review;
  const bases = new Map<Mark, string>();
  /** What each batch took out, with the run it was edited under: undoing gives that back too. */
  const takenBy = new Map<string, Map<string, string>>();

  function take(range: Range, edit: Edit): void {
    const at = firstEndingAfter(marks, range.start);
    const mark = marks[at];
    if (!mark || !sameRange(mark, range)) return;
    marks.splice(at, 1);
    let taken = takenBy.get(edit.batchId);
    if (!taken) takenBy.set(edit.batchId, (taken = new Map<string, string>()));
    const base = bases.get(mark);
    if (base !== undefined && !taken.has(keyOf(mark))) taken.set(keyOf(mark), base);
    bases.delete(mark);
  }

  function put(mark: Mark, edit: Edit): void {
    const over = overlapping(marks, mark);
    displaced.push(...over.filter((other) => !saysTheSame(other, mark)));
    for (const other of over) bases.delete(other);
    marks.splice(firstEndingAfter(marks, mark.start), over.length, mark);
    const undone = edit.revertOf === '' ? undefined : takenBy.get(edit.revertOf)?.get(keyOf(mark));
    bases.set(mark, undone ?? edit.baseRunId);
  }

  function change(edit: Edit): void {
    const before = readMark(edit.before);
    const after = readMark(edit.after);
    if (before === undefined || after === undefined) return;
    if (before && before.origin !== 'predicted') take(before, edit);
    if (after && after.origin !== 'predicted') put(after, edit);
  }

  function importGold(edit: Edit): void {
    const before = readImported(edit.before);
    const after = readImported(edit.after);
    if (before === undefined || after === undefined) return;
    for (const mark of before?.marks ?? []) take(mark, edit);
    for (const start of before?.sentenceStarts ?? []) read.delete(start);
    for (const mark of [...(after?.marks ?? [])].sort(byStart))
      if (mark.origin !== 'predicted') put(mark, edit);
    for (const start of after?.sentenceStarts ?? []) read.add(start);
  }

  function apply(edit: Edit): void {
    switch (edit.op) {
      case 'addSpan':
      case 'removeSpan':
      case 'changeSpan':
      case 'acceptSpan':
      case 'rejectSpan':
        return change(edit);
      case 'importGold':
        return importGold(edit);
      case 'setSentence': {
        const reading = readReading(edit.after);
        if (reading?.isRead === true) read.add(reading.start);
        else if (reading) read.delete(reading.start);
        return;
      }
      case 'setReview':
        review = readReview(edit.after) ?? review;
        return;
      default:
        return;
    }
  }

  const layer = (): GoldLayer => ({ marks, read, review, displaced });
  const traced = (): TracedLayer => {
    const byRange = new Map<string, string>();
    for (const [mark, base] of bases) byRange.set(keyOf(mark), base);
    return { ...layer(), baseOf: (mark) => byRange.get(keyOf(mark)) ?? '' };
  };
  return { apply, layer, traced };
}

/** Where a review stands: under way from the first mark or sentence on, without anybody having said so. */
export function reviewStatusOf({ review, marks, read }: GoldLayer): ReviewState['status'] {
  const isTouched = marks.length > 0 || read.size > 0;
  return review.status === 'untouched' && isTouched ? 'inReview' : review.status;
}

/** A mark as it is shown: what a person left or the model suggests, with the model's score where it found the same. */
export type WorkSpan = Mark & {
  /** 0 to 1; null where the run has no span in this range. */
  readonly score: number | null;
  readonly margin: number | null;
  readonly runnerUp: Label | null;
};

/** The mark alone, as an edit carries it. */
export const markOf = ({ start, end, label, stem, origin }: Mark): Mark => ({
  start,
  end,
  label,
  stem,
  origin,
});

/**
 * Everything shown on a document, in order and without overlaps: its gold marks, and as `predicted` the spans of a run
 * that overlap no mark of the layer and do not begin in a sentence that was read. Without segments no sentence counts
 * as read.
 */
export function overlaySuggestions(
  layer: GoldLayer,
  spans: readonly Span[],
  segments: readonly Range[] = [],
): WorkSpan[] {
  const byRange = new Map(spans.map((span) => [keyOf(span), span]));
  const shown: WorkSpan[] = layer.marks
    .filter((mark) => !isGone(mark))
    .map((mark) => ({ ...mark, ...figuresOf(byRange.get(keyOf(mark))) }));
  const isRead = (offset: RawOffset): boolean => {
    const segment = layer.read.size === 0 ? undefined : holding(segments, offset);
    return segment !== undefined && layer.read.has(segment.start);
  };
  let end = 0;
  for (const span of [...spans].sort(byStart)) {
    if (span.start < end || isRead(span.start) || overlapping(layer.marks, span).length > 0) continue;
    end = span.end;
    const { start, label, stem } = span;
    shown.push({ start, end: span.end, label, stem, origin: 'predicted', ...figuresOf(span) });
  }
  return shown.sort(byStart);
}

const figuresOf = (span: Span | undefined): Pick<WorkSpan, 'score' | 'margin' | 'runnerUp'> => ({
  score: span?.score ?? null,
  margin: span?.margin ?? null,
  runnerUp: span?.runnerUp ?? null,
});
