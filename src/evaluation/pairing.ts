import type { LabelledRange } from './bio';

/** What counts as right: see {@link countSpans}. */
export type Matching = 'strict' | 'exact' | 'partial' | 'type';
export const MATCHINGS: readonly Matching[] = ['strict', 'exact', 'partial', 'type'];

/** `best`: exact pairs first, then the greatest overlap. `nervaluate`: the order of that package, for comparison. */
export type PairOrder = 'best' | 'nervaluate';

/** Indices of a gold and a predicted span that were paired. */
export type Pair = readonly [gold: number, predicted: number];

const overlap = (a: LabelledRange, b: LabelledRange): number =>
  Math.min(a.end, b.end) - Math.max(a.start, b.start);
const sameBorders = (a: LabelledRange, b: LabelledRange): boolean => a.start === b.start && a.end === b.end;

/**
 * One-to-one pairs: spans with equal borders first (with equal labels before others), then by greatest overlap, ties
 * to the leftmost gold, then the leftmost predicted span. The same pairs serve every matching.
 */
export function pairSpans(gold: readonly LabelledRange[], predicted: readonly LabelledRange[]): Pair[] {
  const candidates: { pair: Pair; rank: number; size: number; at: number; then: number }[] = [];
  gold.forEach((g, i) => {
    predicted.forEach((p, j) => {
      const size = overlap(g, p);
      if (size <= 0) return;
      const rank = sameBorders(g, p) ? (g.label === p.label ? 0 : 1) : 2;
      candidates.push({ pair: [i, j], rank, size, at: g.start, then: p.start });
    });
  });
  candidates.sort((a, b) => a.rank - b.rank || b.size - a.size || a.at - b.at || a.then - b.then);
  return takeOnce(candidates.map(({ pair }) => pair));
}

function takeOnce(pairs: readonly Pair[]): Pair[] {
  const usedGold = new Set<number>();
  const usedPredicted = new Set<number>();
  return pairs.filter(([i, j]) => {
    if (usedGold.has(i) || usedPredicted.has(j)) return false;
    usedGold.add(i);
    usedPredicted.add(j);
    return true;
  });
}

/**
 * The pairs that nervaluate 1.2.1 makes for one matching: each predicted span, in order, looks at the golds that are
 * still free. strict, exact, partial: the exact one, else the first that it covers by 1 % of the gold's length. type:
 * the covered one of the same label with the nearest borders, else the first covered one.
 */
export function pairAsNervaluate(
  gold: readonly LabelledRange[],
  predicted: readonly LabelledRange[],
  matching: Matching,
): Pair[] {
  const used = new Set<number>();
  const pairs: Pair[] = [];
  predicted.forEach((p, j) => {
    let chosen = -1;
    let fallback = -1;
    let nearest = Infinity;
    for (let i = 0; i < gold.length && (matching === 'type' || chosen < 0); i++) {
      const g = gold[i];
      if (!g || used.has(i) || !covers(p, g)) continue;
      if (matching === 'type' && g.label === p.label) {
        const distance = Math.abs(p.start - g.start) + Math.abs(p.end - g.end);
        if (distance < nearest) {
          nearest = distance;
          chosen = i;
        }
      } else if (matching !== 'type' && isRight(g, p, matching)) chosen = i;
      else if (fallback < 0) fallback = i;
    }
    const taken = chosen < 0 ? fallback : chosen;
    if (taken < 0) return;
    used.add(taken);
    pairs.push([taken, j]);
  });
  return pairs;
}

/** nervaluate's smallest overlap, 1 % of the gold; compared in percent as it does, so that rounding is the same. */
const covers = (p: LabelledRange, g: LabelledRange): boolean =>
  overlap(p, g) > 0 && (overlap(p, g) / (g.end - g.start)) * 100 >= 1;

/** Whether a pair is right under a matching; what else overlaps is wrong, or half right under `partial`. */
export function isRight(g: LabelledRange, p: LabelledRange, matching: Matching): boolean {
  switch (matching) {
    case 'strict':
      return sameBorders(g, p) && g.label === p.label;
    case 'exact':
    case 'partial':
      return sameBorders(g, p);
    case 'type':
      return g.label === p.label;
  }
}
