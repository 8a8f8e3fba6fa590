import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/domain';
import { makeSeenFilter } from '../../../src/evaluation';
import { segmentDocument } from '../../../src/text';
import {
  contentsOf,
  entitiesOf,
  guessLabel,
  guessScheme,
  readLabelled,
  sentencesOf,
} from '../../../src/ui/testsets/labelled-file';
import { makeDocuments } from '../../../src/ui/testsets/make-documents';

const bytes = (text: string) => new TextEncoder().encode(text);
const FLAT = [
  '-DOCSTART-\tO\n',
  'زار\tO\nحسن\tB-PER\nكنعان\tI-PER\nدمشق\tB-GPE\n',
  'ثم\tO\nعاد\tO\n',
  '-DOCSTART-\tO\n',
  'ثمّ\tO\nعاد\tO\n',
].join('\n');
const NESTED = 'جامعة\tB-ORG\tO\nدمشق\tI-ORG\tB-LOC\nفي\tO\tO\nحلب\tO\tB-LOC\n';
const SCHEMES = {
  newsroom: ['PER', 'LOC', 'ORG', 'MISC'],
  anercorp: ['PER', 'LOC', 'ORG', 'MISC'],
};

function failure(text: string): AppError {
  try {
    readLabelled(bytes(text), 'ملف.conll');
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown;
  }
  throw new Error('read without complaint');
}

describe('reading a labelled file', () => {
  it('counts its contents, its repeated sentences and those of the training', () => {
    const file = readLabelled(bytes(FLAT), 'ملف.conll', makeSeenFilter([['ثم', 'عاد']]));
    expect(file.name).toBe('ملف');
    expect(contentsOf(file, 'outer')).toMatchObject({ parts: 2, sentences: 3, words: 8 });
    expect([...contentsOf(file, 'outer').mentions]).toEqual([
      ['GPE', 1],
      ['PER', 1],
    ]);
    expect(file.repeats.repeated).toEqual([2]);
    expect(file.repeats.seen).toEqual([1, 2]);
    expect(readLabelled(bytes(FLAT), 'a').repeats.seen).toBeNull();
  });

  it('names the line of a mistake, of a word with a space in it, and of an empty file', () => {
    expect(failure('زار\tO\nحلب\tLOC\n')).toMatchObject({
      code: 'file/conll',
      data: { line: 2, expected: 'tag' },
    });
    expect(failure('زار\tO\n\nحلب الشهباء\tB-LOC\n')).toMatchObject({
      code: 'file/conll',
      data: { file: 'ملف.conll', line: 3, expected: 'word', found: 'حلب الشهباء' },
    });
    expect(failure('\n\n')).toMatchObject({ code: 'file/empty' });
  });

  it('takes the outer or the inner of nested names', () => {
    const file = readLabelled(bytes(NESTED), 'nested.tsv');
    expect(file.isNested).toBe(true);
    const [sentence] = sentencesOf(file.conll);
    const named = (nesting: 'outer' | 'inner') =>
      sentence && entitiesOf(sentence, nesting).map(({ start, end, label }) => `${start}-${end} ${label}`);
    expect(named('outer')).toEqual(['0-2 ORG', '3-4 LOC']);
    expect(named('inner')).toEqual(['1-2 LOC', '3-4 LOC']);
  });

  it('proposes labels and the scheme', () => {
    expect(guessLabel('GPE', SCHEMES.newsroom)).toBe('LOC');
    expect(guessLabel('pers', SCHEMES.newsroom)).toBe('PER');
    expect(guessLabel('TIME', SCHEMES.newsroom)).toBeNull();
    expect(guessLabel('GPE', ['PER'])).toBeNull();
    expect(guessScheme('ANERcorp-test.conll', ['PER', 'LOC'], SCHEMES, 'newsroom')).toBe('anercorp');
    expect(guessScheme('test.conll', ['PER', 'LOC'], SCHEMES, 'newsroom')).toBe('newsroom');
    expect(guessScheme('newsroom.conll', ['PER', 'X'], { ...SCHEMES, other: ['PER', 'X'] }, 'newsroom')).toBe(
      'other',
    );
  });
});

describe('texts of a labelled file', () => {
  const choice = { name: 'تجربة', scheme: 'anercorp', nesting: 'outer', labelMap: { GPE: 'LOC' } } as const;

  it('keeps sentences, words and names as the file cuts them, one text a part', async () => {
    const file = readLabelled(bytes(FLAT), 'ملف.conll');
    const made = await makeDocuments(file, choice);
    expect(made.map(({ document }) => document.title)).toEqual(['تجربة 1', 'تجربة 2']);
    const words = made.map(({ document }) =>
      segmentDocument(document).map((segment) => segment.words.map(({ surface }) => surface)),
    );
    expect(words).toEqual(
      file.conll.documents.map(({ sentences }) => sentences.map((sentence) => [...sentence.words])),
    );
    const [first] = made;
    expect(first?.document).toMatchObject({
      testSet: 'تجربة',
      scheme: 'anercorp',
      labelMap: { GPE: 'LOC' },
      sideBlocks: [],
    });
    expect(first?.drafts).toHaveLength(1);
    expect(first?.drafts[0]).toMatchObject({ op: 'importGold', scheme: 'anercorp', before: null });
    const { marks, sentenceStarts } = first?.drafts[0]?.after as {
      marks: { start: number; end: number; label: string; origin: string }[];
      sentenceStarts: number[];
    };
    expect(
      marks.map(({ start, end, label }) => `${first?.document.text.slice(start, end)} ${label}`),
    ).toEqual(['حسن كنعان PER', 'دمشق GPE']);
    expect(new Set(marks.map(({ origin }) => origin))).toEqual(new Set(['imported']));
    expect(sentenceStarts).toEqual(
      segmentDocument(first?.document ?? { text: '' }).map(({ start }) => start),
    );
  });

  it('gives the same ids for the same file, others for other tags', async () => {
    const ids = async (text: string) =>
      (await makeDocuments(readLabelled(bytes(text), 'a'), choice)).map(({ document }) => document.id);
    const once = await ids(FLAT);
    expect(await ids(FLAT)).toEqual(once);
    expect(new Set([...once, ...(await ids(FLAT.replace('B-GPE', 'O')))]).size).toBe(4);
    for (const id of once)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
