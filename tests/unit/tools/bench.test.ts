import { InferenceSession, Tensor } from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { longText } from '../../../tools/bench/app';
import { median } from '../../../tools/bench/metric';
import { randomBert } from '../../../tools/bench/random-bert';

describe('a model with random weights', () => {
  it('is a graph that runs and gives one row of logits per token', async () => {
    const shape = {
      layers: 2,
      hidden: 32,
      heads: 4,
      feedForward: 64,
      vocabulary: 50,
      positions: 16,
      labels: 9,
    };
    const { chunks, sizeBytes } = randomBert(shape);
    const bytes = Buffer.concat(chunks);
    expect(bytes.length).toBe(sizeBytes);
    const session = await InferenceSession.create(bytes, { executionProviders: ['wasm'] });
    const run = async (ids: bigint[]) => {
      const dims = [1, ids.length];
      const { logits } = await session.run({
        input_ids: new Tensor('int64', BigInt64Array.from(ids), dims),
        attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), dims),
      });
      return logits;
    };
    const first = await run([1n, 2n, 3n]);
    expect(first?.dims).toEqual([1, 3, 9]);
    expect([...(first?.data as Float32Array)].every(Number.isFinite)).toBe(true);
    expect((await run([1n, 2n, 4n]))?.data).not.toEqual(first?.data);
    await session.release();
  });
});

describe('the long text', () => {
  it('has about as many words as asked for, in paragraphs, and is the same each time', () => {
    const text = longText(5000);
    const words = text.split(/\s+/).length;
    expect(words).toBeGreaterThanOrEqual(5000);
    expect(words).toBeLessThan(5100);
    expect(text.split('\n\n').length).toBeGreaterThan(30);
    expect(longText(5000)).toBe(text);
  });
});

describe('median', () => {
  it('is the middle one, of two the lower', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2);
  });
});
