import { bestPath } from './best-path';

/**
 * Best BIO tag sequence under the constraint that `I-x` follows `B-x` or `I-x` only, by summed logits.
 * @param scores shape [words, labels], row-major
 * @returns one tag per word
 */
export function viterbi(scores: Float32Array, labels: readonly string[]): string[] {
  const grammar = {
    canStart: labels.map((label) => !label.startsWith('I-')),
    before: labels.map((label) => allowedBefore(label, labels)),
  };
  return bestPath(scores, grammar).map((label) => labels[label] ?? 'O');
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
