import { pairSpans } from './pairing';
import type { Score } from './scores';
import type { ScoredSentence } from './sentences';

/** Strict scores when predictions below a score are dropped. */
export interface ThresholdPoint extends Score {
  /** 0 to 1; predictions at or above it count. */
  readonly threshold: number;
}

/**
 * Precision, recall and F1 (strict) at `steps + 1` thresholds from 0 to 1. Predictions without a score always count.
 * What is right does not depend on the other predictions, so one pass over the sentences is enough.
 */
export function thresholdCurve(sentences: readonly ScoredSentence[], steps = 50): ThresholdPoint[] {
  let gold = 0;
  const predicted: number[] = [];
  const right: number[] = [];
  for (const sentence of sentences) {
    gold += sentence.gold.length;
    for (const { score = 1 } of sentence.predicted) predicted.push(score);
    // The surest first, so that of two equal predictions it is the one that stays longest.
    const surest = [...sentence.predicted].sort((a, b) => (b.score ?? 1) - (a.score ?? 1));
    for (const [i, j] of pairSpans(sentence.gold, surest)) {
      const [g, p] = [sentence.gold[i], surest[j]];
      if (g && p && g.start === p.start && g.end === p.end && g.label === p.label) right.push(p.score ?? 1);
    }
  }
  predicted.sort((a, b) => a - b);
  right.sort((a, b) => a - b);
  const points: ThresholdPoint[] = [];
  let dropped = 0;
  let lost = 0;
  for (let step = 0; step <= steps; step++) {
    const threshold = step / steps;
    while (dropped < predicted.length && (predicted[dropped] ?? 0) < threshold) dropped += 1;
    while (lost < right.length && (right[lost] ?? 0) < threshold) lost += 1;
    const kept = predicted.length - dropped;
    const correct = right.length - lost;
    points.push({
      threshold,
      precision: kept === 0 ? null : correct / kept,
      recall: gold === 0 ? null : correct / gold,
      f1: kept + gold === 0 ? null : (2 * correct) / (kept + gold),
    });
  }
  return points;
}
