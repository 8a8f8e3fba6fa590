import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { createNodeTagger } from '../../../../src/model/node';
import { tagDocument } from '../../../../src/pipeline';
import { segmentText, segmentWords } from '../../../../src/text';
import type { ForeignKind } from '../../../../tools/model/tiny-foreign';
import { SMALL_CHARSMAP } from '../small-charsmap';
import { installed, live } from './folders';

const WORDS = ['سامر', 'الحسن', 'زار', 'حلب', '،', 'Aleppo', 'Halab', 'أمس', 'حَلَب', '٢٠٢٤', '👩'];
/**
 * Ids that the Python library (tokenizers 0.23.3) gives to these words with `is_pretokenized`, with `add_prefix_space`
 * for byte-level BPE as transformers demands it.
 */
const EXPECTED: Readonly<
  Record<ForeignKind, { start: number[]; end: number[]; words: readonly (readonly number[])[] }>
> = {
  wordpiece: {
    start: [2],
    end: [3],
    words: [[5], [6], [51, 100, 110], [7], [32], [8], [1], [9], [1], [1], [1]],
  },
  unigram: {
    start: [0],
    end: [2],
    words: [
      ...[[5], [6], [4, 51, 40, 50], [7], [4, 32], [8], [4, 3, 24, 29, 24, 25], [9]],
      ...[
        [4, 46, 3, 63, 3, 41],
        [4, 3],
        [4, 3],
      ],
    ],
  },
  'byte-bpe': {
    start: [0],
    end: [2],
    words: [
      ...[
        [267],
        [276],
        [260, 182, 220, 171, 220, 181],
        [281],
        [260, 144],
        [287],
        [36, 76, 101, 112, 101, 102],
      ],
      ...[[292], [277, 221, 146, 221, 136, 221, 146, 220, 172], [36, 221, 166, 221, 164, 221, 166, 221, 168]],
      [36, 244, 163, 149, 173],
    ],
  },
  'fallback-bpe': {
    start: [1],
    end: [],
    words: [
      ...[[323], [328], [259, 301, 290, 300], [331], [259, 282], [337], [259, 75, 274, 279, 274, 275], [340]],
      ...[
        [329, 220, 145, 313, 220, 145, 291],
        [259, 220, 165, 220, 163, 220, 165, 220, 167],
      ],
      [259, 243, 162, 148, 172],
    ],
  },
};
const KINDS = Object.keys(EXPECTED) as ForeignKind[];
/** What a person says of the classes that have no names. */
const NAMED = { 'fallback-bpe': { names: ['O', 'B-PER', 'I-PER', 'B-LOC'], style: 'bio' as const } };
const changeOf = (kind: ForeignKind) => (kind === 'fallback-bpe' ? NAMED[kind] : {});

