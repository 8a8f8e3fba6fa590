import {
  AppError,
  type EditOp,
  type ErrorCode,
  type ErrorData,
  type Label,
  type Mark,
  type Range,
  type RawOffset,
  type Result,
  type Segment,
  type Span,
  type Word,
} from '../domain';
import { stemOf, type IsKnownName } from '../spans';
import { markOf, overlaySuggestions, type GoldLayer, type WorkSpan } from './layer';
import { firstEndingAfter, overlapping, sameRange } from './ranges';
import { draftOf, type EditDraft } from './stamp';

/** A document as a person works on it: what commands look at. */
export interface Work {
  readonly documentId: string;
  readonly raw: string;
  readonly segments: readonly Segment[];
  readonly layer: GoldLayer;
  /** Everything shown, in order of start. */
  readonly spans: readonly WorkSpan[];
  readonly isKnownName: IsKnownName;
}

/** What {@link openWork} needs; `spans` are those of the run on show. */
export interface WorkSource {
  readonly documentId: string;
  readonly raw: string;
  readonly segments: readonly Segment[];
  readonly layer: GoldLayer;
  readonly spans: readonly Span[];
  readonly isKnownName?: IsKnownName;
}

/** The model's marks are hidden until a blind review is done. */
export const hidesSuggestions = ({ review }: GoldLayer): boolean =>
  review.isBlind && review.status !== 'done';

/** Lays the suggestions of a run over a layer; none while a blind review is under way. */
export function openWork(source: WorkSource): Work {
  const { documentId, raw, segments, layer, isKnownName = () => false } = source;
  const spans = hidesSuggestions(layer) ? [] : source.spans;
  return { documentId, raw, segments, layer, spans: overlaySuggestions(layer, spans, segments), isKnownName };
}

/** Drafts of one action, or why there are none (`edit/*`). */
export type Command = Result<EditDraft[]>;

export const done = (value: EditDraft[]): Command => ({ ok: true, value });
export const refused = (code: ErrorCode, data: ErrorData = {}): { ok: false; error: AppError } => ({
  ok: false,
  error: new AppError(code, data),
});

/** The mark shown in exactly this range. */
export const shownAt = (work: Work, range: Range): WorkSpan | undefined =>
  overlapping(work.spans, range).find((span) => sameRange(span, range));

/** A mark that a person makes here, with the stem that its letters suggest. */
export function madeMark(work: Work, { start, end }: Range, label: Label): Mark {
  return { start, end, label, stem: automaticStem(work, { start, end }, label), origin: 'made' };
}

export const automaticStem = (work: Work, { start, end }: Range, label: Label) =>
  stemOf(work.raw, start, end, label, work.isKnownName);

export const rejectedMark = (mark: Mark): Mark => ({ ...markOf(mark), origin: 'rejected' });

/**
 * Puts `after` in the place of marks that are shown. What was rejected under it is taken out in the same batch, and
 * suggestions under it give way; other gold is never touched: the edit is refused.
 */
export function replaceMarks(
  work: Work,
  op: Extract<EditOp, `${string}Span`>,
  before: WorkSpan | null,
  after: Mark,
  alsoReplaced: readonly WorkSpan[] = [],
): Command {
  const replaced = before ? [before, ...alsoReplaced] : alsoReplaced;
  const others = overlapping(work.layer.marks, after).filter(
    (mark) => !replaced.some((span) => sameRange(span, mark)),
  );
  const gold = others.find(({ origin }) => origin !== 'rejected');
  if (gold) return refused('edit/overlap', { name: work.raw.slice(gold.start, gold.end) });
  const takenOut = [...others, ...alsoReplaced.filter(({ origin }) => origin !== 'predicted').map(markOf)];
  return done([
    ...takenOut.map((mark) => draftOf(work.documentId, 'removeSpan', mark, null)),
    draftOf(work.documentId, op, before && markOf(before), after),
  ]);
}

const wordLists = new WeakMap<readonly Segment[], readonly Word[]>();

/** All words of the document in order. */
export function wordsOf({ segments }: Pick<Work, 'segments'>): readonly Word[] {
  let words = wordLists.get(segments);
  if (!words) wordLists.set(segments, (words = segments.flatMap((segment) => segment.words)));
  return words;
}

/** The whole words that a range touches; for a caret the word it stands in or right behind. Null when there is none. */
export function snapToWords(work: Work, range: Range): Range | null {
  const words = wordsOf(work);
  const [start, end] = range.start <= range.end ? [range.start, range.end] : [range.end, range.start];
  const touched = start === end ? wordAtCaret(words, start) : overlapping(words, { start, end });
  const first = touched[0];
  const last = touched.at(-1);
  return first && last ? { start: first.start, end: last.end } : null;
}

function wordAtCaret(words: readonly Word[], caret: RawOffset): Word[] {
  const at = firstEndingAfter(words, caret);
  const word = [words[at], words[at - 1]].find((near) => near && near.start <= caret && caret <= near.end);
  return word ? [word] : [];
}
