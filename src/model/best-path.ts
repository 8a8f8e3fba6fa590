/** Which classes may follow which. */
export interface Grammar {
  /** Classes that a sequence may begin with. */
  readonly canStart: readonly boolean[];
  /** For each class those that may stand before it. */
  readonly before: readonly (readonly number[])[];
}

/**
 * The allowed sequence of classes with the highest sum of scores (Viterbi, 1967).
 * @param scores shape [words, classes], row-major
 * @returns one class per word
 */
export function bestPath(scores: Float32Array, { canStart, before }: Grammar): number[] {
  const width = canStart.length;
  const words = width === 0 ? 0 : scores.length / width;
  if (words === 0) return [];
  const from = new Int16Array(words * width);
  let best = canStart.map((can, i) => (can ? (scores[i] ?? -Infinity) : -Infinity));
  for (let word = 1; word < words; word++) {
    const next = canStart.map((_, to) => {
      let top = -Infinity;
      for (const previous of before[to] ?? []) {
        const score = best[previous] ?? -Infinity;
        if (score > top) {
          top = score;
          from[word * width + to] = previous;
        }
      }
      return top + (scores[word * width + to] ?? 0);
    });
    best = next;
  }
  let at = best.reduce((top, score, i) => (score > (best[top] ?? -Infinity) ? i : top), 0);
  const path = new Array<number>(words);
  for (let word = words - 1; word >= 0; word--) {
    path[word] = at;
    at = from[word * width + at] ?? 0;
  }
  return path;
}