describe.each(KINDS)('a model with a %s tokenizer', (kind) => {
  let folder = '';
  let dispose = () => Promise.resolve();
  const start = async (...options: [Parameters<typeof installed>[1]?, Parameters<typeof installed>[2]?]) => {
    const { modelsDir, manifest } = await installed(kind, options[0] ?? {}, {
      ...changeOf(kind),
      ...options[1],
    });
    folder = modelsDir;
    const tagger = createNodeTagger({ modelsDir });
    dispose = () => tagger.dispose();
    return { tagger, manifest };
  };
  afterEach(async () => {
    await dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  it('gives the words the ids of the reference', async () => {
    const { tagger } = await start();
    await tagger.load(() => {}, live());
    const engine = await tagger.engine();
    const { start: before, end, words } = EXPECTED[kind];
    const each = WORDS.map((word) => engine.encode(segmentWords([[word]]).segments)[0] ?? []);
    expect(each).toEqual(words.map((ids) => [...before, ...ids, ...end]));
  });

  it('never makes special tokens of words that name them', async () => {
    const { tagger } = await start();
    await tagger.load(() => {}, live());
    const engine = await tagger.engine();
    const names = ['<s>', '</s>', '[CLS]', '[SEP]', '[MASK]', '<pad>', '[PAD]'];
    const { start: before, end } = EXPECTED[kind];
    for (const name of names) {
      const [ids = []] = engine.encode(segmentWords([[name]]).segments);
      const inner = ids.slice(before.length, ids.length - end.length);
      expect(inner.length).toBeGreaterThan(0);
      for (const id of inner) expect([...before, ...end]).not.toContain(id);
    }
  });

  it('finds names with exact offsets, under a scheme of its own', async () => {
    const { tagger, manifest } = await start();
    const raw = '📍 زار سامر الحسن مدينة حلب أمس، ثم Aleppo. في حلب!';
    const { spans, scheme, modelId, modelSha256 } = await tagDocument({
      documentId: 'd',
      raw,
      tagger,
      signal: live(),
    });
    expect(spans.map((span) => [raw.slice(span.start, span.end), span.label])).toEqual([
      ['سامر الحسن', 'PER'],
      ['حلب', 'LOC'],
      ['Aleppo', 'LOC'],
      ['حلب', 'LOC'],
    ]);
    expect([scheme, modelId, modelSha256]).toEqual([`own:${kind}`, `own-${kind}`, manifest.sha256]);
    for (const span of spans) expect(span.score).toBeGreaterThan(0.8);
  });

  it('reads weights from files beside the graph, and a graph of another name', async () => {
    const { tagger } = await start({ isExternal: true, graph: 'model_fp.onnx' });
    const raw = 'زار سامر الحسن حلب';
    const { spans } = await tagDocument({ documentId: 'd', raw, tagger, signal: live() });
    expect(spans.map((span) => raw.slice(span.start, span.end))).toEqual(['سامر الحسن', 'حلب']);
  });

  it('cuts a long sentence to what the model has positions for', async () => {
    const { tagger, manifest } = await start();
    const raw = Array.from({ length: 400 }, (_, i) => (i % 7 === 0 ? 'حلب' : 'زار')).join(' ');
    await tagger.load(() => {}, live());
    const engine = await tagger.engine();
    const limit = manifest.foreign?.maxTokens ?? 0;
    expect(limit).toBe(kind === 'byte-bpe' ? 32 : 128);
    for (const ids of engine.encode(segmentText(raw))) expect(ids.length).toBeLessThanOrEqual(limit);
    const { spans, timing, settings } = await tagDocument({ documentId: 'd', raw, tagger, signal: live() });
    expect(settings).toEqual({ maxWindowTokens: limit, overlapWords: 24 });
    expect(timing.words).toBe(400);
    expect(spans).toHaveLength(58);
  });
});

describe('a model with graphs of all kinds', () => {
  let folder = '';
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const tagged = async (...[kind, options, change]: Parameters<typeof installed>) => {
    const { modelsDir } = await installed(kind, options, change);
    folder = modelsDir;
    const tagger = createNodeTagger({ modelsDir });
    const raw = 'زار سامر الحسن حلب';
    try {
      const { spans } = await tagDocument({ documentId: 'd', raw, tagger, signal: live() });
      return spans.map((span) => [raw.slice(span.start, span.end), span.label]);
    } finally {
      await tagger.dispose();
    }
  };

  it('feeds token types where the graph asks for them', async () => {
    expect(await tagged('wordpiece', { hasTokenTypes: true })).toEqual([
      ['سامر الحسن', 'PER'],
      ['حلب', 'LOC'],
    ]);
  });

  it('leaves out what counts as nothing', async () => {
    expect(await tagged('wordpiece', {}, { map: { PERSON: null, GPE: 'LOC', DATE: null } })).toEqual([
      ['حلب', 'LOC'],
    ]);
  });

  it('normalises by the map of the file, not by what stands for it elsewhere', async () => {
    const { modelsDir } = await installed('unigram', { charsmap: SMALL_CHARSMAP });
    folder = modelsDir;
    const tagger = createNodeTagger({ modelsDir });
    try {
      await tagger.load(() => {}, live());
      const engine = await tagger.engine();
      const idsOf = (word: string) => engine.encode(segmentWords([[word]]).segments)[0];
      expect(idsOf('\ufefc\u064e\u0645')).toEqual(idsOf('لام'));
      expect(idsOf('\u200fحلب')).toEqual(idsOf('حلب'));
    } finally {
      await tagger.dispose();
    }
  });

  it('says that the runtime lacks an operation', async () => {
    await expect(tagged('wordpiece', { hasUnknownOp: true })).rejects.toMatchObject({
      code: 'model/session',
    });
  });
});
