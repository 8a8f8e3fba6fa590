import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { Progress } from '../../../src/domain';
import { createNodeTagger, readManifest } from '../../../src/model/node';
import { tagDocument } from '../../../src/pipeline';
import { segmentText } from '../../../src/text';

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
