import type { Label } from '../../domain';
import {
  classifyErrors,
  confusionMatrix,
  countSpans,
  ERROR_CLASSES,
  f1Interval,
  fixedF1,
  groupErrors,
  ledgerSteps,
  MATCHINGS,
  thresholdCurve,
  type ConfusionMatrix,
  type ErrorClass,
  type ErrorGroup,
  type ErrorItem,
  type Ledger,
  type Matching,
  type RawOf,
  type ScoredSentence,
  type ThresholdPoint,
} from '../../evaluation';
import { aboveScore, type Selection } from './selection';

/** Sentences whose errors are told apart in one step. */
const STEP = 100;

/** One error class with what mending it would bring. */
export interface ClassRow {
  readonly errorClass: ErrorClass;
  readonly count: number;
  /** Strict F1 if all errors of the class were right. */
  readonly fixedF1: number | null;
}

export type LabelIntervals = Readonly<
  Record<Matching, ReadonlyMap<Label, readonly [low: number, high: number]>>
>;

/** Everything the page shows about one choice of texts, model and threshold. */
export interface Figures {
  readonly selection: Selection;
  readonly minScore: number;
  /** The sentences with predictions at or above the threshold. */
  readonly sentences: readonly ScoredSentence[];
  readonly ledger: Ledger;
  /** False while the intervals are still being drawn: those of the ledger say nothing yet. */
  readonly hasIntervals: boolean;
  /** Interval of each label's F1 under each matching, once drawn. */
  readonly labelIntervals?: LabelIntervals;
  readonly errors: readonly ErrorItem[];
  readonly classes: readonly ClassRow[];
  /** Names at which nothing was found, the most frequent first. */
  readonly missed: readonly ErrorGroup[];
  readonly matrix: ConfusionMatrix;
  readonly curve: readonly ThresholdPoint[];
}

/**
 * Figures in steps that each hold the page for a few hundredths of a second at most; yields nothing between them, then
 * all figures without intervals, and at last those with intervals.
 */
export function* figureSteps(
  selection: Selection,
  minScore: number,
  rawOf: RawOf,
): Generator<Figures | undefined, Figures> {
  const sentences = aboveScore(selection.sentences, minScore);
  const ledger = yield* ledgerSteps(sentences, { resamples: 0 });
  const errors: ErrorItem[] = [];
  for (let at = 0; at < sentences.length; at += STEP) {
    errors.push(...classifyErrors(sentences.slice(at, at + STEP), rawOf));
    yield;
  }
  const missed = groupErrors(errors.filter(({ errorClass }) => errorClass === 'missed'));
  yield;
  const matrix = confusionMatrix(sentences);
  yield;
  const curve = thresholdCurve(selection.sentences);
  const counts = new Map<ErrorClass, number>();
  for (const { errorClass } of errors) counts.set(errorClass, (counts.get(errorClass) ?? 0) + 1);
  const classes: ClassRow[] = [];
  for (const errorClass of ERROR_CLASSES) {
    const count = counts.get(errorClass) ?? 0;
    if (count === 0) continue;
    yield;
    classes.push({ errorClass, count, fixedF1: fixedF1(sentences, errors, errorClass).f1 });
  }
  classes.sort((a, b) => b.count - a.count);
  const points: Figures = {
    selection,
    minScore,
    sentences,
    ledger,
    hasIntervals: false,
    errors,
    classes,
    missed,
    matrix,
    curve,
  };
  yield points;
  const drawn: Figures = { ...points, ledger: yield* ledgerSteps(sentences), hasIntervals: true };
  yield drawn;
  const labelIntervals = yield* labelSteps(sentences, [...ledger.matchings.strict.scores.perLabel.keys()]);
  return { ...drawn, labelIntervals };
}

/** The interval of each label's F1, from the same kind of resamples as that of all. */
function* labelSteps(
  sentences: readonly ScoredSentence[],
  labels: readonly Label[],
): Generator<undefined, LabelIntervals> {
  const intervals = {
    strict: new Map<Label, readonly [number, number]>(),
    exact: new Map<Label, readonly [number, number]>(),
    partial: new Map<Label, readonly [number, number]>(),
    type: new Map<Label, readonly [number, number]>(),
  };
  const documents = new Map<string, ScoredSentence[]>();
  for (const sentence of sentences) {
    const list = documents.get(sentence.documentId);
    if (list) list.push(sentence);
    else documents.set(sentence.documentId, [sentence]);
  }
  for (const label of labels) {
    const ofLabel = (range: { readonly label: Label }) => range.label === label;
    const own = [...documents.values()].map((list) =>
      list.map(({ gold, predicted }) => [gold.filter(ofLabel), predicted.filter(ofLabel)] as const),
    );
    for (const matching of MATCHINGS) {
      yield;
      const { range } = f1Interval(
        own.map((list) => list.map(([gold, predicted]) => countSpans(gold, predicted, matching))),
      );
      if (range) intervals[matching].set(label, range);
    }
  }
  return intervals;
}
