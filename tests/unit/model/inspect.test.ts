import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { Inspection, Segment, SegmentTags } from '../../../src/domain';
import { createNodeTagger } from '../../../src/model/node';
import { segmentText } from '../../../src/text';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const live = new AbortController().signal;

describe('inspect with the tiny model', () => {
  const tagger = createNodeTagger({ modelsDir: FIXTURES });
  afterAll(() => tagger.dispose());

  async function tagged(segments: readonly Segment[]): Promise<SegmentTags[]> {
    await tagger.load(() => {}, live);
    const results: SegmentTags[] = [];
    const request = { documentId: 'd', raw: '', scheme: 'newsroom', segments };
    // How far a run has come is told of a run alone, not of a sentence that is looked into.
    for await (const { tokensToHere: _, ...tags } of tagger.tag(request, live)) results.push(tags);
    return results;
  }
  const inspect = (segments: readonly Segment[], segmentIndex: number): Promise<Inspection> =>
    tagger.inspect({ scheme: 'newsroom', segments, segmentIndex }, live);

  it('tells of each sentence what tagging gave, word for word', async () => {
    const segments = segmentText('زار سامر الحسن مدينة بالرقة. ثم حلب! قوات سوريا بقيت هناك.');
    const all = await tagged(segments);
    for (const [i, segment] of segments.entries()) {
      const { tags, words, windows, scheme } = await inspect(segments, segment.index);
      expect(tags).toEqual(all[i]);
      expect(windows).toEqual([{ tokens: expect.any(Number) as number, sentences: segments.length }]);
      expect(words).toHaveLength(segment.words.length);
      words.forEach(({ tokens, readings }, word) => {
        expect(tokens.length).toBeGreaterThan(0);
        expect(readings).toMatchObject([{ window: 0, isUsed: true, fromEdge: Infinity }]);
        const width = scheme.labels.length;
        expect(readings[0]?.probabilities).toEqual(
          tags.probabilities.slice(word * width, (word + 1) * width),
        );
      });
    }
  });

  it('shows both readings where windows of a long sentence overlap, and uses the one farther from a cut', async () => {
    const segments = segmentText(Array.from({ length: 150 }, (_, i) => (i % 9 ? 'حلب' : 'سامر')).join(' '));
    const [expected] = await tagged(segments);
    const { tags, words, windows } = await inspect(segments, 0);
    expect(tags).toEqual(expected);
    expect(windows.length).toBeGreaterThan(1);
    const twice = words.filter(({ readings }) => readings.length > 1);
    expect(twice.length).toBeGreaterThanOrEqual(24);
    for (const { readings } of words) {
      const used = readings.filter(({ isUsed }) => isUsed);
      expect(used).toHaveLength(1);
      expect(used[0]?.fromEdge).toBe(Math.max(...readings.map(({ fromEdge }) => fromEdge)));
    }
  });

  it('refuses a sentence that is not among those handed over, and an unknown scheme', async () => {
    const segments = segmentText('زار حلب.');
    await expect(inspect(segments, 9)).rejects.toMatchObject({ code: 'internal' });
    const request = { scheme: 'none', segments, segmentIndex: 0 };
    await expect(tagger.inspect(request, live)).rejects.toMatchObject({ code: 'model/scheme' });
  });
});
