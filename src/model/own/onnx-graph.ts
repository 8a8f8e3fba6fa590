import { unfit } from './unfit';

/** What is told by the graph of a model, without starting it. */
export interface GraphFacts {
  /** Names of what must be fed. */
  readonly inputs: readonly string[];
  readonly outputs: readonly GraphOutput[];
  /** Files with weights, as the graph names them: relative to its own folder. */
  readonly weights: readonly string[];
}

export interface GraphOutput {
  readonly name: string;
  /** Fixed sizes are numbers, open ones -1; null where the graph says nothing. */
  readonly dims: readonly number[] | null;
}

/** Field numbers of `onnx.proto3`. */
const MODEL = { graph: 7 };
const GRAPH = { initializer: 5, input: 11, output: 12 };
const TENSOR = { name: 8, external: 13 };
const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

/**
 * Reads the ports of an ONNX graph and the names of its external files, past the weights, which are never held. Throws
 * `model/unfit` with reason `graphDamaged` where the bytes are no graph.
 */
export async function readGraph(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  path: string,
): Promise<GraphFacts> {
  const input = new StreamReader(stream);
  const constants = new Set<string>();
  const weights = new Set<string>();
  const inputs: string[] = [];
  const outputs: GraphOutput[] = [];
  let hasGraph = false;
  try {
    await input.fields(Infinity, async (field, size) => {
      if (field !== MODEL.graph) return input.skip(size);
      hasGraph = true;
      await input.fields(input.at + size, async (part, partSize) => {
        if (part === GRAPH.initializer) return readTensor(input, partSize, constants, weights);
        if (part === GRAPH.input) return void inputs.push(portOf(await input.bytes(partSize)).name);
        if (part === GRAPH.output) return void outputs.push(portOf(await input.bytes(partSize)));
        return input.skip(partSize);
      });
    });
    if (!hasGraph || outputs.length === 0) throw unfit('graphDamaged', { path });
  } catch (thrown) {
    if (thrown instanceof RangeError) throw unfit('graphDamaged', { path }, thrown);
    throw thrown;
  } finally {
    await input.close();
  }
  // Graphs of before 2019 list their weights among the inputs.
  return { inputs: inputs.filter((name) => !constants.has(name)), outputs, weights: [...weights] };
}

async function readTensor(
  input: StreamReader,
  size: number,
  names: Set<string>,
  weights: Set<string>,
): Promise<void> {
  await input.fields(input.at + size, async (field, part) => {
    if (field === TENSOR.name) names.add(textOf(await input.bytes(part)));
    else if (field === TENSOR.external) {
      const [key, value] = [1, 2].map(fieldReader(await input.bytes(part))).map((bytes) => textOf(bytes));
      if (key === 'location' && value) weights.add(value.replace(/^\.\//, ''));
    } else await input.skip(part);
  });
}

function portOf(bytes: Uint8Array): GraphOutput {
  const read = fieldReader(bytes);
  const tensor = fieldReader(fieldReader(read(2))(1));
  const shape = tensor(2);
  const dims = shape.length === 0 ? null : fieldsOf(shape).map(({ bytes: dim }) => numberOf(dim));
  return { name: textOf(read(1)), dims };
}

/** `dim_value`, or -1 where the dimension is open. */
const numberOf = (dim: Uint8Array): number => fieldsOf(dim).find(({ field }) => field === 1)?.value ?? -1;

const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

const fieldReader =
  (bytes: Uint8Array) =>
  (wanted: number): Uint8Array =>
    fieldsOf(bytes).find(({ field }) => field === wanted)?.bytes ?? new Uint8Array(0);

/** Fields of a small message in memory. */
function fieldsOf(bytes: Uint8Array): { field: number; value: number; bytes: Uint8Array }[] {
  const out: { field: number; value: number; bytes: Uint8Array }[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('field');
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const wire = tag % 8;
    const value = wire === VARINT || wire === BYTES ? varint() : 0;
    const size = wire === BYTES ? value : wire === FIXED64 ? 8 : wire === FIXED32 ? 4 : 0;
    out.push({ field: Math.floor(tag / 8), value, bytes: bytes.subarray(at, at + size) });
    at += size;
  }
  return out;
}

/** Reads protobuf messages from a stream, in order. A stream that ends too early is a `RangeError`. */
class StreamReader {
  at = 0;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>;
  #chunk: Uint8Array = new Uint8Array(0);
  #next = 0;

  constructor(stream: ReadableStream<Uint8Array<ArrayBuffer>>) {
    this.#reader = stream.getReader();
  }

  /** Calls `take` for each field that holds bytes, which must read or skip them; stops before `end` or where the stream ends. */
  async fields(end: number, take: (field: number, size: number) => Promise<void>): Promise<void> {
    while (this.at < end) {
      if (end === Infinity && !(await this.#hasMore())) return;
      const tag = await this.#varint();
      const wire = tag % 8;
      if (wire === VARINT) await this.#varint();
      else if (wire === FIXED64 || wire === FIXED32) await this.skip(wire === FIXED64 ? 8 : 4);
      else if (wire === BYTES) {
        const size = await this.#varint();
        const after = this.at + size;
        if (after > end) throw new RangeError('field');
        await take(Math.floor(tag / 8), size);
        if (this.at !== after) throw new RangeError('field');
      } else throw new RangeError('wire');
    }
  }

  async bytes(size: number): Promise<Uint8Array> {
    // Names and shapes: anything longer is not what it seems.
    if (size > 1_000_000) throw new RangeError('size');
    const out = new Uint8Array(size);
    for (let filled = 0; filled < size;) {
      if (!(await this.#hasMore())) throw new RangeError('end');
      const part = this.#chunk.subarray(this.#next, this.#next + size - filled);
      out.set(part, filled);
      filled += part.length;
      this.#advance(part.length);
    }
    return out;
  }

  async skip(size: number): Promise<void> {
    for (let left = size; left > 0;) {
      if (!(await this.#hasMore())) throw new RangeError('end');
      const step = Math.min(left, this.#chunk.length - this.#next);
      this.#advance(step);
      left -= step;
    }
  }

  async close(): Promise<void> {
    await this.#reader.cancel().catch(() => undefined);
  }

  async #varint(): Promise<number> {
    let value = 0;
    for (let factor = 1; factor < 2 ** 63; factor *= 128) {
      if (!(await this.#hasMore())) throw new RangeError('end');
      const byte = this.#chunk[this.#next] ?? 0;
      this.#advance(1);
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
    // Negative numbers have ten bytes; none of them is looked at.
    await this.skip(1);
    return value;
  }

  #advance(bytes: number): void {
    this.#next += bytes;
    this.at += bytes;
  }

  async #hasMore(): Promise<boolean> {
    while (this.#next >= this.#chunk.length) {
      const { value, done } = await this.#reader.read();
      if (done) return false;
      this.#chunk = value;
      this.#next = 0;
    }
    return true;
  }
}
