import type { LabelledRange } from './bio';
import { clusterSpans } from './clusters';
import { pairSpans } from './pairing';
import { scoreSpans, type Scores } from './scores';
import type { PredictedRange, ScoredSentence } from './sentences';

/**
 * What went wrong. One gold, one predicted range: `type` (same borders, other label), `startBorder`, `endBorder`,
 * `bothBorders` (same label; start and end in reading order), `prefixOnly` (same label, starts apart only by attached
 * و ف ب ل ك س ال), `typeAndBorder`. `split`: one gold range, several predicted. `merged`: several gold, one predicted.
 * `missed` and `spurious`: nothing on the other side.
 */
export const ERROR_CLASSES = [
  'type',
  'startBorder',
  'endBorder',
  'bothBorders',
  'prefixOnly',
  'typeAndBorder',
  'split',
  'merged',
  'missed',
  'spurious',
] as const;
export type ErrorClass = (typeof ERROR_CLASSES)[number];

/** Gives the raw text of a document. */
export type RawOf = (documentId: string) => string;

export interface ErrorItem {
  readonly errorClass: ErrorClass;
  readonly documentId: string;
  readonly sentence: ScoredSentence;
  /** Empty for `spurious`; several for `merged`. */
  readonly gold: readonly LabelledRange[];
  /** Empty for `missed`; several for `split`. */
  readonly predicted: readonly PredictedRange[];
  /** Raw text of the gold ranges from first to last, of the predicted ones where there is no gold. */
  readonly surface: string;
}

/**
 * Everything that is not right under `strict`, in the order of the sentences. Each wrong gold and each wrong predicted
 * range is in exactly one item: so the gold ranges of all items are the incorrect and missed ones of
 * {@link countSpans}, the predicted ranges the incorrect and spurious ones. What overlaps is one item; where several
 * gold ranges meet several predicted ones, they are taken apart as {@link pairSpans} pairs them.
 */
export function classifyErrors(sentences: readonly ScoredSentence[], rawOf: RawOf): ErrorItem[] {
  return sentences.flatMap((sentence) => errorsOf(sentence, rawOf(sentence.documentId)));
}

function errorsOf(sentence: ScoredSentence, raw: string): ErrorItem[] {
  const { documentId, gold, predicted } = sentence;
  const items: ErrorItem[] = [];
  const add = (
    errorClass: ErrorClass,
    ownGold: readonly LabelledRange[],
    ownPredicted: readonly PredictedRange[],
  ) => {
    const surface = surfaceOf(raw, ownGold.length > 0 ? ownGold : ownPredicted);
    items.push({ errorClass, documentId, sentence, gold: ownGold, predicted: ownPredicted, surface });
  };
  for (const cluster of clusterSpans(...wrongOnly(gold, predicted))) {
    const [g, p] = [cluster.gold, cluster.predicted];
    if (p.length === 0) add('missed', g, p);
    else if (g.length === 0) add('spurious', g, p);
    else if (g.length === 1 && p.length > 1) add('split', g, p);
    else if (g.length > 1 && p.length === 1) add('merged', g, p);
    else takeApart(g, p, raw, add);
  }
  return items;
}

/** Pairs, then what is left alone on either side. */
function takeApart(
  gold: readonly LabelledRange[],
  predicted: readonly PredictedRange[],
  raw: string,
  add: (errorClass: ErrorClass, gold: LabelledRange[], predicted: PredictedRange[]) => void,
): void {
  const pairs = pairSpans(gold, predicted);
  for (const [i, j] of pairs) {
    const [g, p] = [gold[i], predicted[j]];
    if (g && p) add(classOfPair(g, p, raw), [g], [p]);
  }
  gold.forEach((g, i) => pairs.some(([own]) => own === i) || add('missed', [g], []));
  predicted.forEach((p, j) => pairs.some(([, own]) => own === j) || add('spurious', [], [p]));
}

/** The ranges of both sides that have no equal on the other. */
function wrongOnly(
  gold: readonly LabelledRange[],
  predicted: readonly PredictedRange[],
): [LabelledRange[], PredictedRange[]] {
  const rightGold = new Set<number>();
  const rightPredicted = new Set<number>();
  for (const [i, j] of pairSpans(gold, predicted)) {
    const [g, p] = [gold[i], predicted[j]];
    if (!g || !p || g.start !== p.start || g.end !== p.end || g.label !== p.label) continue;
    rightGold.add(i);
    rightPredicted.add(j);
  }
  return [gold.filter((_, i) => !rightGold.has(i)), predicted.filter((_, j) => !rightPredicted.has(j))];
}

function classOfPair(gold: LabelledRange, predicted: LabelledRange, raw: string): ErrorClass {
  const isSameStart = gold.start === predicted.start;
  const isSameEnd = gold.end === predicted.end;
  if (gold.label !== predicted.label) return isSameStart && isSameEnd ? 'type' : 'typeAndBorder';
  if (isSameStart) return 'endBorder';
  if (!isSameEnd) return 'bothBorders';
  const [first, second] = [gold.start, predicted.start].sort((a, b) => a - b);
  return isPrefix(raw.slice(first, second)) ? 'prefixOnly' : 'startBorder';
}

/** A conjunction, a preposition or the mark of the future, the article: in this order, each once; لل holds two. */
const PREFIX = /^[وف]?(?:[بكلس]?(?:ال)?|لل)$/;
const MARKS = /[\p{M}\u0640\u200C-\u200F]/gu;

function isPrefix(between: string): boolean {
  const letters = between.replace(MARKS, '').replace(/[أإآٱ]/g, 'ا');
  return letters !== '' && PREFIX.test(letters);
}

function surfaceOf(raw: string, ranges: readonly LabelledRange[]): string {
  const start = Math.min(...ranges.map((range) => range.start));
  return raw.slice(start, Math.max(...ranges.map((range) => range.end)));
}

/**
 * Strict scores if every error of one class were right: its predicted ranges give way to its gold ranges.
 *
 * @param items what {@link classifyErrors} gave for the same sentences
 */
export function fixedF1(
  sentences: readonly ScoredSentence[],
  items: readonly ErrorItem[],
  errorClass: ErrorClass,
): Scores {
  const fixes = new Map<ScoredSentence, ErrorItem[]>();
  for (const item of items) {
    if (item.errorClass !== errorClass) continue;
    const own = fixes.get(item.sentence);
    if (own) own.push(item);
    else fixes.set(item.sentence, [item]);
  }
  const predicted = sentences.map((sentence) => {
    const own = fixes.get(sentence);
    if (!own) return sentence.predicted;
    const wrong = new Set(own.flatMap((item) => item.predicted));
    const kept = sentence.predicted.filter((range) => !wrong.has(range));
    return [...kept, ...own.flatMap((item) => item.gold)];
  });
  return scoreSpans(
    sentences.map((sentence) => sentence.gold),
    predicted,
    'strict',
  );
}
