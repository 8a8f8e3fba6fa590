/**
 * Makes the tiny model of the tests: `tsx tools/model/make-tiny.ts TARGET`. The same kind of tokenizer and outputs as
 * the shipped model with random weights (fixed seed): logits are looked up by token, so that a few words have a known
 * label and everything else a random one near `O`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { FLOAT, INT64, model, node, tensor } from '../bench/onnx';

const LABELS = ['O', 'B-PER', 'I-PER', 'B-LOC', 'I-LOC', 'B-ORG', 'I-ORG', 'B-MISC', 'I-MISC'];
const SCHEMES = ['newsroom', 'anercorp'];
/** Words with a label of their own, for tests that need known spans. */
const KNOWN: Readonly<Record<string, string>> = {
  حلب: 'B-LOC',
  الرقة: 'B-LOC',
  بالرقة: 'B-LOC',
  دمشق: 'B-LOC',
  سامر: 'B-PER',
  الحسن: 'I-PER',
  قوات: 'B-ORG',
  سوريا: 'I-ORG',
  Aleppo: 'B-LOC',
};
const HIDDEN = 8;

/** mulberry32, so that every run gives the same bytes. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function vocabulary(): [string, number][] {
  const characters = new Set<string>();
  for (let code = 0x21; code < 0x7f; code++) characters.add(String.fromCharCode(code));
  for (let code = 0x61f; code < 0x6d4; code++)
    if (/[\p{L}\p{N}\p{P}]/u.test(String.fromCharCode(code))) characters.add(String.fromCharCode(code));
  const pieces: [string, number][] = [
    ['<s>', 0],
    ['<pad>', 0],
    ['</s>', 0],
    ['<unk>', 0],
    ['▁', -3],
  ];
  for (const word of Object.keys(KNOWN)) pieces.push([`▁${word}`, -4]);
  for (const character of [...characters].sort()) pieces.push([character, -8]);
  pieces.push(['<mask>', 0]);
  return pieces;
}

const special = (id: number, content: string) => ({
  id,
  content,
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: true,
});

function tokenizer(vocab: [string, number][]) {
  const one = (id: string) => ({ SpecialToken: { id, type_id: 0 } });
  const sequence = (id: string) => ({ Sequence: { id, type_id: 0 } });
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [
      ...['<s>', '<pad>', '</s>', '<unk>'].map((content, id) => special(id, content)),
      special(vocab.length - 1, '<mask>'),
    ],
    normalizer: { type: 'NFKC' },
    pre_tokenizer: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
    post_processor: {
      type: 'TemplateProcessing',
      single: [one('<s>'), sequence('A'), one('</s>')],
      pair: [one('<s>'), sequence('A'), one('</s>'), sequence('B'), one('</s>')],
      special_tokens: {
        '<s>': { id: '<s>', ids: [0], tokens: ['<s>'] },
        '</s>': { id: '</s>', ids: [2], tokens: ['</s>'] },
      },
    },
    decoder: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
    model: { type: 'Unigram', unk_id: 3, vocab, byte_fallback: false },
  };
}

function graph(vocab: [string, number][]): Buffer {
  const next = random(7);
  const width = LABELS.length * SCHEMES.length;
  const logits = new Float32Array(vocab.length * width);
  const hidden = Float32Array.from({ length: vocab.length * HIDDEN }, () => next() - 0.5);
  vocab.forEach(([piece], id) => {
    for (let i = 0; i < width; i++) logits[id * width + i] = next() - 0.5 + (i % LABELS.length === 0 ? 3 : 0);
    const label = KNOWN[piece.slice(1)];
    if (label !== undefined)
      for (let s = 0; s < SCHEMES.length; s++)
        logits[id * width + s * LABELS.length + LABELS.indexOf(label)] = 7;
  });
  const part = model({
    nodes: [
      node('Gather', ['logit_table', 'input_ids'], ['raw']),
      node('Cast', ['attention_mask'], ['mask'], { to: FLOAT }),
      node('Unsqueeze', ['mask', 'last'], ['mask3']),
      node('Mul', ['raw', 'mask3'], ['logits']),
      node('Gather', ['hidden_table', 'input_ids'], ['hidden']),
    ],
    constants: [
      tensor('logit_table', FLOAT, [vocab.length, width], logits),
      tensor('hidden_table', FLOAT, [vocab.length, HIDDEN], hidden),
      tensor('last', INT64, [1], BigInt64Array.of(2n)),
    ],
    inputs: ['input_ids', 'attention_mask'].map((name) => ({ name, type: INT64, dims: ['batch', 'tokens'] })),
    outputs: [
      { name: 'logits', type: FLOAT, dims: ['batch', 'tokens', width] },
      { name: 'hidden', type: FLOAT, dims: ['batch', 'tokens', HIDDEN] },
    ],
  });
  return Buffer.concat(part.chunks);
}

function main(): void {
  const target = process.argv[2];
  if (!target) throw new Error('usage: tsx tools/model/make-tiny.ts TARGET');
  const to = resolve(process.env['INIT_CWD'] ?? process.cwd(), target);
  const write = (name: string, content: string | Buffer) => {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    writeFileSync(join(to, name), content);
  };
  const vocab = vocabulary();
  const schemes = SCHEMES.map((id, i) => ({ id, offset: i * LABELS.length, labels: LABELS }));
  const id2label = Object.fromEntries(
    schemes.flatMap((scheme, s) =>
      LABELS.map((label, i) => [s * LABELS.length + i, s === 0 ? label : `${scheme.id}:${label}`]),
    ),
  );
  write(
    'config.json',
    `${JSON.stringify({ architectures: ['BertForTokenClassification'], model_type: 'bert', vocab_size: vocab.length, hidden_size: HIDDEN, num_hidden_layers: 1, num_attention_heads: 1, id2label, schemes }, null, 1)}\n`,
  );
  write('tokenizer.json', `${JSON.stringify(tokenizer(vocab))}\n`);
  write(
    'tokenizer_config.json',
    `${JSON.stringify({ tokenizer_class: 'XLMRobertaTokenizer', model_max_length: 512, bos_token: '<s>', eos_token: '</s>', unk_token: '<unk>', pad_token: '<pad>', mask_token: '<mask>', cls_token: '<s>', sep_token: '</s>' }, null, 1)}\n`,
  );
  write('onnx/model_quantized.onnx', graph(vocab));
}

main();
