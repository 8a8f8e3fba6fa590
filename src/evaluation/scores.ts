import type { Label } from '../domain';
import type { LabelledRange } from './bio';
import { isRight, pairAsNervaluate, pairSpans, type Matching, type PairOrder } from './pairing';

/** How the spans of gold and prediction fell out, in the words of MUC and nervaluate. */
export interface Counts {
  readonly correct: number;
  /** Paired, but wrong. */
  readonly incorrect: number;
  /** Paired with other borders; only under `partial`, where it is half right. */
  readonly partial: number;
  /** Gold without a pair. */
  readonly missed: number;
  /** Predicted without a pair. */
  readonly spurious: number;
}

/** Fractions 0 to 1; `null` where the divisor is empty. */
export interface Score {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

export interface LabelScore extends Score {
  readonly counts: Counts;
  /** Gold spans of the label. */
  readonly support: number;
}

/** A mean over labels. */
export interface MeanScore extends Score {
  /** Labels that had no figure and were left out of each mean. */
  readonly leftOut: Readonly<Record<keyof Score, number>>;
}

/** All labels together (micro), each alone, and their means. */
export interface Scores extends Score {
  readonly counts: Counts;
  /** A wrong label is missed for the gold's label and spurious for the predicted one. In the alphabet's order. */
  readonly perLabel: ReadonlyMap<Label, LabelScore>;
  /** Plain mean over the labels. */
  readonly macro: MeanScore;
  /** Mean weighted by support. */
  readonly weighted: MeanScore;
}

export const NONE: Counts = { correct: 0, incorrect: 0, partial: 0, missed: 0, spurious: 0 };

/**
 * Compares the spans of one sentence or document. Of pairs, correct under `strict` are those with equal borders and
 * label, under `exact` and `partial` those with equal borders, under `type` those with equal labels. The others are
 * incorrect; under `partial` they are half right.
 */
export function countSpans(
  gold: readonly LabelledRange[],
  predicted: readonly LabelledRange[],
  matching: Matching,
  order: PairOrder = 'best',
): Counts {
  const pairs = order === 'best' ? pairSpans(gold, predicted) : pairAsNervaluate(gold, predicted, matching);
  let correct = 0;
  for (const [i, j] of pairs) {
    const g = gold[i];
    const p = predicted[j];
    if (g && p && isRight(g, p, matching)) correct += 1;
  }
  const wrong = pairs.length - correct;
  return {
    correct,
    incorrect: matching === 'partial' ? 0 : wrong,
    partial: matching === 'partial' ? wrong : 0,
    missed: gold.length - pairs.length,
    spurious: predicted.length - pairs.length,
  };
}

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    correct: a.correct + b.correct,
    incorrect: a.incorrect + b.incorrect,
    partial: a.partial + b.partial,
    missed: a.missed + b.missed,
    spurious: a.spurious + b.spurious,
  };
}

/**
 * Precision, recall and F1. F1 is 2PR / (P + R), written as twice the right ones over gold and predicted together: so
 * it is 0 where something is there and nothing is right, and `null` only where there is nothing at all.
 */
export function scoreOf(counts: Counts): Score {
  const right = counts.correct + counts.partial / 2;
  const paired = counts.correct + counts.incorrect + counts.partial;
  const predicted = paired + counts.spurious;
  const gold = paired + counts.missed;
  return {
    precision: predicted === 0 ? null : right / predicted,
    recall: gold === 0 ? null : right / gold,
    f1: predicted + gold === 0 ? null : (2 * right) / (predicted + gold),
  };
}

/**
 * Scores of many sentences or documents: element by element the gold and the predicted spans of each, whose counts
 * are added. `strict` equals seqeval's figures; with the order `nervaluate` all four equal nervaluate's.
 */
export function scoreSpans(
  gold: readonly (readonly LabelledRange[])[],
  predicted: readonly (readonly LabelledRange[])[],
  matching: Matching,
  options: { readonly order?: PairOrder } = {},
): Scores {
  const order = options.order ?? 'best';
  const labels = new Set<Label>();
  let counts = NONE;
  const byLabel = new Map<Label, Counts>();
  gold.forEach((golds, i) => {
    const predictions = predicted[i] ?? [];
    counts = addCounts(counts, countSpans(golds, predictions, matching, order));
    const here = new Set([...golds, ...predictions].map((span) => span.label));
    for (const label of here) {
      labels.add(label);
      const of = (span: LabelledRange) => span.label === label;
      const alone = countSpans(golds.filter(of), predictions.filter(of), matching, order);
      byLabel.set(label, addCounts(byLabel.get(label) ?? NONE, alone));
    }
  });
  const perLabel = new Map<Label, LabelScore>();
  for (const label of [...labels].sort()) perLabel.set(label, labelScore(byLabel.get(label) ?? NONE));
  const all = [...perLabel.values()];
  return {
    ...scoreOf(counts),
    counts,
    perLabel,
    macro: meanScore(all, () => 1),
    weighted: meanScore(all, (score) => score.support),
  };
}

function labelScore(counts: Counts): LabelScore {
  const support = counts.correct + counts.incorrect + counts.partial + counts.missed;
  return { ...scoreOf(counts), counts, support };
}

function meanScore(scores: readonly LabelScore[], weightOf: (score: LabelScore) => number): MeanScore {
  const mean = (key: keyof Score): { value: number | null; leftOut: number } => {
    let sum = 0;
    let weight = 0;
    let leftOut = 0;
    for (const score of scores) {
      const value = score[key];
      if (value === null) {
        leftOut += 1;
        continue;
      }
      sum += value * weightOf(score);
      weight += weightOf(score);
    }
    return { value: weight === 0 ? null : sum / weight, leftOut };
  };
  const precision = mean('precision');
  const recall = mean('recall');
  const f1 = mean('f1');
  return {
    precision: precision.value,
    recall: recall.value,
    f1: f1.value,
    leftOut: { precision: precision.leftOut, recall: recall.leftOut, f1: f1.leftOut },
  };
}
