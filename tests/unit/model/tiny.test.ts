import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { PartialRun, Progress, SegmentTags, Tagger, TagStats } from '../../../src/domain';
import { SPECIAL } from '../../../src/model';
import { createNodeTagger, readManifest } from '../../../src/model/node';
import { tagDocument } from '../../../src/pipeline';
import { segmentText, segmentWords } from '../../../src/text';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const live = new AbortController().signal;

describe('the pipeline with the tiny model', () => {
  const tagger = createNodeTagger({ modelsDir: FIXTURES });
  afterAll(() => tagger.dispose());
  const run = (raw: string, change: Partial<Parameters<typeof tagDocument>[0]> = {}) =>
    tagDocument({ documentId: 'd', raw, tagger, signal: live, ...change });

  it('finds names with exact offsets and clitics taken off', async () => {
    const raw = '📍 زار سامر الحسن مدينة بالرقة،\r\nثم حلب. قوات سوريا بقيت!';
    const { spans, scheme, modelId, timing } = await run(raw, {
      knownNames: () => Promise.resolve(new Set(['حلب'])),
    });
    expect(spans.map((s) => [raw.slice(s.start, s.end), s.label, s.stem.text])).toEqual([
      ['سامر الحسن', 'PER', 'سامر الحسن'],
      ['بالرقة', 'LOC', 'الرقة'],
      ['حلب', 'LOC', 'حلب'],
      ['قوات سوريا', 'ORG', 'قوات سوريا'],
    ]);
    expect([scheme, modelId]).toEqual(['newsroom', 'tiny']);
    expect(timing.words).toBe(segmentText(raw).reduce((n, s) => n + s.words.length, 0));
    for (const span of spans) {
      expect(span.score).toBeGreaterThan(0.5);
      expect(span.margin).toBeLessThanOrEqual(span.score);
    }
  });

  it.each(['a text', 'a labelled file'])(
    'goes on from where %s was left, with the same result',
    async (kind) => {
      const lines = Array.from(
        { length: 60 },
        (_, i) => `زار سامر الحسن مدينة بالرقة ${'ثم حلب '.repeat(i % 23)}.`,
      );
      const raw = lines.map((line) => line.trim()).join('\n');
      const testSet = kind === 'a text' ? {} : { testSet: 'lines' };
      const partials: PartialRun[] = [];
      const whole = await run(raw, {
        ...testSet,
        keepMs: -1e6,
        onPartial: (partial) => partials.push(partial),
      });
      expect(partials.length).toBeGreaterThan(5);
      expect(new Set(partials.map(({ upTo }) => upTo)).size).toBe(partials.length);
      for (const from of partials.filter((_, i) => i % 4 === 1)) {
        const rest: PartialRun[] = [];
        const resumed = await run(raw, {
          ...testSet,
          from,
          keepMs: -1e6,
          onPartial: (partial) => rest.push(partial),
        });
        expect(resumed.spans).toEqual(whole.spans);
        expect(resumed.timing).toMatchObject({
          startedAt: whole.timing.startedAt,
          tokens: whole.timing.tokens,
          words: whole.timing.words,
        });
        expect(rest.map(({ upTo }) => upTo)).toEqual(
          partials.map(({ upTo }) => upTo).filter((upTo) => upTo > from.upTo),
        );
      }
      const [first] = partials;
      const other = await run(raw, { ...testSet, from: first && { ...first, modelSha256: 'x', spans: [] } });
      expect(other.spans).toEqual(whole.spans);
    },
  );

  it('loses no word of any text, and its spans are whole words that never overlap', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'حلب',
        'بالرقة',
        'سامر',
        'الحسن',
        'قوات',
        'سوريا',
        'حَلَـب',
        '<s>',
        '<mask>',
        'ﷲ',
        '👩‍👩‍👧',
        '«',
        '؟',
      ),
      fc.constantFrom(' ', '\n', '\r\n', '. ', '؛ ', '\u200f', '\u00a0', '\u2028', '\0'),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    const texts = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
    await fc.assert(
      fc.asyncProperty(texts, async (raw) => {
        const words = segmentText(raw).flatMap((segment) => segment.words);
        const { spans, timing } = await run(raw);
        expect(timing.words).toBe(words.length);
        const starts = new Set(words.map((word) => Number(word.start)));
        const ends = new Set(words.map((word) => Number(word.end)));
        let last = 0;
        for (const { start, end, stem } of spans) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect([starts.has(start), ends.has(end)]).toEqual([true, true]);
          expect(stem.start).toBeGreaterThanOrEqual(start);
          expect(stem.end).toBeLessThanOrEqual(end);
          last = end;
        }
      }),
    );
  });

  it('tags 100,000 words to the end, with progress', async () => {
    const sentence = 'قال سامر الحسن إن الطريق من حلب إلى دمشق مفتوح منذ الصباح أمام السيارات. ';
    const words = segmentText(sentence)[0]?.words.length ?? 0;
    const count = Math.ceil(100_000 / words);
    const raw = `${sentence.repeat(20).trim()}\n`.repeat(Math.ceil(count / 20));
    const progress: Progress[] = [];
    const { spans, timing } = await run(raw, { onProgress: (p) => progress.push(p) });
    expect(timing.words).toBeGreaterThanOrEqual(100_000);
    expect(spans).toHaveLength((timing.words / words) * 3);
    expect(raw.slice(spans.at(-1)?.start, spans.at(-1)?.end)).toBe('دمشق');
    expect(raw.length - (spans.at(-1)?.end ?? 0)).toBeLessThan(sentence.length);
    const done = progress.filter((p) => p.phase === 'tag').map((p) => p.done);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(progress.at(-1)).toMatchObject({ done: timing.words, total: timing.words });
  }, 60_000);

  it('reports progress sentence by sentence', async () => {
    const done: number[] = [];
    await run('حلب بعيدة. دمشق قريبة جدا.', { onProgress: (p) => p.phase === 'tag' && done.push(p.done) });
    expect(done).toEqual(expect.arrayContaining([0, 3, 7]));
  });

  it('tells the tagger when nobody listens any more', async () => {
    let hasEnded = false;
    const watched: Tagger = {
      ...tagger,
      async *tag(request, signal): AsyncGenerator<SegmentTags, TagStats> {
        try {
          return yield* tagger.tag(request, signal);
        } finally {
          hasEnded = true;
        }
      },
    };
    const onProgress = ({ phase, done }: Progress) => {
      if (phase === 'tag' && done > 0) throw new Error('page is gone');
    };
    await expect(run('حلب. دمشق.', { tagger: watched, onProgress })).rejects.toThrow('page is gone');
    expect(hasEnded).toBe(true);
  });

  it('makes no special tokens of words that name them', async () => {
    const engine = await tagger.engine();
    const { segments } = segmentWords([['<s>', '<pad>', '</s>', '<unk>', '<mask>']]);
    const [ids] = engine.encode(segments);
    const { vocab_size } = JSON.parse(readFileSync(join(FIXTURES, 'tiny/config.json'), 'utf8')) as {
      vocab_size: number;
    };
    const mask = vocab_size - 1;
    for (const id of ids?.slice(1, -1) ?? []) {
      expect(id).toBeGreaterThanOrEqual(SPECIAL.unknown);
      expect(id).toBeLessThan(mask);
    }
  });

  it('stops when told to', async () => {
    const abort = new AbortController();
    const raw = 'حلب ودمشق. '.repeat(3000);
    await expect(run(raw, { signal: abort.signal, onSpans: () => abort.abort() })).rejects.toMatchObject({
      code: 'tag/cancelled',
    });
  });

  it('names what is wrong: scheme, model', async () => {
    await expect(run('حلب', { scheme: 'none' })).rejects.toMatchObject({ code: 'model/scheme' });
    await expect(readManifest(FIXTURES, 'none')).rejects.toMatchObject({ code: 'model/unknown' });
    expect((await run('حلب', { scheme: 'anercorp' })).scheme).toBe('anercorp');
    expect((await run('')).spans).toEqual([]);
  });
});

