import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError, type SegmentTags, type Tagger, type TagRequest, type TagStats } from '../../../src/domain';
import { parseConll } from '../../../src/exchange';
import { parseOptions } from '../../../tools/evaluation/options';
import { tagsOfSameWords, tagWords } from '../../../tools/evaluation/predicted';
import { evaluate, toJsonLine, toTable } from '../../../tools/evaluation/report';
import { FILE_VARIANTS } from '../../../tools/evaluation/variants';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const GOLD =
  '-DOCSTART- -X- O O\n\nزار -X- _ O\nنيويورك -X- _ B-GPE\nتايمز -X- _ O\n\n-DOCSTART- -X- O O\n\nفي -X- _ O\nحلب -X- _ B-LOC\nيوم -X- _ B-DATE\n';
const PREDICTED = 'زار\tB-PER\nنيويورك\tB-LOC\nتايمز\tI-LOC\n\nفي\tO\nحلب\tI-LOC\nيوم\tB-MISC\n';

function failure(call: () => unknown): AppError {
  try {
    call();
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown;
  }
  throw new Error('no complaint');
}

describe('parseOptions', () => {
  it('reads every option', () => {
    const call =
      'a.conll --json --labels PER,LOC --map GPE=LOC,DATE=none --predicted p.conll --nervaluate-order --strict-iob2';
    expect(parseOptions(call.split(' '), 'en')).toEqual({
      json: true,
      spans: false,
      variants: [],
      labels: ['PER', 'LOC'],
      map: new Map([
        ['GPE', 'LOC'],
        ['DATE', null],
      ]),
      predicted: ['p.conll'],
      nervaluateOrder: true,
      strictIob2: true,
      files: ['a.conll'],
    });
    expect(parseOptions(['--model', 'm', '--scheme', 's', 'a', 'b'], 'en')).toMatchObject({
      model: 'm',
      scheme: 's',
      files: ['a', 'b'],
      predicted: [],
    });
    expect(parseOptions('--variant typos --variant hamza,typos --spans a'.split(' '), 'en')).toMatchObject({
      spans: true,
      variants: ['typos', 'hamza'],
    });
    expect(parseOptions('--variant all a'.split(' '), 'en').variants).toEqual(FILE_VARIANTS);
  });

  it.each([
    ['', /^Usage:/],
    ['--jsonl a', /--jsonl.*Usage:/],
    ['a --labels', /--labels.*Usage:/],
    ['--map GPE a', /GPE.*Usage:/],
    ['--predicted p a b', /1 given, 2 needed.*Usage:/],
    ['--predicted p --model m a', /--model.*Usage:/],
    ['--predicted p --spans a', /--spans.*no model.*Usage:/],
    ['--predicted p --variant hamza a', /--variant.*no model.*Usage:/],
    ['--spans --json a', /--spans and --json.*Usage:/],
    ['--variant upside a', /“upside”.*hamza.*punctuation, clitics, all.*Usage:/],
  ])('says what is wrong with %j', (call, sentence) => {
    const error = failure(() => parseOptions(call === '' ? [] : call.split(' '), 'en'));
    expect(error.code).toBe('cli/usage');
    expect(error.data['detail']).toMatch(sentence);
  });

  it('says so in Arabic too', () => {
    const error = failure(() => parseOptions('--predicted p --spans a'.split(' '), 'ar'));
    expect(error.data['detail']).toMatch(/--spans.*النموذج.*الاستعمال/);
  });
});

describe('tagsOfSameWords', () => {
  const names = { gold: 'g', predicted: 'p' };
  const differ = (predicted: string) =>
    failure(() => tagsOfSameWords(parseConll(GOLD), parseConll(predicted), names)).data;

  it('takes the tags of a file with the same sentences, whatever its columns and documents', () => {
    const tags = tagsOfSameWords(parseConll(GOLD), parseConll(PREDICTED), names);
    expect(tags).toEqual([
      ['B-PER', 'B-LOC', 'I-LOC'],
      ['O', 'B-LOC', 'B-MISC'],
    ]);
  });

  it('names the first line that differs', () => {
    expect(differ(PREDICTED.replace('حلب', 'حمص'))).toMatchObject({
      file: 'p',
      line: 6,
      goldLine: 10,
      expected: 'حلب',
      found: 'حمص',
    });
    expect(differ(PREDICTED.replace('\n\n', '\n'))).toMatchObject({ line: 4, expected: '', found: 'في' });
    expect(differ(PREDICTED.split('\n\n')[0] ?? '')).toMatchObject({ line: 4, expected: 'في', found: '' });
  });
});

describe('tagWords', () => {
  it('asks for one document at a time and gives each sentence its tags', async () => {
    const asked: TagRequest[] = [];
    const tagger: Tagger = {
      load: () => Promise.reject(new Error('not asked for')),
      async *tag(request): AsyncGenerator<SegmentTags, TagStats> {
        asked.push(request);
        for (const { index, words } of request.segments) {
          await Promise.resolve();
          const tags = words.map(({ surface }) => (surface === 'حلب' ? 'B-LOC' : 'O'));
          yield { segmentIndex: index, tags, probabilities: new Float32Array() };
        }
        return { tokens: 0, threads: 1 };
      },
      dispose: () => Promise.resolve(),
    };
    const done: number[] = [];
    const tags = await tagWords(parseConll(GOLD), tagger, 'anercorp', (count) => done.push(count));
    expect(asked.map(({ raw, scheme }) => [raw, scheme])).toEqual([
      ['زار نيويورك تايمز', 'anercorp'],
      ['في حلب يوم', 'anercorp'],
    ]);
    expect(tags).toEqual([
      ['O', 'O', 'O'],
      ['O', 'B-LOC', 'O'],
    ]);
    expect(done).toEqual([1, 2]);
  });
});

