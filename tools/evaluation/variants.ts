import { makeVariant, VARIANT_KINDS } from '../../src/evaluation';
import type { ConllFile, TaggedSentence } from '../../src/exchange';
import { segmentWords } from '../../src/text';
import { sentencesOf } from './predicted';

/** Other spellings that `--variant` knows: those of the page, and two that need the words or the names of a file. */
export const FILE_VARIANTS = [...VARIANT_KINDS, 'punctuation', 'clitics'] as const;
export type FileVariant = (typeof FILE_VARIANTS)[number];

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
/** An Arabic letter that cannot be a clitic: what begins with another may have one already. As in the recipe's noise. */
const WITHOUT_CLITIC = /^(?![وفبلك])(?=\p{L})\p{Script=Arabic}/u;

/**
 * A labelled file in another spelling, the gold on the same words; null where nothing in it would change. `punctuation`
 * takes away words without letter or digit outside names; `clitics` writes و onto the first word of every Arabic name.
 */
export function respell(file: ConllFile, kind: FileVariant): ConllFile | null {
  const before = sentencesOf(file);
  const after =
    kind === 'punctuation'
      ? before.map(withoutPunctuation)
      : kind === 'clitics'
        ? before.map(withConjunctions)
        : withWords(before, kind);
  const same = (sentence: TaggedSentence, i: number) => {
    const words = after[i]?.words;
    return sentence.words.length === words?.length && sentence.words.every((word, k) => word === words[k]);
  };
  if (before.every(same)) return null;
  let at = 0;
  const documents = file.documents.map(({ sentences }) => ({
    sentences: after.slice(at, (at += sentences.length)),
  }));
  return { ...file, documents };
}

/** The whole file at once, so that no two documents draw the same typos. */
function withWords(
  sentences: readonly TaggedSentence[],
  kind: Parameters<typeof makeVariant>[2],
): TaggedSentence[] {
  const { raw, segments } = segmentWords(sentences.map(({ words }) => words));
  const variant = makeVariant(raw, segments, kind);
  return sentences.map((sentence, i) => ({
    ...sentence,
    words: (variant.segments[i]?.words ?? []).map(({ surface }) => surface),
  }));
}

/** A sentence of nothing but punctuation stays. */
function withoutPunctuation(sentence: TaggedSentence): TaggedSentence {
  const isKept = sentence.words.map((word, i) => LETTER_OR_DIGIT.test(word) || sentence.tags[i] !== 'O');
  if (!isKept.includes(true)) return sentence;
  const keep = <T>(items: readonly T[]): T[] => items.filter((_, i) => isKept[i]);
  return {
    ...sentence,
    words: keep(sentence.words),
    tags: keep(sentence.tags),
    lines: keep(sentence.lines),
    ...(sentence.layers ? { layers: sentence.layers.map(keep) } : {}),
  };
}

function withConjunctions(sentence: TaggedSentence): TaggedSentence {
  const words = sentence.words.map((word, i) =>
    sentence.tags[i]?.startsWith('B-') && WITHOUT_CLITIC.test(word) ? `و${word}` : word,
  );
  return { ...sentence, words };
}
