import type { Label, Mark, Origin, Range, RawOffset, ReviewState } from '../domain';
import { markOf, type WorkSpan } from './layer';
import { firstEndingAfter, overlapping, sameRange } from './ranges';
import { draftOf, type EditDraft } from './stamp';
import {
  automaticStem,
  done,
  madeMark,
  refused,
  rejectedMark,
  replaceMarks,
  shownAt,
  snapToWords,
  type Command,
  type Work,
} from './work';

/** Origins that a person looked at. */
const isSeen = ({ origin }: Mark): boolean =>
  origin !== 'predicted' && origin !== 'bulk' && origin !== 'propagated';
const isSuggestion = ({ origin }: Mark): boolean => origin === 'predicted';

/**
 * Marks the words that a range touches, or the word at a caret. A suggestion of the same range is accepted or
 * relabelled; other suggestions under it give way. Refused with `edit/empty` where there is no word, `edit/overlap` over
 * gold.
 */
export function addMark(work: Work, range: Range, label: Label): Command {
  const words = snapToWords(work, range);
  if (!words) return refused('edit/empty');
  const shown = overlapping(work.spans, words);
  const same = shown.find((span) => sameRange(span, words));
  if (same) return relabel(work, same, label);
  const proposed = shown.length === 1 && shown[0] && isSuggestion(shown[0]) ? shown[0] : null;
  return replaceMarks(work, 'addSpan', proposed, madeMark(work, words, label));
}

/** Deletes a mark; a rejected one stays in its place, so that the model's suggestion does not come back. */
export function removeMark(work: Work, mark: Range): Command {
  const shown = shownAt(work, mark);
  if (!shown) return refused('edit/gone');
  const op = isSuggestion(shown) ? 'rejectSpan' : 'removeSpan';
  return done([draftOf(work.documentId, op, markOf(shown), rejectedMark(shown))]);
}

/** Says that nothing is there, of a suggestion or of gold. */
export function rejectMark(work: Work, mark: Range): Command {
  const shown = shownAt(work, mark);
  if (!shown) return refused('edit/gone');
  return done([draftOf(work.documentId, 'rejectSpan', markOf(shown), rejectedMark(shown))]);
}

/** Gives a mark another label. The label it has already accepts it. A stem that nobody chose is found anew. */
export function relabel(work: Work, mark: Range, label: Label): Command {
  const shown = shownAt(work, mark);
  if (!shown) return refused('edit/gone');
  if (shown.label === label) return acceptMark(work, mark);
  const automatic = automaticStem(work, shown, shown.label);
  const isChosen = shown.stem.text !== automatic.text || !sameRange(shown.stem, automatic);
  const made = madeMark(work, shown, label);
  return replaceMarks(work, 'changeSpan', shown, isChosen ? { ...made, stem: shown.stem } : made);
}

/** Confirms one mark: a suggestion, or gold that was accepted unseen. `edit/nothing` for gold that was seen. */
export function acceptMark(work: Work, mark: Range): Command {
  const shown = shownAt(work, mark);
  if (!shown) return refused('edit/gone');
  if (isSeen(shown)) return refused('edit/nothing');
  return done([
    draftOf(work.documentId, 'acceptSpan', markOf(shown), { ...markOf(shown), origin: 'confirmed' }),
  ]);
}

/** Accepts the suggestions among these spans from a score on (0 to 1), unseen: their origin is `bulk`. */
export function acceptAll(work: Work, spans: readonly Range[], minScore = 0): Command {
  return forAll(work, spans, minScore, 'acceptSpan', 'bulk');
}

/** Rejects the suggestions among these spans from a score on (0 to 1). */
export function rejectAll(work: Work, spans: readonly Range[], minScore = 0): Command {
  return forAll(work, spans, minScore, 'rejectSpan', 'rejected');
}

function forAll(
  work: Work,
  spans: readonly Range[],
  minScore: number,
  op: 'acceptSpan' | 'rejectSpan',
  origin: Origin,
): Command {
  const drafts: EditDraft[] = [];
  for (const span of spans) {
    const shown = shownAt(work, span);
    if (!shown || !isSuggestion(shown) || (shown.score ?? 0) < minScore) continue;
    drafts.push(draftOf(work.documentId, op, markOf(shown), { ...markOf(shown), origin }));
  }
  return drafts.length > 0 ? done(drafts) : refused('edit/nothing');
}

/**
 * Marks a sentence as read. The suggestions that begin in it are confirmed in the same batch; what was accepted in bulk
 * or propagated keeps its origin.
 */
export function readSentence(work: Work, segment: Range): Command {
  if (work.layer.read.has(segment.start)) return refused('edit/nothing');
  const drafts = suggestionsFrom(work, segment).map((span) =>
    draftOf(work.documentId, 'acceptSpan', markOf(span), { ...markOf(span), origin: 'confirmed' }),
  );
  return done([...drafts, readingOf(work, segment.start, true)]);
}

/** Takes the reading of a sentence back; the marks in it stay. */
export function unreadSentence(work: Work, segment: Range): Command {
  if (!work.layer.read.has(segment.start)) return refused('edit/nothing');
  return done([readingOf(work, segment.start, false)]);
}

const readingOf = (work: Work, start: RawOffset, isRead: boolean): EditDraft =>
  draftOf(work.documentId, 'setSentence', { start, isRead: !isRead }, { start, isRead });

function suggestionsFrom(work: Work, segment: Range): WorkSpan[] {
  const found: WorkSpan[] = [];
  for (let i = firstEndingAfter(work.spans, segment.start); i < work.spans.length; i++) {
    const span = work.spans[i];
    if (!span || span.start >= segment.end) break;
    if (span.start >= segment.start && isSuggestion(span)) found.push(span);
  }
  return found;
}

/** Changes where the review stands, or whether it is blind. */
export function setReview(work: Work, change: Partial<ReviewState>): Command {
  const before = work.layer.review;
  const after: ReviewState = { ...before, ...change };
  if (after.status === before.status && after.isBlind === before.isBlind) return refused('edit/nothing');
  return done([draftOf(work.documentId, 'setReview', before, after)]);
}

/** The gold of a labelled file as one edit: its marks get the origin `imported`, its sentences count as read. */
export function importGold(
  documentId: string,
  marks: readonly Omit<Mark, 'origin'>[],
  sentenceStarts: readonly RawOffset[],
): EditDraft[] {
  const imported = marks.map((mark): Mark => ({ ...mark, origin: 'imported' }));
  return [draftOf(documentId, 'importGold', null, { marks: imported, sentenceStarts })];
}