describe('report', () => {
  const gold = parseConll(GOLD);
  const tags = tagsOfSameWords(gold, parseConll(PREDICTED), { gold: 'g', predicted: 'p' });
  const choice = { map: new Map([['GPE', 'LOC']]), nervaluateOrder: false, strictIob2: false };

  it('is one object with the figures of each matching', () => {
    const line = JSON.parse(toJsonLine(evaluate('g', gold, tags, choice))) as Record<string, unknown>;
    expect(Object.keys(line)).toEqual(
      'file sentences gold predicted strict exact partial type interval intervalUnit seed'.split(' '),
    );
    expect(line).toMatchObject({ file: 'g', sentences: 2, gold: 3, predicted: 4, intervalUnit: 'sentence' });
    expect(line['strict']).toMatchObject({ precision: 0.25, recall: 1 / 3, f1: 2 / 7 });
    expect(line['strict']).toMatchObject({
      perLabel: {
        LOC: { precision: 0.5, recall: 0.5, f1: 0.5, support: 2 },
        PER: { precision: 0, recall: null, f1: 0, support: 0 },
        DATE: { precision: null, recall: 0, f1: 0, support: 1 },
      },
    });
    expect(line['exact']).toEqual({ precision: 0.5, recall: 2 / 3, f1: 4 / 7 });
    expect(line['partial']).toEqual({ precision: 2.5 / 4, recall: 2.5 / 3, f1: 5 / 7 });
    expect(line['type']).toEqual({ precision: 0.5, recall: 2 / 3, f1: 4 / 7 });
  });

  it('says which spelling was read where it is not the own one', () => {
    const other = evaluate('g', gold, tags, choice, 'hamza');
    expect(JSON.parse(toJsonLine(other))).toMatchObject({ file: 'g', variant: 'hamza', sentences: 2 });
    expect(toTable(other, 'en')).toMatch(/^g \(--variant hamza\): 2 sentences/);
    expect(toTable(other, 'ar')).toMatch(/^g \(\u200E--variant hamza\): /);
  });

  it('leaves out labels that are not asked for and shows those that are', () => {
    const line = toJsonLine(evaluate('g', gold, tags, { ...choice, labels: ['LOC', 'ORG'] }));
    expect(JSON.parse(line)).toMatchObject({
      gold: 2,
      predicted: 2,
      strict: { perLabel: { ORG: { precision: null, recall: null, f1: null, support: 0 } } },
    });
  });

  it.each([
    ['en', 'support'],
    ['ar', 'الاستدعاء'],
  ] as const)('is a table of aligned columns in %s', (language, heading) => {
    const [title, head, ...rows] = toTable(evaluate('g', gold, tags, choice), language).split('\n');
    expect(title).toMatch(/^g: /);
    expect(head).toContain(heading);
    expect(rows[1]).toMatch(/^LOC +50\.0 +50\.0 +50\.0 +2$/);
    expect(rows.at(-1)).toContain('20260101');
    const table = rows.slice(0, 10);
    expect(new Set(table.map((row) => row.length)).size).toBe(1);
  });
});

describe('npm run evaluate', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mawdi-evaluate-'));
    writeFileSync(join(folder, 'gold.conll'), GOLD);
    writeFileSync(join(folder, 'predicted.conll'), PREDICTED);
    writeFileSync(join(folder, 'bad.conll'), 'حلب\tB-LOC\nحمص\n');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Called from another folder than the project's, as npm does with `INIT_CWD`. */
  const run = (call: string) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const env = { ...process.env, INIT_CWD: folder, LC_ALL: 'en_US.UTF-8' };
      const args = ['--import', 'tsx', join(ROOT, 'tools/evaluate.ts'), ...call.split(' ')];
      execFile(process.execPath, args, { cwd: ROOT, env }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
      );
    });

  it('scores given tags, reading stray tags as asked', async () => {
    const call = '--json --labels LOC --predicted predicted.conll gold.conll';
    const usual = await run(call);
    expect([usual.code, usual.stderr]).toEqual([0, '']);
    expect(JSON.parse(usual.stdout)).toMatchObject({
      file: 'gold.conll',
      predicted: 2,
      strict: { f1: 2 / 3 },
    });
    const strict = await run(`--strict-iob2 ${call}`);
    expect(JSON.parse(strict.stdout)).toMatchObject({ predicted: 1, strict: { f1: 0 } });
  }, 60_000);

  it('goes on after a file that cannot be read, and fails at the end', async () => {
    const { code, stdout, stderr } = await run(
      '--predicted predicted.conll --predicted predicted.conll bad.conll gold.conll',
    );
    expect(code).toBe(1);
    expect(stderr).toMatch(/bad\.conll, line 2: expected a word and its tag/);
    expect(stdout).toMatch(/^gold\.conll: 2 sentences/);
  }, 60_000);
});
