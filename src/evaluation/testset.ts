import type { Label } from '../domain';
import { chooseLabels, type LabelChoice } from './labels';
import { sentenceKey, type SeenFilter } from './seen-filter';
import type { ScoredSentence } from './sentences';

/** Labels of a file that the scheme does not have, each once, in the alphabet's order: to be asked about. */
export function unknownLabels(fileLabels: Iterable<Label>, known: readonly Label[]): Label[] {
  return [...new Set(fileLabels)].filter((label) => !known.includes(label)).sort();
}

/** {@link chooseLabels} over many sentences. */
export function applyChoice(sentences: readonly ScoredSentence[], choice: LabelChoice): ScoredSentence[] {
  return sentences.map((sentence) => ({
    ...sentence,
    ...chooseLabels(sentence.gold, sentence.predicted, choice),
  }));
}

export interface Repeats {
  readonly sentences: number;
  readonly distinct: number;
  /** Indices of the sentences that came before in the list, spelling aside. */
  readonly repeated: readonly number[];
  /** Indices of the sentences that a filter says it was made of; `null` without a filter. */
  readonly seen: readonly number[] | null;
}

/**
 * Sentences that say nothing new: repeated ones, whose mistakes count twice, and those that the model was trained on.
 * Compared by folded words.
 */
export function countRepeats(
  sentences: readonly (readonly string[])[],
  filter: SeenFilter | null = null,
): Repeats {
  const keys = new Set<string>();
  const repeated: number[] = [];
  sentences.forEach((words, i) => {
    const key = sentenceKey(words);
    if (keys.has(key)) repeated.push(i);
    keys.add(key);
  });
  const seen = filter && [...sentences.keys()].filter((i) => filter.hasSeen(sentences[i] ?? []));
  return { sentences: sentences.length, distinct: keys.size, repeated, seen };
}
