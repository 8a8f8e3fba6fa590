import { describe, expect, it } from 'vitest';
import { checkMemory } from '../../../../src/model/own/memory';
import { readCard } from '../../../../src/model/own/model-card';
import { readModelFolder } from '../../../../src/model/own/read-model-folder';
import { foreignFolder, type FolderOptions } from '../../../../tools/model/tiny-foreign';
import { sources } from './folders';

type Files = Map<string, Uint8Array<ArrayBuffer>>;
const read = (files: Files) => readModelFolder(sources(files), 'tiny.zip');
const folder = (options: FolderOptions = {}, kind: Parameters<typeof foreignFolder>[0] = 'wordpiece') =>
  foreignFolder(kind, options);
const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const changed = (path: string, change: (value: Record<string, unknown>) => unknown): Files => {
  const files = folder();
  const value = JSON.parse(new TextDecoder().decode(files.get(path))) as Record<string, unknown>;
  return files.set(path, json(change(value)));
};
const without = (path: string, files: Files = folder()): Files => {
  files.delete(path);
  return files;
};

describe('readModelFolder', () => {
  it('finds a model within the folders around it, and what its card says', async () => {
    const around: Files = new Map([...folder()].map(([path, bytes]) => [`stick/my-ner/${path}`, bytes]));
    around.set('__MACOSX/stick/my-ner/config.json', json({}));
    around.set('stick/my-ner/.git/config.json', json({}));
    around.set('stick/my-ner/notes.txt', json('x'));
    const found = await read(around);
    expect(found).toMatchObject({
      name: 'my-ner',
      graph: 'onnx/model.onnx',
      maxTokens: 128,
      classes: ['O', 'B-PERSON', 'I-PERSON', 'B-GPE', 'I-GPE', 'B-DATE', 'I-DATE'],
      isUnnamed: false,
      style: 'bio',
      licence: 'mit',
      languages: ['ar', 'en'],
    });
    expect(found.files.map(({ path }) => path)).toEqual([
      'config.json',
      'tokenizer.json',
      'tokenizer_config.json',
      'README.md',
      'onnx/model.onnx',
    ]);
  });

  it('takes the graph that suits this runtime', async () => {
    const files = folder();
    const graph = files.get('onnx/model.onnx') ?? new Uint8Array();
    for (const name of ['model_fp16', 'model_q4', 'model_quantized', 'model_bnb4'])
      files.set(`onnx/${name}.onnx`, graph);
    expect((await read(files)).graph).toBe('onnx/model_quantized.onnx');
    files.delete('onnx/model_quantized.onnx');
    expect((await read(files)).graph).toBe('onnx/model.onnx');
  });

  it('takes what the graph needs from files beside it', async () => {
    const found = await read(folder({ isExternal: true }));
    expect(found.weights).toEqual(['onnx/model.onnx_data']);
    expect(found.files.at(-1)?.path).toBe('onnx/model.onnx_data');
    expect(found.weightBytes).toBeGreaterThan(found.files.at(-1)?.bytes ?? 0);
  });

  it('counts positions as each family does', async () => {
    expect((await read(folder({}, 'byte-bpe'))).maxTokens).toBe(32);
    expect((await read(folder({}, 'unigram'))).maxTokens).toBe(128);
    const few = changed('config.json', (config) => ({ ...config, max_position_embeddings: 40 }));
    expect((await read(few)).maxTokens).toBe(40);
  });

  it('says so when classes have no names', async () => {
    const found = await read(folder({}, 'fallback-bpe'));
    expect([found.isUnnamed, found.classes]).toEqual([true, ['LABEL_0', 'LABEL_1', 'LABEL_2', 'LABEL_3']]);
    const none = changed('config.json', ({ id2label: _, ...config }) => config);
    expect((await read(none)).classes).toHaveLength(7);
  });

  const refused: readonly (readonly [what: string, files: () => Files, data: Record<string, unknown>])[] = [
    ['nothing', () => new Map(), { reason: 'empty' }],
    ['no config.json', () => without('config.json'), { reason: 'config' }],
    [
      'a config.json that is no JSON',
      () => folder().set('config.json', new TextEncoder().encode('<html>')),
      { reason: 'json', path: 'config.json' },
    ],
    ['no graph', () => without('onnx/model.onnx'), { reason: 'graphMissing', weights: '' }],
    [
      'weights for PyTorch alone',
      () => without('onnx/model.onnx').set('model.safetensors', new Uint8Array(1)),
      { reason: 'graphMissing', weights: 'model.safetensors' },
    ],
    ['no tokenizer', () => without('tokenizer.json'), { reason: 'tokenizerMissing' }],
    [
      'a tokenizer of another kind',
      () => changed('tokenizer.json', (value) => ({ ...value, model: { type: 'WordLevel', vocab: {} } })),
      { reason: 'tokenizerKind', kind: 'WordLevel' },
    ],
    [
      'another task',
      () => changed('config.json', (config) => ({ ...config, architectures: ['BertForMaskedLM'] })),
      { reason: 'task', found: 'BertForMaskedLM' },
    ],
    [
      'no logits',
      () => folder({ output: 'last_hidden_state' }),
      { reason: 'output', found: 'last_hidden_state' },
    ],
    [
      'external data missing',
      () => without('onnx/model.onnx_data', folder({ isExternal: true })),
      { reason: 'weightsMissing', path: 'onnx/model.onnx_data' },
    ],
    ['more classes than names', () => folder({ width: 9 }), { reason: 'classes', found: 9, named: 7 }],
    [
      'a graph that is cut off',
      () =>
        folder().set('onnx/model.onnx', (folder().get('onnx/model.onnx') ?? new Uint8Array()).slice(0, 900)),
      { reason: 'graphDamaged' },
    ],
    [
      'a graph that is something else',
      () =>
        folder().set(
          'onnx/model.onnx',
          new TextEncoder().encode('version https://git-lfs.github.com/spec/v1'),
        ),
      { reason: 'graphDamaged' },
    ],
  ];
  it.each(refused)('refuses %s', async (_, files, data) => {
    await expect(read(files())).rejects.toMatchObject({ code: 'model/unfit', data });
  });
});

