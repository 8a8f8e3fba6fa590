import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/domain';
import { isLabelledText, parseConll } from '../../../src/exchange';
import { errorSentence } from '../../../src/messages';

const sentences = (text: string, keepStray = false) =>
  parseConll(text, { keepStray }).documents.flatMap((document) => document.sentences);
const tagsOf = (text: string) => sentences(text).map(({ tags }) => tags.join(' '));

function failure(text: string): AppError {
  try {
    parseConll(text, { file: 'a.conll' });
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown;
  }
  throw new Error('read without complaint');
}

describe('parseConll', () => {
  it('reads four columns, documents and sentences', () => {
    const file = parseConll(
      '-DOCSTART- -X- O O\n\nزار -X- _ O\nدمشق -X- _ B-LOC\n\nثم -X- _ O\n\n-DOCSTART- -X- O\nحلب -X- _ B-LOC\n',
    );
    expect(file.documents.map((document) => document.sentences.map(({ words }) => words))).toEqual([
      [['زار', 'دمشق'], ['ثم']],
      [['حلب']],
    ]);
    expect(file.documents[0]?.sentences[0]?.lines).toEqual([3, 4]);
    expect(file.notation).toBe('IOB2');
  });

  it('reads tabs, CRLF, a byte order mark and a last line without its end', () => {
    const [first, second] = sentences('\uFEFFزار\tO\r\nدمشق\tB-LOC\r\n\r\n\r\nحلب\tB-LOC');
    expect(first).toMatchObject({ words: ['زار', 'دمشق'], tags: ['O', 'B-LOC'] });
    expect(second).toMatchObject({ words: ['حلب'], lines: [5] });
  });

  it('keeps comments apart from words, and words that are a hash', () => {
    const [tabs] = sentences('# source = ant\n#\tO\nدمشق\tB-LOC\n');
    expect(tabs).toMatchObject({ comments: ['source = ant'], words: ['#', 'دمشق'] });
    const [spaces] = sentences('# about this text\nحلب B-LOC\n# O\n');
    expect(spaces).toMatchObject({ comments: ['about this text'], words: ['حلب', '#'] });
  });

  it.each([
    ['IOB1', 'I-LOC I-LOC B-LOC O I-PER', 'B-LOC I-LOC B-LOC O B-PER'],
    ['IOB2', 'B-LOC I-LOC B-LOC O B-PER', 'B-LOC I-LOC B-LOC O B-PER'],
    ['IOB2', 'B-LOC I-PER O I-ORG I-ORG', 'B-LOC B-PER O B-ORG I-ORG'],
    ['IOBES', 'S-LOC S-LOC B-PER I-PER E-PER O', 'B-LOC B-LOC B-PER I-PER I-PER O'],
    ['BILOU', 'U-LOC U-LOC B-PER L-PER B-PER L-PER', 'B-LOC B-LOC B-PER I-PER B-PER I-PER'],
  ])('reads %s', (notation, written, read) => {
    const text = written
      .split(' ')
      .map((tag) => `w ${tag}`)
      .join('\n');
    expect(parseConll(text).notation).toBe(notation);
    expect(tagsOf(text)).toEqual([read]);
  });

  it('keeps every column of nested tags, and takes no phrases for names', () => {
    const [nested] = sentences('جامعة\tB-ORG\tO\nدمشق\tI-ORG\tB-LOC\n');
    expect(nested?.tags).toEqual(['O', 'B-LOC']);
    expect(nested?.layers).toEqual([
      ['B-ORG', 'I-ORG'],
      ['O', 'B-LOC'],
    ]);
    const [phrases] = sentences('EU NNP I-NP I-ORG\nrejects VBZ I-VP O\n');
    expect(phrases?.tags).toEqual(['B-ORG', 'O']);
    expect(phrases && 'layers' in phrases).toBe(false);
    // One line that is no tag: a column of something else.
    expect(sentences('a O O\nb X B-LOC\n')[0]).not.toHaveProperty('layers');
    expect(sentences('a O O\nb O B-LOC\n')[0]).not.toHaveProperty('layers');
  });

  it('knows a labelled file from an article by its lines', () => {
    const line = 'زار\tO\n';
    expect(isLabelledText(`-DOCSTART- -X- O\n\n${line.repeat(9)}دمشق\tLOC\n`)).toBe(true);
    expect(isLabelledText(`${line.repeat(8)}دمشق\tLOC\nحلب\n`)).toBe(false);
    expect(isLabelledText('زار وزير الصحة حلب أمس.\n'.repeat(20))).toBe(false);
    expect(isLabelledText(line)).toBe(false);
  });

  it('leaves stray tags as they are when asked', () => {
    expect(sentences('a I-LOC\nb I-LOC\n', true)[0]?.tags).toEqual(['I-LOC', 'I-LOC']);
  });

  it.each([
    ['a\tO\nb\n', 2, 'columns'],
    ['a\tO\n\tO\n', 2, 'columns'],
    ['a O\n\nb -X- _ O\n', 3, 'width'],
    ['a\tO\n\nb\tLOC\n', 3, 'tag'],
    ['a\tB\n', 1, 'tag'],
  ])('names the line of %j', (text, line, expected) => {
    const error = failure(text);
    expect(error).toMatchObject({ code: 'file/conll', data: { file: 'a.conll', line, expected } });
    for (const language of ['en', 'ar'] as const) {
      expect(errorSentence(error, language)).toMatch(new RegExp(`a\\.conll.*${line}`));
      // What was expected is said in words.
      expect(errorSentence(error, language)).not.toMatch(/expected CoNLL|المنتظَر CoNLL/);
    }
  });

  it('gives back every word and tag that was written', () => {
    const word = fc.stringMatching(/^[^\s#\uFEFF-][^\s]{0,5}$/u);
    const cell = fc.tuple(word, fc.constantFrom('O', 'B-LOC', 'B-PER'));
    const file = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 5 });
    fc.assert(
      fc.property(file, fc.constantFrom('\t', ' '), fc.constantFrom('\n', '\r\n'), (written, gap, end) => {
        const text = written
          .map((sentence) => sentence.map((row) => row.join(gap) + end).join('') + end)
          .join('');
        const read = sentences(text).map(({ words, tags }) => words.map((w, i) => [w, tags[i]]));
        expect(read).toEqual(written);
      }),
    );
  });
});
