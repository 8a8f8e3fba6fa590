import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { once } from 'node:events';
import { FLOAT, INT64, INT8, model, node, tensor, type Attribute, type Part } from './onnx';

export interface BertShape {
  readonly layers: number;
  readonly hidden: number;
  readonly heads: number;
  readonly feedForward: number;
  readonly vocabulary: number;
  readonly positions: number;
  readonly labels: number;
}

/** BERT-base multilingual cased with the labels of CoNLL, what most pages with transformers.js use for Arabic today. */
export const MBERT_BASE: BertShape = {
  layers: 12,
  hidden: 768,
  heads: 12,
  feedForward: 3072,
  vocabulary: 119_547,
  positions: 512,
  labels: 9,
};

/** Pseudo-random weights: speed does not depend on their values, only on their number. */
function randomInt8(length: number, seed: { value: number }): Int8Array {
  const words = new Uint32Array(Math.ceil(length / 4));
  let state = seed.value;
  for (let i = 0; i < words.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[i] = state;
  }
  seed.value = state;
  return new Int8Array(words.buffer, 0, length);
}

/**
 * The graph that dynamic int8 quantisation makes of BERT for token classification: `DynamicQuantizeLinear` and `MatMulInteger` for each
 * linear layer, int8 embeddings. Token types are left out: one addition at the input, nothing at this scale.
 */