describe('readCard', () => {
  it('reads licence and languages in the ways that cards have', () => {
    const card = (front: string) => readCard(`---\n${front}\n---\n# Model`);
    expect(card('license: apache-2.0\nlanguage: ar')).toEqual({ licence: 'apache-2.0', languages: ['ar'] });
    expect(card('language: [ar, "en"]\ntags:\n- x')).toEqual({ licence: '', languages: ['ar', 'en'] });
    expect(card('language:\n- ar\n- fa\nlicense: "mit"')).toEqual({
      licence: 'mit',
      languages: ['ar', 'fa'],
    });
    expect(readCard('# No front matter')).toEqual({ licence: '', languages: [] });
  });
});

describe('checkMemory', () => {
  const GB = 1e9;
  it('lets through what a device holds, and refuses what would end the tab', () => {
    const desktop = { memoryGiB: 8, isPhone: false };
    expect(() => checkMemory(0.7 * GB, desktop)).not.toThrow();
    expect(() => checkMemory(1.2 * GB, desktop)).toThrowError(
      expect.objectContaining({ code: 'model/unfit' }),
    );
    expect(() => checkMemory(0.5 * GB, { memoryGiB: 4, isPhone: true })).toThrow();
    expect(() => checkMemory(0.2 * GB, { isPhone: true })).not.toThrow();
    expect(() => checkMemory(0.5 * GB, { memoryGiB: 2, isPhone: false })).toThrow();
    expect(() => checkMemory(0.7 * GB, { isPhone: false })).not.toThrow();
  });
});
