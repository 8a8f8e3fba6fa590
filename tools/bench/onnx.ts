/** The few parts of ONNX that a generated graph needs, written without a library (protobuf wire format, onnx.proto3). */

/** A message in pieces, so that large weights are never copied. */
export interface Part {
  readonly sizeBytes: number;
  readonly chunks: readonly Uint8Array[];
}

/** `TensorProto.DataType`. */
export const FLOAT = 1;
export const INT8 = 3;
export const INT64 = 7;

export type Attribute = number | { readonly float: number } | readonly number[];

function join(...parts: readonly Part[]): Part {
  return {
    sizeBytes: parts.reduce((sum, part) => sum + part.sizeBytes, 0),
    chunks: parts.flatMap((part) => part.chunks),
  };
}

function bytes(chunk: Uint8Array): Part {
  return { sizeBytes: chunk.length, chunks: [chunk] };
}

function varint(value: number): Part {
  const out: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 127n);
    rest >>= 7n;
    out.push(rest > 0n ? low | 128 : low);
  } while (rest > 0n);
  return bytes(Uint8Array.from(out));
}

const number = (field: number, value: number) => join(varint(field << 3), varint(value));
const message = (field: number, part: Part) => join(varint((field << 3) | 2), varint(part.sizeBytes), part);
const text = (field: number, value: string) => message(field, bytes(Buffer.from(value)));

function float(field: number, value: number): Part {
  const buffer = Buffer.alloc(4);
  buffer.writeFloatLE(value);
  return join(varint((field << 3) | 5), bytes(buffer));
}

/** A constant. */
export function tensor(name: string, type: number, dims: readonly number[], data: ArrayBufferView): Part {
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return join(...dims.map((dim) => number(1, dim)), number(2, type), text(8, name), message(9, bytes(raw)));
}

/** A constant whose bytes lie in another file, named relative to the folder of the model. */
export function externalTensor(
  name: string,
  type: number,
  dims: readonly number[],
  place: { readonly location: string; readonly offset: number; readonly length: number },
): Part {
  const entries = Object.entries(place).map(([key, value]) =>
    message(13, join(text(1, key), text(2, String(value)))),
  );
  return join(
    ...dims.map((dim) => number(1, dim)),
    number(2, type),
    text(8, name),
    ...entries,
    number(14, 1),
  );
}

function attribute(name: string, value: Attribute): Part {
  if (typeof value === 'number') return join(text(1, name), number(3, value), number(20, 2));
  if ('float' in value) return join(text(1, name), float(2, value.float), number(20, 1));
  return join(text(1, name), ...value.map((item) => number(8, item)), number(20, 7));
}

/** One operation. */
export function node(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, Attribute>> = {},
): Part {
  return join(
    ...inputs.map((name) => text(1, name)),
    ...outputs.map((name) => text(2, name)),
    text(3, outputs[0] ?? ''),
    text(4, operator),
    ...Object.entries(attributes).map(([name, value]) => message(5, attribute(name, value))),
  );
}

/** An input or output with named or fixed dimensions. */
export interface Port {
  readonly name: string;
  readonly type: number;
  readonly dims: readonly (string | number)[];
}

function port({ name, type, dims }: Port): Part {
  const shape = dims.map((dim) => message(1, typeof dim === 'string' ? text(2, dim) : number(1, dim)));
  return join(text(1, name), message(2, message(1, join(number(1, type), message(2, join(...shape))))));
}

/** A whole model, opset 17. */
export function model(graph: {
  nodes: readonly Part[];
  constants: readonly Part[];
  inputs: readonly Port[];
  outputs: readonly Port[];
}): Part {
  const body = join(
    ...graph.nodes.map((part) => message(1, part)),
    text(2, 'graph'),
    ...graph.constants.map((part) => message(5, part)),
    ...graph.inputs.map((item) => message(11, port(item))),
    ...graph.outputs.map((item) => message(12, port(item))),
  );
  return join(
    number(1, 8),
    text(2, 'mawdi-bench'),
    message(7, body),
    message(8, join(text(1, ''), number(2, 17))),
  );
}