export function randomBert(shape: BertShape): Part {
  const { hidden, heads, feedForward, labels } = shape;
  const nodes: Part[] = [];
  const constants: Part[] = [];
  const seed = { value: 123_456_789 };
  const quantized = new Map<string, readonly string[]>();
  let count = 0;

  const constant = (name: string, type: number, dims: readonly number[], data: ArrayBufferView) => {
    constants.push(tensor(name, type, dims, data));
    return name;
  };
  const floats = (name: string, dims: readonly number[], ...values: number[]) =>
    constant(name, FLOAT, dims, Float32Array.from(values));
  const integers = (name: string, ...values: number[]) =>
    constant(name, INT64, [values.length], BigInt64Array.from(values, BigInt));
  const apply = (
    operator: string,
    inputs: readonly string[],
    attributes?: Record<string, Attribute>,
    outputs = 1,
  ) => {
    const names = Array.from({ length: outputs }, () => `${operator}_${count++}`);
    nodes.push(node(operator, inputs, names, attributes));
    return names;
  };
  const one = (operator: string, inputs: readonly string[], attributes?: Record<string, Attribute>): string =>
    apply(operator, inputs, attributes)[0] ?? '';

  const normalize = (input: string, name: string) =>
    one(
      'LayerNormalization',
      [
        input,
        constant(`${name}.gain`, FLOAT, [hidden], new Float32Array(hidden).fill(1)),
        constant(`${name}.bias`, FLOAT, [hidden], new Float32Array(hidden)),
      ],
      { axis: -1, epsilon: { float: 1e-12 } },
    );
  const linear = (input: string, name: string, from: number, to: number) => {
    const known = quantized.get(input) ?? apply('DynamicQuantizeLinear', [input], {}, 3);
    quantized.set(input, known);
    const [values = '', scale = '', zero = ''] = known;
    const weight = constant(`${name}.weight`, INT8, [from, to], randomInt8(from * to, seed));
    const product = one('MatMulInteger', [values, weight, zero, 'int8_zero']);
    const scaled = one('Mul', [one('Cast', [product], { to: FLOAT }), one('Mul', [scale, 'weight_scale'])]);
    return one('Add', [scaled, constant(`${name}.bias`, FLOAT, [to], new Float32Array(to))]);
  };

  floats('weight_scale', [], 0.0005);
  floats('mask_scale', [], -10_000);
  floats('attention_scale', [], 1 / Math.sqrt(hidden / heads));
  floats('one', [], 1);
  floats('half', [], 0.5);
  floats('sqrt2', [], Math.SQRT2);
  constant('int8_zero', INT8, [], new Int8Array(1));
  constant('index_zero', INT64, [], BigInt64Array.of(0n));
  constant('index_one', INT64, [], BigInt64Array.of(1n));
  integers('mask_axes', 1, 2);
  integers('split_heads', 0, 0, heads, hidden / heads);
  integers('merge_heads', 0, 0, hidden);

  const embed = (name: string, rows: number, index: string) => {
    const table = constant(name, INT8, [rows, hidden], randomInt8(rows * hidden, seed));
    return one('DequantizeLinear', [one('Gather', [table, index]), 'weight_scale', 'int8_zero']);
  };
  const length = one('Gather', [one('Shape', ['input_ids']), 'index_one']);
  const positions = one('Range', ['index_zero', length, 'index_one']);
  let state = normalize(
    one('Add', [
      embed('words', shape.vocabulary, 'input_ids'),
      embed('positions', shape.positions, positions),
    ]),
    'embeddings',
  );
  const visible = one('Cast', [one('Unsqueeze', ['attention_mask', 'mask_axes'])], { to: FLOAT });
  const mask = one('Mul', [one('Sub', ['one', visible]), 'mask_scale']);

  for (let layer = 0; layer < shape.layers; layer++) {
    const name = `layer${layer}`;
    const split = (input: string, perm: readonly number[]) =>
      one('Transpose', [one('Reshape', [input, 'split_heads'])], { perm });
    const query = split(linear(state, `${name}.query`, hidden, hidden), [0, 2, 1, 3]);
    const key = split(linear(state, `${name}.key`, hidden, hidden), [0, 2, 3, 1]);
    const value = split(linear(state, `${name}.value`, hidden, hidden), [0, 2, 1, 3]);
    const scores = one('Add', [one('Mul', [one('MatMul', [query, key]), 'attention_scale']), mask]);
    const mixed = one('MatMul', [one('Softmax', [scores], { axis: -1 }), value]);
    const context = one('Reshape', [one('Transpose', [mixed], { perm: [0, 2, 1, 3] }), 'merge_heads']);
    state = normalize(
      one('Add', [state, linear(context, `${name}.output`, hidden, hidden)]),
      `${name}.norm1`,
    );
    const inner = linear(state, `${name}.up`, hidden, feedForward);
    // GELU by its definition, as exporters write it.
    const gate = one('Add', [one('Erf', [one('Div', [inner, 'sqrt2'])]), 'one']);
    const active = one('Mul', [one('Mul', [inner, gate]), 'half']);
    state = normalize(
      one('Add', [state, linear(active, `${name}.down`, feedForward, hidden)]),
      `${name}.norm2`,
    );
  }
  nodes.push(node('Identity', [linear(state, 'classifier', hidden, labels)], ['logits']));

  const ids = ['batch', 'tokens'];
  return model({
    nodes,
    constants,
    inputs: [
      { name: 'input_ids', type: INT64, dims: ids },
      { name: 'attention_mask', type: INT64, dims: ids },
    ],
    outputs: [{ name: 'logits', type: FLOAT, dims: [...ids, labels] }],
  });
}

/** Writes a model with random weights as transformers.js expects it: `config.json` and `onnx/model_quantized.onnx`. */
export async function writeRandomBert(dir: string, shape: BertShape): Promise<void> {
  mkdirSync(join(dir, 'onnx'), { recursive: true });
  const id2label = Object.fromEntries(Array.from({ length: shape.labels }, (_, i) => [i, `LABEL_${i}`]));
  const config = {
    architectures: ['BertForTokenClassification'],
    model_type: 'bert',
    vocab_size: shape.vocabulary,
    hidden_size: shape.hidden,
    num_hidden_layers: shape.layers,
    num_attention_heads: shape.heads,
    intermediate_size: shape.feedForward,
    max_position_embeddings: shape.positions,
    id2label,
  };
  writeFileSync(join(dir, 'config.json'), JSON.stringify(config));
  const file = createWriteStream(join(dir, 'onnx/model_quantized.onnx'));
  for (const chunk of randomBert(shape).chunks) if (!file.write(chunk)) await once(file, 'drain');
  file.end();
  await once(file, 'finish');
}
