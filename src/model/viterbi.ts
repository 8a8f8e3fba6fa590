/**
 * Best BIO tag sequence under the constraint that `I-x` follows `B-x` or `I-x` only (Viterbi, 1967), by summed logits.
 * @param scores shape [words, labels], row-major
 * @returns one tag per word
 */
export function viterbi(scores: Float32Array, labels: readonly string[]): string[] {
  const width = labels.length;
  const words = width === 0 ? 0 : scores.length / width;
  const before = labels.map((label) => allowedBefore(label, labels));
  const from = new Int16Array(words * width);
  let best = labels.map((label, i) => (label.startsWith('I-') ? -Infinity : (scores[i] ?? -Infinity)));
  for (let word = 1; word < words; word++) {
    const next = labels.map((_, label) => {
      let top = -Infinity;
      for (const previous of before[label] ?? []) {
        const score = best[previous] ?? -Infinity;
        if (score > top) {
          top = score;
          from[word * width + label] = previous;
        }
      }
      return top + (scores[word * width + label] ?? 0);
    });
    best = next;
  }
  if (words === 0) return [];
  let at = best.reduce((top, score, i) => (score > (best[top] ?? -Infinity) ? i : top), 0);
  const tags = new Array<string>(words);
  for (let word = words - 1; word >= 0; word--) {
    tags[word] = labels[at] ?? 'O';
    at = from[word * width + at] ?? 0;
  }
  return tags;
}

function allowedBefore(label: string, labels: readonly string[]): number[] {
  const all = labels.map((_, i) => i);
  if (!label.startsWith('I-')) return all;
  const name = label.slice(2);
  return all.filter((i) => labels[i] === `B-${name}` || labels[i] === `I-${name}`);
}

/** Softmax of each row, in place of nothing: a new array of the same shape [rows, width]. */
export function softmaxRows(scores: Float32Array, width: number): Float32Array {
  const out = new Float32Array(scores.length);
  for (let row = 0; row < scores.length; row += width) {
    let max = -Infinity;
    for (let i = 0; i < width; i++) max = Math.max(max, scores[row + i] ?? -Infinity);
    let sum = 0;
    for (let i = 0; i < width; i++) sum += out[row + i] = Math.exp((scores[row + i] ?? 0) - max);
    for (let i = 0; i < width; i++) out[row + i] = (out[row + i] ?? 0) / sum;
  }
  return out;
}
