import { mulberry32 } from './random';
import { addCounts, NONE, type Counts } from './scores';
import { finish } from './steps';

/** What is drawn again and again. */
export type IntervalUnit = 'document' | 'sentence';

export interface Interval {
  /** 95 % interval, fractions 0 to 1 (of a difference: -1 to 1); `null` with fewer than two units or nothing to score. */
  readonly range: readonly [low: number, high: number] | null;
  readonly unit: IntervalUnit;
  readonly seed: number;
}

/** Fewer documents than this say too little about other documents: sentences are drawn instead. */
export const FEWEST_DOCUMENTS = 20;
/** How often the units are drawn. */
export const RESAMPLES = 2000;
/** Resamples drawn in one step: a few milliseconds with a thousand units. */
const STEP = 100;
/** Seed of every interval unless another is given. */
export const SEED = 20260101;

/**
 * What is drawn: documents, or sentences where there are fewer than {@link FEWEST_DOCUMENTS}. Takes what each
 * sentence contributes, by document, and gives what each unit contributes.
 */
export function unitsOf<T>(
  documents: readonly (readonly T[])[],
  sum: (sentences: readonly T[]) => T,
): { unit: IntervalUnit; units: readonly T[] } {
  return documents.length < FEWEST_DOCUMENTS
    ? { unit: 'sentence', units: documents.flat() }
    : { unit: 'document', units: documents.map(sum) };
}

/**
 * Several statistics in the same resamples: as many units as there are, drawn with replacement, their columns added,
 * each statistic computed from the sums. One list a statistic, in the order of drawing; resamples in which a
 * statistic is `null` are left out of its list. With fewer than two units nothing is drawn. Yields now and then, so
 * that a page can let other work go between.
 */
export function* resampleSteps(
  columns: readonly Float64Array[],
  statistics: readonly ((sums: Float64Array) => number | null)[],
  options: { readonly seed?: number; readonly resamples?: number } = {},
): Generator<undefined, number[][]> {
  const { seed = SEED, resamples = RESAMPLES } = options;
  const size = columns[0]?.length ?? 0;
  const values: number[][] = statistics.map(() => []);
  if (size < 2) return values;
  const random = mulberry32(seed);
  const drawn = new Int32Array(size);
  const sums = new Float64Array(columns.length);
  for (let resample = 0; resample < resamples; resample++) {
    for (let i = 0; i < size; i++) drawn[i] = Math.floor(random() * size);
    columns.forEach((column, c) => {
      let sum = 0;
      for (let i = 0; i < size; i++) sum += column[drawn[i] ?? 0] ?? 0;
      sums[c] = sum;
    });
    statistics.forEach((statistic, s) => {
      const value = statistic(sums);
      if (value !== null) values[s]?.push(value);
    });
    if (resample % STEP === STEP - 1) yield;
  }
  return values;
}

/** {@link resampleSteps} at once. */
export const resampleSums = (...inputs: Parameters<typeof resampleSteps>): number[][] =>
  finish(resampleSteps(...inputs));

/** The 2.5th and 97.5th percentiles; `null` of nothing. */
export function percentileRange(values: readonly number[]): [low: number, high: number] | null {
  if (values.length === 0) return null;
  const sorted = Float64Array.from(values).sort();
  return [percentile(sorted, 0.025), percentile(sorted, 0.975)];
}

/**
 * Percentile bootstrap of F1 (Efron 1979): 2,000 times as many units as there are, drawn with replacement, their
 * counts added, F1 computed anew; the 2.5th and 97.5th percentiles. Units are documents, or sentences where there are
 * fewer than {@link FEWEST_DOCUMENTS}. The seed is fixed, so that the same counts give the same interval.
 *
 * @param documents counts of each sentence, by document
 */
export function f1Interval(documents: readonly (readonly Counts[])[], seed = SEED): Interval {
  const { unit, units } = unitsOf(documents, (sentences) => sentences.reduce(addCounts, NONE));
  // F1 needs two sums only.
  const right = Float64Array.from(units, ({ correct, partial }) => correct + partial / 2);
  const size = Float64Array.from(
    units,
    (counts) => 2 * (counts.correct + counts.incorrect + counts.partial) + counts.missed + counts.spurious,
  );
  const [values = []] = resampleSums([right, size], [(sums) => ratio(2 * (sums[0] ?? 0), sums[1] ?? 0)], {
    seed,
  });
  return { range: percentileRange(values), unit, seed };
}

/** `null` where the divisor is empty. */
export const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

/** Between two neighbours in proportion, as numpy's default does. */
function percentile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const from = sorted[low] ?? 0;
  const to = sorted[Math.min(low + 1, sorted.length - 1)] ?? from;
  return from + (to - from) * (at - low);
}
