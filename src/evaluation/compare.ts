import { percentileRange, ratio, resampleSteps, SEED, unitsOf, type Interval } from './bootstrap';
import type { LabelledRange } from './bio';
import { clusterSpans } from './clusters';
import type { Matching } from './pairing';
import { countSpans, scoreSpans, type Scores } from './scores';
import { byDocument, type PredictedRange, type ScoredSentence } from './sentences';
import { finish } from './steps';

/** One read sentence with what two runs found in it. */
export interface ComparedSentence extends Omit<ScoredSentence, 'predicted'> {
  readonly a: readonly PredictedRange[];
  readonly b: readonly PredictedRange[];
}

/**
 * Brings the sentences of two runs over the same gold together; those of one side only are left out. Gold is that of
 * the first side.
 */
export function joinRuns(
  first: readonly ScoredSentence[],
  second: readonly ScoredSentence[],
): ComparedSentence[] {
  return sameSentences(first, second).map(([{ documentId, start, end, gold, predicted }, other]) => ({
    documentId,
    start,
    end,
    gold,
    a: predicted,
    b: other.predicted,
  }));
}

export interface CompareOptions {
  readonly matching?: Matching;
  readonly seed?: number;
  readonly resamples?: number;
}

/** Two runs on the same sentences; the difference is b's F1 less a's. */
export interface Comparison extends Omit<Interval, 'range'> {
  readonly a: Scores;
  readonly b: Scores;
  /** `null` where one of them has no F1. */
  readonly difference: number | null;
  /** 95 % interval of the difference. */
  readonly interval: Interval['range'];
  /** Share of the resamples in which b is no better than a; small means that b is better. `null` where none counts. */
  readonly shareAtOrBelowZero: number | null;
}

/**
 * Paired bootstrap (Koehn 2004; Berg-Kirkpatrick et al. 2012): the same units are drawn for both runs, and the
 * difference of F1 is computed in each resample. Units as in {@link f1Interval}.
 */
export const compareRuns = (
  sentences: readonly ComparedSentence[],
  options: CompareOptions = {},
): Comparison => finish(comparisonSteps(sentences, options));

/** {@link compareRuns} in steps of some milliseconds each, so that a page can let other work go between them. */
export function* comparisonSteps(
  sentences: readonly ComparedSentence[],
  options: CompareOptions = {},
): Generator<undefined, Comparison> {
  const { matching = 'strict', seed = SEED } = options;
  const gold = sentences.map((sentence) => sentence.gold);
  const a = scoreSpans(
    gold,
    sentences.map((sentence) => sentence.a),
    matching,
  );
  yield;
  const b = scoreSpans(
    gold,
    sentences.map((sentence) => sentence.b),
    matching,
  );
  yield;
  const rows = [...byDocument(sentences).values()].map((own) =>
    own.map((sentence) => [
      ...f1Parts(sentence.gold, sentence.a, matching),
      ...f1Parts(sentence.gold, sentence.b, matching),
    ]),
  );
  const { unit, units } = unitsOf(rows, (own) =>
    [0, 1, 2, 3].map((i) => own.reduce((sum, row) => sum + (row[i] ?? 0), 0)),
  );
  const columns = [0, 1, 2, 3].map((i) => Float64Array.from(units, (row) => row[i] ?? 0));
  const difference = (sums: Float64Array) => {
    const [rightA = 0, sizeA = 0, rightB = 0, sizeB = 0] = sums;
    return minus(ratio(rightB, sizeB), ratio(rightA, sizeA));
  };
  yield;
  const [values = []] = yield* resampleSteps(columns, [difference], options);
  return {
    a,
    b,
    difference: minus(b.f1, a.f1),
    interval: percentileRange(values),
    shareAtOrBelowZero: ratio(values.filter((value) => value <= 0).length, values.length),
    unit,
    seed,
  };
}

const minus = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? null : a - b;

/** Twice what is right, and gold and predicted together. */
function f1Parts(
  gold: readonly LabelledRange[],
  predicted: readonly LabelledRange[],
  matching: Matching,
): [number, number] {
  const { correct, partial } = countSpans(gold, predicted, matching);
  return [2 * correct + partial, gold.length + predicted.length];
}

/** Where two sides differ: what overlaps, as one. */
export interface Disagreement {
  readonly documentId: string;
  readonly sentence: { readonly start: number; readonly end: number };
  readonly a: readonly LabelledRange[];
  readonly b: readonly LabelledRange[];
  /** Gold ranges that overlap either side; empty between two people. */
  readonly gold: readonly LabelledRange[];
  /** The side that equals gold there; `null` where neither does, and between two people. */
  readonly right: 'a' | 'b' | null;
}

/** Differences of two runs, in the order of the text, side by side. */
export function disagreements(sentences: readonly ComparedSentence[]): Disagreement[] {
  return sentences.flatMap(({ documentId, start, end, gold, a, b }) =>
    clusterSpans(a, b)
      .filter((cluster) => !sameRanges(cluster.gold, cluster.predicted))
      .map((cluster) => {
        const [ownA, ownB] = [cluster.gold, cluster.predicted];
        const near = gold.filter((g) => [...ownA, ...ownB].some((s) => s.start < g.end && g.start < s.end));
        const right = sameRanges(ownA, near) ? 'a' : sameRanges(ownB, near) ? 'b' : null;
        return { documentId, sentence: { start, end }, a: ownA, b: ownB, gold: near, right };
      }),
  );
}

/** Differences of two people in the sentences that both read. */
export function disagreementsOfPeople(
  first: readonly ScoredSentence[],
  second: readonly ScoredSentence[],
): Disagreement[] {
  const sentences = sameSentences(first, second).map(([{ documentId, start, end, gold }, other]) => ({
    documentId,
    start,
    end,
    gold: [],
    a: gold,
    b: other.gold,
  }));
  return disagreements(sentences).map((found) => ({ ...found, right: null }));
}

const sameRanges = (a: readonly LabelledRange[], b: readonly LabelledRange[]): boolean =>
  a.length === b.length &&
  a.every((range) =>
    b.some((other) => other.start === range.start && other.end === range.end && other.label === range.label),
  );

/** Sentences that both sides have, in the order of the first. */
export function sameSentences(
  first: readonly ScoredSentence[],
  second: readonly ScoredSentence[],
): [ScoredSentence, ScoredSentence][] {
  const keyOf = ({ documentId, start }: ScoredSentence) => `${start} ${documentId}`;
  const others = new Map(second.map((sentence) => [keyOf(sentence), sentence]));
  return first.flatMap((sentence): [ScoredSentence, ScoredSentence][] => {
    const other = others.get(keyOf(sentence));
    return other ? [[sentence, other]] : [];
  });
}
