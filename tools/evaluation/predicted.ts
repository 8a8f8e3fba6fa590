import { AppError, type Segment, type SegmentTags, type Tagger } from '../../src/domain';
import type { ConllFile, TaggedSentence } from '../../src/exchange';
import { segmentWords } from '../../src/text';

/** IOB2 tags, one list a sentence, in the order of the file. */
export type Tags = readonly (readonly string[])[];

export const sentencesOf = (file: ConllFile): TaggedSentence[] =>
  file.documents.flatMap((document) => [...document.sentences]);

/** A sentence as a model read it: its words in the text of their document, and their tags. */
export interface ReadSentence {
  readonly raw: string;
  readonly segment: Segment;
  readonly tags: SegmentTags;
}

/**
 * Has a model read the words as the file cuts them, document by document, so that no window holds parts of two.
 * `onSentence` counts the sentences that are done.
 */
export async function readWords(
  file: ConllFile,
  tagger: Tagger,
  scheme: string,
  onSentence: (done: number) => void,
): Promise<ReadSentence[]> {
  const { signal } = new AbortController();
  const all: ReadSentence[] = [];
  let done = 0;
  for (const [at, document] of file.documents.entries()) {
    const { raw, segments } = segmentWords(document.sentences.map(({ words }) => words));
    const found = new Map<number, SegmentTags>();
    const results: AsyncIterable<SegmentTags> = tagger.tag(
      { documentId: String(at), raw, segments, scheme },
      signal,
    );
    for await (const result of results) {
      found.set(result.segmentIndex, result);
      onSentence(++done);
    }
    const nothing = { tags: [], probabilities: new Float32Array() };
    for (const segment of segments) {
      const { index } = segment;
      all.push({ raw, segment, tags: found.get(index) ?? { segmentIndex: index, ...nothing } });
    }
  }
  return all;
}

/** Only the tags of {@link readWords}. */
export async function tagWords(...call: Parameters<typeof readWords>): Promise<Tags> {
  return tagsOf(await readWords(...call));
}

export const tagsOf = (read: readonly ReadSentence[]): Tags => read.map(({ tags }) => tags.tags);

/** Tags of a file that must hold the same sentences. Throws `file/conll-words` at the first line that differs. */
export function tagsOfSameWords(
  gold: ConllFile,
  predicted: ConllFile,
  names: { readonly gold: string; readonly predicted: string },
): Tags {
  const ours = sentencesOf(gold);
  const theirs = sentencesOf(predicted);
  const differs = (expected: Place, found: Place) =>
    new AppError('file/conll-words', {
      file: names.predicted,
      gold: names.gold,
      line: found.line,
      goldLine: expected.line,
      expected: expected.word,
      found: found.word,
    });
  for (let i = 0; i < Math.max(ours.length, theirs.length); i++) {
    const words = Math.max(ours[i]?.words.length ?? 0, theirs[i]?.words.length ?? 0);
    for (let k = 0; k < words; k++) {
      const expected = placeOf(ours, i, k);
      const found = placeOf(theirs, i, k);
      if (expected.word !== found.word) throw differs(expected, found);
    }
  }
  return theirs.map(({ tags }) => tags);
}

interface Place {
  readonly line: number;
  /** Empty where the sentence, or the file, ends. */
  readonly word: string;
}

/** A word of a file and its line; past the end of a sentence the line after it. */
function placeOf(sentences: readonly TaggedSentence[], sentence: number, word: number): Place {
  const here = sentences[sentence];
  const line = here?.lines[word];
  if (line !== undefined) return { line, word: here?.words[word] ?? '' };
  const last = (here ?? sentences.at(-1))?.lines.at(-1) ?? 0;
  return { line: last + 1, word: '' };
}
