import { addCounts, NONE, type Counts } from './scores';

/** What is drawn again and again. */
export type IntervalUnit = 'document' | 'sentence';

export interface Interval {
  /** 95 % interval of F1, fractions 0 to 1; `null` with fewer than two units or nothing to score. */
  readonly range: readonly [low: number, high: number] | null;
  readonly unit: IntervalUnit;
  readonly seed: number;
}

/** Fewer documents than this say too little about other documents: sentences are drawn instead. */
export const FEWEST_DOCUMENTS = 20;
const RESAMPLES = 2000;
const SEED = 20260101;

/**
 * Percentile bootstrap of F1 (Efron 1979): 2,000 times as many units as there are, drawn with replacement, their
 * counts added, F1 computed anew; the 2.5th and 97.5th percentiles. Units are documents, or sentences where there are
 * fewer than {@link FEWEST_DOCUMENTS}. The seed is fixed, so that the same counts give the same interval.
 *
 * @param documents counts of each sentence, by document
 */
export function f1Interval(documents: readonly (readonly Counts[])[], seed = SEED): Interval {
  const unit: IntervalUnit = documents.length < FEWEST_DOCUMENTS ? 'sentence' : 'document';
  const units =
    unit === 'sentence' ? documents.flat() : documents.map((sentences) => sentences.reduce(addCounts, NONE));
  if (units.length < 2) return { range: null, unit, seed };
  // F1 needs three sums only.
  const right = Float64Array.from(units, ({ correct, partial }) => correct + partial / 2);
  const size = Float64Array.from(
    units,
    (counts) => 2 * (counts.correct + counts.incorrect + counts.partial) + counts.missed + counts.spurious,
  );
  const random = mulberry32(seed);
  const values: number[] = [];
  for (let resample = 0; resample < RESAMPLES; resample++) {
    let sumRight = 0;
    let sumSize = 0;
    for (let i = 0; i < units.length; i++) {
      const drawn = Math.floor(random() * units.length);
      sumRight += right[drawn] ?? 0;
      sumSize += size[drawn] ?? 0;
    }
    if (sumSize > 0) values.push((2 * sumRight) / sumSize);
  }
  if (values.length === 0) return { range: null, unit, seed };
  values.sort((a, b) => a - b);
  return { range: [percentile(values, 0.025), percentile(values, 0.975)], unit, seed };
}

/** Between two neighbours in proportion, as numpy's default does. */
function percentile(sorted: readonly number[], share: number): number {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const from = sorted[low] ?? 0;
  const to = sorted[Math.min(low + 1, sorted.length - 1)] ?? from;
  return from + (to - from) * (at - low);
}

/** Small generator with a seed (Tommy Ettinger's mulberry32): enough for resampling, the same on every machine. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
