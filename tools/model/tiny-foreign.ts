/**
 * Tiny token classifiers in Hugging Face layout, one for each family of tokenizers, for tests of models that a person
 * brings along: `tsx tools/model/tiny-foreign.ts KIND TARGET` writes a folder. Logits are looked up by token, so that a
 * few words have a known class and everything else is outside names.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { externalTensor, FLOAT, INT64, model, node, tensor, type Part } from '../bench/onnx';
import { TOKENIZERS, type ForeignKind, type TinyTokenizer } from './tiny-tokenizers';

export type { ForeignKind } from './tiny-tokenizers';

/** What may be asked of a folder besides the usual. */
export interface FolderOptions {
  /** Names of the classes; default: those of the kind. */
  readonly names?: readonly string[];
  /** Class of each known word; default: those of the kind. */
  readonly classes?: Readonly<Record<string, number>>;
  /** Weights in a file of their own. */
  readonly isExternal?: boolean;
  /** An operation that no runtime has. */
  readonly hasUnknownOp?: boolean;
  /** Output of the graph; token classifiers call it `logits`. */
  readonly output?: string;
  /** Classes that the graph gives out; default: as many as there are names. */
  readonly width?: number;
  /** Asks for `token_type_ids`, as BERT's graphs do. */
  readonly hasTokenTypes?: boolean;
  /** Path of the graph. */
  readonly graph?: string;
  /** SentencePiece's compiled normalisation, instead of the kind's own. */
  readonly charsmap?: string;
}

interface KindDefaults {
  readonly config: Readonly<Record<string, unknown>>;
  readonly names: readonly string[];
  readonly classes: Readonly<Record<string, number>>;
}

/** Every family comes with another way of naming classes. */
const DEFAULTS: Readonly<Record<ForeignKind, KindDefaults>> = {
  wordpiece: {
    config: {
      model_type: 'bert',
      architectures: ['BertForTokenClassification'],
      max_position_embeddings: 512,
    },
    names: ['O', 'B-PERSON', 'I-PERSON', 'B-GPE', 'I-GPE', 'B-DATE', 'I-DATE'],
    classes: { سامر: 1, الحسن: 2, حلب: 3, Aleppo: 3, أمس: 5 },
  },
  unigram: {
    config: {
      model_type: 'xlm-roberta',
      architectures: ['XLMRobertaForTokenClassification'],
      max_position_embeddings: 514,
      pad_token_id: 1,
    },
    names: ['O', 'B-PER', 'I-PER', 'E-PER', 'S-PER', 'B-LOC', 'I-LOC', 'E-LOC', 'S-LOC'],
    classes: { سامر: 1, الحسن: 3, حلب: 8, Aleppo: 8 },
  },
  'byte-bpe': {
    config: {
      model_type: 'roberta',
      architectures: ['RobertaForTokenClassification'],
      max_position_embeddings: 34,
      pad_token_id: 1,
    },
    names: ['O', 'PER', 'LOC'],
    classes: { سامر: 1, الحسن: 1, حلب: 2, Aleppo: 2 },
  },
  'fallback-bpe': {
    config: {
      model_type: 'mistral',
      architectures: ['MistralForTokenClassification'],
      max_position_embeddings: 4096,
    },
    names: ['LABEL_0', 'LABEL_1', 'LABEL_2', 'LABEL_3'],
    classes: { سامر: 1, الحسن: 2, حلب: 3, Aleppo: 3 },
  },
};

/** Files of a model folder by their paths. */
export function foreignFolder(
  kind: ForeignKind,
  options: FolderOptions = {},
): Map<string, Uint8Array<ArrayBuffer>> {
  const { config, names: usual, classes } = DEFAULTS[kind];
  const names = options.names ?? usual;
  const tokenizer = TOKENIZERS[kind]();
  const id2label = Object.fromEntries(names.map((name, i) => [String(i), name]));
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  const text = (path: string, content: string) => files.set(path, new TextEncoder().encode(content));
  const json = (path: string, value: unknown) => text(path, `${JSON.stringify(value)}\n`);
  json('config.json', { ...config, vocab_size: tokenizer.size, id2label });
  const normalizer = { type: 'Precompiled', precompiled_charsmap: options.charsmap };
  json('tokenizer.json', {
    ...tokenizer.json,
    ...(options.charsmap === undefined
      ? {}
      : { normalizer: { type: 'Sequence', normalizers: [normalizer] } }),
  });
  json('tokenizer_config.json', tokenizer.config);
  text('README.md', `---\nlanguage:\n- ar\n- en\nlicense: mit\n---\n# Tiny ${kind}\n`);
  const graph = options.graph ?? 'onnx/model.onnx';
  const { body, weights } = graphOf(
    tokenizer,
    options.width ?? names.length,
    options.classes ?? classes,
    options,
  );
  files.set(graph, new Uint8Array(Buffer.concat(body.chunks)));
  if (options.isExternal) files.set(`${graph}_data`, new Uint8Array(weights.buffer));
  return files;
}

function graphOf(
  tokenizer: TinyTokenizer,
  width: number,
  classes: Readonly<Record<string, number>>,
  options: FolderOptions,
): { body: Part; weights: Float32Array<ArrayBuffer> } {
  const { size } = tokenizer;
  const weights = new Float32Array(size * width);
  for (let id = 0; id < size; id++) weights[id * width] = 3;
  for (const [word, label] of Object.entries(classes)) weights[tokenizer.firstIdOf(word) * width + label] = 7;
  const dims = [size, width];
  const graph = options.graph ?? 'onnx/model.onnx';
  const place = {
    location: `${graph.slice(graph.lastIndexOf('/') + 1)}_data`,
    offset: 0,
    length: weights.byteLength,
  };
  const inputs = ['input_ids', 'attention_mask', ...(options.hasTokenTypes ? ['token_type_ids'] : [])];
  const output = options.output ?? 'logits';
  const masks = options.hasTokenTypes ? ['attention_mask', 'token_type_ids'] : ['attention_mask'];
  return {
    weights,
    body: model({
      nodes: [
        node('Gather', ['table', 'input_ids'], ['raw']),
        // One where the mask is one and the type is zero, as it should be.
        ...(masks.length > 1 ? [node('Sub', masks, ['kept'])] : []),
        node('Cast', [masks.length > 1 ? 'kept' : 'attention_mask'], ['mask'], { to: FLOAT }),
        node('Unsqueeze', ['mask', 'last'], ['mask3']),
        node('Mul', ['raw', 'mask3'], [options.hasUnknownOp ? 'product' : output]),
        ...(options.hasUnknownOp ? [node('NoSuchOp', ['product'], [output])] : []),
      ],
      constants: [
        options.isExternal
          ? externalTensor('table', FLOAT, dims, place)
          : tensor('table', FLOAT, dims, weights),
        tensor('last', INT64, [1], BigInt64Array.of(2n)),
      ],
      inputs: inputs.map((name) => ({ name, type: INT64, dims: ['batch', 'tokens'] })),
      outputs: [{ name: output, type: FLOAT, dims: ['batch', 'tokens', width] }],
    }),
  };
}

function main(): void {
  const [kind, target] = process.argv.slice(2);
  if (kind === undefined || target === undefined || !(kind in DEFAULTS))
    throw new Error(`usage: tsx tools/model/tiny-foreign.ts ${Object.keys(DEFAULTS).join('|')} TARGET`);
  const to = resolve(process.env['INIT_CWD'] ?? process.cwd(), target);
  for (const [path, bytes] of foreignFolder(kind as ForeignKind)) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    writeFileSync(join(to, path), bytes);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
