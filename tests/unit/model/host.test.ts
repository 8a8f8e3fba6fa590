import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  AppError,
  type Inspection,
  type ModelInfo,
  type Segment,
  type SegmentTags,
} from '../../../src/domain';
import type { Request, Response } from '../../../src/model/protocol';
import { createHost, type Ner } from '../../../src/model/worker/host';

type Body = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never;

const INFO: ModelInfo = {
  id: 'm',
  version: '1',
  sha256: 'x',
  schemes: [],
  defaultScheme: 's',
  threads: 2,
  windows: { maxWindowTokens: 128, overlapWords: 24 },
};
const segments = (n: number): Segment[] => Array.from({ length: n }, (_, index) => ({ index }) as Segment);
const tagsOf = ({ index }: Segment): SegmentTags => ({
  segmentIndex: index,
  tags: [],
  probabilities: new Float32Array(0),
});

const inspectionOf = (segmentIndex: number): Inspection => ({
  scheme: { id: 's', offset: 0, labels: ['O'] },
  windows: [{ tokens: 3, sentences: 1 }],
  words: [],
  tags: tagsOf({ index: segmentIndex } as Segment),
});

describe('createHost', () => {
  let page: MessagePort;
  let worker: MessagePort;
  let received: Response[];
  let steps: number;
  let failing: boolean;

  beforeEach(() => {
    const channel = new MessageChannel();
    page = channel.port1;
    worker = channel.port2;
    received = [];
    steps = 0;
    failing = false;
    const ner: Ner = {
      load: () =>
        failing ? Promise.reject(new AppError('model/missing', { path: 'p' })) : Promise.resolve(INFO),
      async *tag(all) {
        for (const segment of all) {
          steps += 1;
          await Promise.resolve();
          yield { results: [tagsOf(segment)], tokens: 10 };
        }
      },
      inspect: ({ segmentIndex }) =>
        failing
          ? Promise.reject(new AppError('model/not-loaded'))
          : Promise.resolve(inspectionOf(segmentIndex)),
      dispose: () => Promise.resolve(),
    };
    createHost(worker, ner);
    worker.start();
  });
  afterEach(() => {
    page.close();
    worker.close();
  });

  const send = (body: Body, id: number) => page.postMessage({ ...body, id });
  const ended = (id: number) =>
    new Promise<Response>((resolve) => {
      const listen = ({ data }: MessageEvent<Response>) => {
        received.push(data);
        if (data.id !== id || data.type === 'partial') return;
        page.removeEventListener('message', listen);
        resolve(data);
      };
      page.addEventListener('message', listen);
      page.start();
    });
  const tag = (documentId: string, n: number): Body => ({
    type: 'tag',
    documentId,
    scheme: 's',
    segments: segments(n),
  });

  it('streams every segment in order and ends with counts', async () => {
    const end = ended(1);
    send(tag('d', 30), 1);
    expect(await end).toEqual({
      type: 'done',
      id: 1,
      outcome: { type: 'tagged', stats: { tokens: 300, threads: 1 } },
    });
    const indices = received.flatMap((r) =>
      r.type === 'partial' ? r.results.map((x) => x.segmentIndex) : [],
    );
    expect(indices).toEqual(segments(30).map((s) => s.index));
  });

  it('cancels between model calls', async () => {
    const end = ended(1);
    send(tag('d', 5000), 1);
    setTimeout(() => page.postMessage({ type: 'cancel', id: 1 }), 5);
    expect(await end).toMatchObject({ type: 'failed', error: { code: 'tag/cancelled' } });
    expect(steps).toBeLessThan(5000);
  });

  it('lets a newer request of the same document supersede the older, not one of another', async () => {
    const [first, other, second] = [ended(1), ended(2), ended(3)];
    send(tag('d', 2000), 1);
    send(tag('e', 20), 2);
    send(tag('d', 10), 3);
    expect(await first).toMatchObject({ type: 'failed', error: { code: 'tag/superseded' } });
    expect(await other).toMatchObject({ type: 'done' });
    expect(await second).toMatchObject({ type: 'done' });
  });

  it('looks into one sentence, and says why it cannot', async () => {
    const inspect: Body = { type: 'inspect', scheme: 's', segments: segments(3), segmentIndex: 2 };
    const done = ended(1);
    send(inspect, 1);
    expect(await done).toEqual({
      type: 'done',
      id: 1,
      outcome: { type: 'inspected', inspection: inspectionOf(2) },
    });
    failing = true;
    const failed = ended(2);
    send(inspect, 2);
    expect(await failed).toMatchObject({ type: 'failed', error: { code: 'model/not-loaded' } });
  });

  it('answers failures with their code and data, and goes on', async () => {
    failing = true;
    const failed = ended(1);
    const load = {
      type: 'load',
      manifest: {} as never,
      modelUrl: '',
      runtime: { mjs: '', wasm: '' },
      threads: 1,
    } as const;
    send(load, 1);
    expect(await failed).toMatchObject({
      type: 'failed',
      error: { code: 'model/missing', data: { path: 'p' } },
    });
    failing = false;
    const loaded = ended(2);
    send(load, 2);
    expect(await loaded).toMatchObject({ type: 'done', outcome: { type: 'loaded', info: { threads: 2 } } });
  });
});
