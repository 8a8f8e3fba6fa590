/** What one unit (document or sentence) adds to a share: `part` of `whole`. */
export interface Portion {
  readonly part: number;
  readonly whole: number;
}

/** A share with its 95 % interval, fractions 0 to 1; `null` where there is nothing to divide by. */
export interface Estimate {
  readonly value: number | null;
  readonly range: readonly [low: number, high: number] | null;
}

/**
 * A share over clustered units with the 95 % interval of Wilson (1927) at the effective sample size, after Korn and
 * Graubard (1998) and Dean and Pagano (2015). The variance of the ratio comes from the spread between units (Taylor
 * linearisation; Cochran 1977, 6.3); it says how many independent draws the sample is worth, never more than there
 * are. Student's t of the units that have something to count stands in for the normal quantile. The part of the
 * collection that was looked at is certain: both arms shrink by the root of the part that was not. (A larger effective
 * size instead would do the same in the middle, but at a share of 1 it closes too soon: with three quarters seen and
 * none wrong, up to 2 / n may still be, which the root gives.)
 *
 * Why not the bootstrap: with few or almost only right mentions, resamples hardly vary and percentiles fall short.
 *
 * @param sampled share of the collection's sentences that are in the sample, 0 to 1
 */
export function estimateShare(units: readonly Portion[], sampled: number): Estimate {
  let part = 0;
  let whole = 0;
  let filled = 0;
  for (const unit of units) {
    part += unit.part;
    whole += unit.whole;
    if (unit.whole > 0) filled += 1;
  }
  if (whole <= 0) return { value: null, range: null };
  const value = part / whole;
  if (sampled >= 1) return { value, range: [value, value] };
  const squares = units.reduce((sum, unit) => sum + (unit.part - value * unit.whole) ** 2, 0);
  const variance = (squares * units.length) / Math.max(1, units.length - 1) / whole ** 2;
  const worth = variance > 0 ? (value * (1 - value)) / variance : whole;
  const [low, high] = wilson(value, Math.min(worth, whole), studentQuantile(filled - 1));
  const unseen = Math.sqrt(1 - sampled);
  return { value, range: [value - (value - low) * unseen, value + (high - value) * unseen] };
}

function wilson(share: number, size: number, quantile: number): [number, number] {
  const square = quantile ** 2 / size;
  const middle = (share + square / 2) / (1 + square);
  const half = Math.sqrt(square * (share * (1 - share) + square / 4)) / (1 + square);
  return [Math.max(0, Math.min(share, middle - half)), Math.min(1, Math.max(share, middle + half))];
}

/**
 * 97.5th percentile of Student's t: exact for one and two degrees of freedom, else by the expansion round the normal
 * quantile (Abramowitz and Stegun 26.7.5), to 0.01. Below one degree: as for one.
 */
export function studentQuantile(degrees: number): number {
  if (degrees <= 1) return 12.706;
  if (degrees === 2) return 4.303;
  const z = 1.959964;
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92160,
  ];
  return terms.reduce((sum, term, i) => sum + term / degrees ** (i + 1), z);
}
