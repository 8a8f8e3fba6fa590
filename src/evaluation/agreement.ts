import type { Range } from '../domain';
import type { LabelledRange } from './bio';
import { sameSentences } from './compare';
import { scoreSpans } from './scores';
import type { ScoredSentence } from './sentences';

/** How far two people agree on the sentences that both read. */
export interface Agreement {
  /** Strict F1 of one's gold against the other's: the same both ways. `null` where neither marked anything. */
  readonly f1: number | null;
  /** Cohen's κ (1960) of the words' BIO tags, -1 to 1; `null` without words, or where both gave all words one tag. */
  readonly kappa: number | null;
  readonly sentences: number;
  readonly words: number;
}

/**
 * Agreement of two people. F1 is the figure to go by; κ comes as an extra, since most words are no name and chance
 * agreement is high. A word has the tag of the first range that touches it.
 *
 * @param wordsOf words of a sentence, with raw offsets
 */
export function agreement(
  first: readonly ScoredSentence[],
  second: readonly ScoredSentence[],
  wordsOf: (sentence: ScoredSentence) => readonly Range[],
): Agreement {
  const pairs = sameSentences(first, second);
  const { f1 } = scoreSpans(
    pairs.map(([a]) => a.gold),
    pairs.map(([, b]) => b.gold),
    'strict',
  );
  const tagsA: string[] = [];
  const tagsB: string[] = [];
  for (const [a, b] of pairs) {
    const words = wordsOf(a);
    tagsA.push(...wordTags(words, a.gold));
    tagsB.push(...wordTags(words, b.gold));
  }
  return { f1, kappa: cohenKappa(tagsA, tagsB), sentences: pairs.length, words: tagsA.length };
}

function wordTags(words: readonly Range[], gold: readonly LabelledRange[]): string[] {
  const inOrder = [...gold].sort((a, b) => a.start - b.start);
  const begun = new Set<LabelledRange>();
  return words.map((word) => {
    const range = inOrder.find((own) => own.start < word.end && word.start < own.end);
    if (!range) return 'O';
    const tag = `${begun.has(range) ? 'I' : 'B'}-${range.label}`;
    begun.add(range);
    return tag;
  });
}

function cohenKappa(a: readonly string[], b: readonly string[]): number | null {
  if (a.length === 0) return null;
  const countA = new Map<string, number>();
  const countB = new Map<string, number>();
  let same = 0;
  a.forEach((tag, i) => {
    const other = b[i] ?? '';
    if (tag === other) same += 1;
    countA.set(tag, (countA.get(tag) ?? 0) + 1);
    countB.set(other, (countB.get(other) ?? 0) + 1);
  });
  let expected = 0;
  for (const [tag, count] of countA) expected += count * (countB.get(tag) ?? 0);
  // Whole numbers up to here, so that "all the same tag" is found exactly.
  const total = a.length * a.length;
  return expected === total ? null : (same * a.length - expected) / (total - expected);
}
