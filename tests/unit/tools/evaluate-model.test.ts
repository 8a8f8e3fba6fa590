import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { rawOffset, type Scheme } from '../../../src/domain';
import { parseConll } from '../../../src/exchange';
import { schemeOf } from '../../../src/model';
import { createNodeTagger } from '../../../src/model/node';
import { decodeSpans } from '../../../src/spans';
import { segmentWords } from '../../../src/text';
import { readWords, sentencesOf, tagWords, type ReadSentence } from '../../../tools/evaluation/predicted';
import { foundSpans, toSpanLine } from '../../../tools/evaluation/spans';
import { FILE_VARIANTS, respell } from '../../../tools/evaluation/variants';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
/** Sentences a line, words with their tags: `حلب|B-LOC`; an empty line between documents. */
const file = (text: string) =>
  parseConll(
    text
      .split('\n')
      .map((line) =>
        line === ''
          ? '-DOCSTART-\tO\n'
          : `${line
              .split(' ')
              .map((cell) => {
                const [word, tag = 'O'] = cell.split('|');
                return `${word}\t${tag}`;
              })
              .join('\n')}\n`,
      )
      .join('\n'),
  );
const wordsOf = (labelled: ReturnType<typeof file> | null) =>
  labelled ? sentencesOf(labelled).map(({ words }) => words.join(' ')) : [];
const tagsIn = (labelled: ReturnType<typeof file> | null) =>
  labelled ? sentencesOf(labelled).map(({ tags }) => tags.join(' ')) : [];

describe('respell', () => {
  const text = file(
    'قال أحمد|B-PER سامي|I-PER : عدت إلى حلب|B-LOC ، وسوريا|B-LOC .\n. . .\n\nبلدة القائم|B-LOC -|I-LOC البوكمال|I-LOC !',
  );

  it('changes the letters of words, document by document as the file has them', () => {
    const spelt = respell(text, 'hamza');
    expect(wordsOf(spelt)[0]).toBe('قال احمد سامي : عدت الى حلب ، وسوريا .');
    expect(tagsIn(spelt)).toEqual(tagsIn(text));
    expect(spelt?.documents.map(({ sentences }) => sentences.length)).toEqual([2, 1]);
    expect(wordsOf(respell(text, 'persian'))[2]).toBe('بلدة القائم - البوکمال !');
  });

  it('draws typos anew for each document, the same each time', () => {
    const twice = file('المدينة الإسكندرية القديمة البعيدة\n\nالمدينة الإسكندرية القديمة البعيدة');
    const [first, second] = wordsOf(respell(twice, 'typos'));
    expect(first).not.toBe(second);
    expect(wordsOf(respell(twice, 'typos'))).toEqual([first, second]);
  });

  it('takes punctuation away, but not out of names, and no sentence', () => {
    const spelt = respell(text, 'punctuation');
    expect(wordsOf(spelt)).toEqual(['قال أحمد سامي عدت إلى حلب وسوريا', '. . .', 'بلدة القائم - البوكمال']);
    expect(tagsIn(spelt)[0]).toBe('O B-PER I-PER O O B-LOC B-LOC');
    expect(spelt && sentencesOf(spelt)[0]?.lines).toEqual([1, 2, 3, 5, 6, 7, 9]);
  });

  it('writes a conjunction onto names that begin with no clitic', () => {
    const names = file(
      'حلب|B-LOC قوات|B-ORG سوريا|I-ORG وسوريا|B-LOC لبنان|B-LOC Paris|B-LOC ذهب « هنا»|B-LOC',
    );
    const spelt = respell(names, 'clitics');
    expect(wordsOf(spelt)).toEqual(['وحلب وقوات سوريا وسوريا لبنان Paris ذهب « وهنا»']);
    expect(tagsIn(spelt)).toEqual(tagsIn(names));
  });

  it('is nothing where no word would change', () => {
    const other = file('She left Paris|B-LOC');
    expect(FILE_VARIANTS.filter((kind) => kind !== 'typos').map((kind) => respell(other, kind))).toEqual(
      FILE_VARIANTS.slice(1).map(() => null),
    );
  });
});

describe('foundSpans', () => {
  const scheme: Scheme = { id: 's', offset: 0, labels: ['O', 'B-PER', 'I-PER', 'B-LOC', 'I-LOC'] };
  const labelled = file('زار سامي|B-PER الحسن|I-PER حلب|B-GPE أمس|B-DATE\nعاد');
  /** Three words of the first sentence are found, one too few of the person; the second sentence is empty. */
  const { raw, segments } = segmentWords(sentencesOf(labelled).map(({ words }) => words));
  const probabilities = new Float32Array(25);
  probabilities.set([0.25, 0.5, 0.125, 0.125, 0], 5);
  probabilities.set([0.25, 0, 0, 0.5, 0.25], 15);
  probabilities.set([0.5, 0, 0, 0.5, 0], 20);
  const tags = ['O', 'B-PER', 'O', 'B-LOC', 'B-LOC'];
  const read: ReadSentence[] = segments.map((segment, i) => ({
    raw,
    segment,
    tags: { segmentIndex: i, tags: i === 0 ? tags : ['O'], probabilities },
  }));
  const lines = (choice: Partial<Parameters<typeof foundSpans>[3]>, before?: number) =>
    foundSpans(labelled, read, scheme, { map: new Map(), strictIob2: false, ...choice }, before).map(
      toSpanLine,
    );

  it('says of each what the model gave it and whether it is right', () => {
    expect(lines({ map: new Map([['GPE', 'LOC']]) })).toEqual([
      '1\tPER\t0.625000\t0',
      '1\tLOC\t0.750000\t1',
      '1\tLOC\t0.500000\t0',
    ]);
  });

  it('counts on from the files before, and leaves out what is not asked for', () => {
    const map = new Map([
      ['GPE', 'LOC'],
      ['DATE', null],
    ]);
    expect(lines({ map, labels: ['LOC'] }, 40)).toEqual(['41\tLOC\t0.750000\t1']);
  });
});

describe('readWords with the tiny model', () => {
  const tagger = createNodeTagger({ modelsDir: FIXTURES });
  afterAll(() => tagger.dispose());

  it('gives every sentence its probabilities, from which spans and scores come', async () => {
    const scheme = schemeOf(await tagger.load(() => {}, new AbortController().signal));
    const labelled = file(
      'زار سامر|B-PER الحسن|I-PER مدينة بالرقة|B-LOC ،\n\nثم حلب|B-ORG .\nقوات|B-ORG سوريا|I-ORG بقيت !',
    );
    const done: number[] = [];
    const read = await readWords(labelled, tagger, scheme.id, (count) => done.push(count));
    expect(done).toEqual([1, 2, 3]);
    expect(await tagWords(labelled, tagger, scheme.id, () => {})).toEqual(read.map(({ tags }) => tags.tags));
    const found = foundSpans(labelled, read, scheme, { map: new Map(), strictIob2: false });
    expect(found.map(({ sentence, label, isRight }) => [sentence, label, isRight])).toEqual([
      [1, 'PER', true],
      [1, 'LOC', true],
      [2, 'LOC', false],
      [3, 'ORG', true],
    ]);
    const [first] = read;
    if (!first) throw new Error('nothing read');
    const spans = decodeSpans(first.tags, first.segment, scheme, first.raw);
    expect(found.slice(0, 2).map(({ score }) => score)).toEqual(spans.map(({ score }) => score));
    expect(spans[0]?.start).toBe(rawOffset(4));
    expect(found.every(({ score }) => score > 0.5 && score <= 1)).toBe(true);
  });
});