describe('a model whose files are not whole', () => {
  let folder = '';
  const broken = (change: (model: string) => void) => {
    folder = mkdtempSync(join(tmpdir(), 'mawdi-tiny-'));
    cpSync(FIXTURES, folder, { recursive: true });
    change(join(folder, 'tiny'));
    return createNodeTagger({ modelsDir: folder }).load(() => {}, live);
  };
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each(['onnx/model_quantized.onnx', 'tokenizer.json', 'tokenizer_config.json', 'config.json'])(
    'says that %s is damaged or missing',
    async (path) => {
      await expect(broken((model) => appendFileSync(join(model, path), ' '))).rejects.toMatchObject({
        code: 'model/hash',
        data: { path },
      });
      await expect(broken((model) => rmSync(join(model, path)))).rejects.toMatchObject({
        code: 'model/missing',
        data: { path },
      });
    },
  );

  it('can be started again once its files are whole', async () => {
    const starting = broken((model) => rmSync(join(model, 'tokenizer_config.json')));
    await expect(starting).rejects.toMatchObject({ code: 'model/missing' });
    const again = createNodeTagger({ modelsDir: FIXTURES });
    await expect(again.load(() => {}, live)).resolves.toMatchObject({ id: 'tiny' });
    await again.dispose();
  });
});
