import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError, type ModelInfo, type Segment, type SegmentTags, type TagStats } from '../../../src/domain';
import type { ModelManifest } from '../../../src/model';
import type { ModelStore } from '../../../src/model/download';
import type { Request } from '../../../src/model/protocol';
import { createHost, type Ner } from '../../../src/model/worker/host';
import { createWorkerTagger } from '../../../src/model/worker-tagger';

const MANIFEST = { id: 'm' } as ModelManifest;
const infoOf = (threads: number): ModelInfo => ({
  id: 'm',
  version: '1',
  sha256: 'x',
  schemes: [],
  defaultScheme: 's',
  threads,
  windows: { maxWindowTokens: 128, overlapWords: 24 },
});
const segments = (n: number): Segment[] => Array.from({ length: n }, (_, index) => ({ index }) as Segment);
const live = () => new AbortController().signal;

/** A worker whose other end is the real host over a real channel. */
class FakeWorker extends EventTarget {
  static all: FakeWorker[] = [];
  readonly received: Request[] = [];
  isTerminated = false;
  readonly #page: MessagePort;
  readonly #host: MessagePort;

  constructor(ner: Ner) {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#page = port1;
    this.#host = port2;
    port1.addEventListener('message', ({ data }) =>
      this.dispatchEvent(new MessageEvent('message', { data: data as unknown })),
    );
    port1.start();
    createHost(port2, ner);
    port2.start();
    FakeWorker.all.push(this);
  }
  postMessage(message: Request): void {
    this.received.push(message);
    if (!this.isTerminated) this.#page.postMessage(message);
  }
  terminate(): void {
    this.isTerminated = true;
    this.#page.close();
    this.#host.close();
  }
  crash(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}

describe('createWorkerTagger', () => {
  let load: (request: Extract<Request, { type: 'load' }>) => Promise<ModelInfo>;
  let steps: number;
  let downloads: number;
  const ner: Ner = {
    load: (request) => load(request),
    async *tag(all) {
      for (const { index } of all) {
        steps += 1;
        await Promise.resolve();
        const result: SegmentTags = { segmentIndex: index, tags: ['O'], probabilities: Float32Array.of(1) };
        yield { results: [result], tokens: 10 };
      }
    },
    inspect: ({ segmentIndex, scheme }) =>
      Promise.resolve({
        scheme: { id: scheme, offset: 0, labels: ['O'] },
        windows: [],
        words: [],
        tags: { segmentIndex, tags: ['O'], probabilities: Float32Array.of(1) },
      }),
    dispose: () => Promise.resolve(),
  };
  const store = {
    index: () => Promise.resolve(['m']),
    manifest: () => Promise.resolve(MANIFEST),
    download: () => {
      downloads += 1;
      return Promise.resolve();
    },
  } as unknown as ModelStore;
  const create = (threads = 1) =>
    createWorkerTagger({
      store,
      baseUrl: '/',
      runtime: { mjs: 'm', wasm: 'w' },
      createWorker: () => new FakeWorker(ner) as unknown as Worker,
      threads,
    });
  const loaded = async (threads = 1) => {
    const tagger = create(threads);
    const info = await tagger.load(() => {}, live());
    return { tagger, info };
  };
  const request = (n: number, documentId = 'd') => ({
    documentId,
    raw: '',
    scheme: 's',
    segments: segments(n),
  });
  const collect = async (tagged: AsyncGenerator<SegmentTags, TagStats>) => {
    const indices: number[] = [];
    let step: IteratorResult<SegmentTags, TagStats>;
    while (!(step = await tagged.next()).done) indices.push(step.value.segmentIndex);
    return { indices, stats: step.value };
  };

  beforeEach(() => {
    FakeWorker.all = [];
    steps = 0;
    downloads = 0;
    load = ({ threads }) => Promise.resolve(infoOf(threads));
    vi.stubGlobal('location', { href: 'http://localhost/' });
    vi.stubGlobal('navigator', {});
  });
  afterEach(() => {
    for (const worker of FakeWorker.all) worker.terminate();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('streams all segments in order and ends with counts', async () => {
    const { tagger, info } = await loaded(2);
    expect(info.threads).toBe(2);
    const { indices, stats } = await collect(tagger.tag(request(40), live()));
    expect(indices).toEqual(segments(40).map((s) => s.index));
    expect(stats).toEqual({ tokens: 400, threads: 2 });
  });

  it('looks into one sentence of a loaded model, unless stopped before', async () => {
    const look = { scheme: 's', segments: segments(3), segmentIndex: 1 };
    await expect(create().inspect(look, live())).rejects.toMatchObject({ code: 'model/not-loaded' });
    const { tagger } = await loaded();
    expect(await tagger.inspect(look, live())).toMatchObject({
      scheme: { id: 's' },
      tags: { segmentIndex: 1, tags: ['O'] },
    });
    await expect(tagger.inspect(look, AbortSignal.abort())).rejects.toMatchObject({ code: 'tag/cancelled' });
  });

  it('loads once for callers at the same time, and again after a failure', async () => {
    const tagger = create();
    load = () => Promise.reject(new AppError('model/missing', { path: 'p' }));
    const tries = await Promise.allSettled([tagger.load(() => {}, live()), tagger.load(() => {}, live())]);
    expect(tries.map((t) => t.status)).toEqual(['rejected', 'rejected']);
    expect(downloads).toBe(1);
    load = ({ threads }) => Promise.resolve(infoOf(threads));
    await expect(tagger.load(() => {}, live())).resolves.toMatchObject({ id: 'm' });
    expect(downloads).toBe(2);
    expect(FakeWorker.all.map((w) => w.isTerminated)).toEqual([true, false]);
  });

  it('falls back to one thread when several fail, in a worker of its own', async () => {
    load = ({ threads }) =>
      threads > 1
        ? Promise.reject(new AppError('model/session', { detail: 'RangeError: Out of memory' }))
        : Promise.resolve(infoOf(threads));
    const { info } = await loaded(4);
    expect(info.threads).toBe(1);
    expect(FakeWorker.all.map((w) => w.isTerminated)).toEqual([true, false]);
  });

  it('falls back to one thread when several hang', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    load = ({ threads }) => (threads > 1 ? new Promise(() => {}) : Promise.resolve(infoOf(threads)));
    const loading = create(4).load(() => {}, live());
    await vi.advanceTimersByTimeAsync(60_000);
    expect((await loading).threads).toBe(1);
    expect(FakeWorker.all[0]?.isTerminated).toBe(true);
  });

  it('does not try again with one thread when bytes are damaged', async () => {
    load = () => Promise.reject(new AppError('model/missing', { path: 'p' }));
    await expect(create(4).load(() => {}, live())).rejects.toMatchObject({ code: 'model/missing' });
    expect(FakeWorker.all).toHaveLength(1);
  });

  it('rejects what is pending when the worker crashes, and starts another at the next load', async () => {
    const { tagger } = await loaded();
    const tagged = tagger.tag(request(5000), live());
    await tagged.next();
    FakeWorker.all[0]?.crash('boom');
    await expect(collect(tagged)).rejects.toMatchObject({ code: 'worker/crashed', data: { detail: 'boom' } });
    await expect(collect(tagger.tag(request(1), live()))).rejects.toMatchObject({ code: 'model/not-loaded' });
    await tagger.load(() => {}, live());
    expect((await collect(tagger.tag(request(3), live()))).indices).toEqual([0, 1, 2]);
    expect(FakeWorker.all.map((w) => w.isTerminated)).toEqual([true, false]);
  });

  it('stops the worker when told to, and when its reader leaves', async () => {
    const { tagger } = await loaded();
    const abort = new AbortController();
    const tagged = tagger.tag(request(5000), abort.signal);
    await tagged.next();
    abort.abort();
    await expect(collect(tagged)).rejects.toMatchObject({ code: 'tag/cancelled' });
    for await (const { segmentIndex } of tagger.tag(request(5000, 'e'), live())) if (segmentIndex > 0) break;
    await expect(collect(tagger.tag(request(2, 'f'), live()))).resolves.toMatchObject({ indices: [0, 1] });
    expect(steps).toBeLessThan(10_000);
    expect(FakeWorker.all[0]?.received.filter((r) => r.type === 'cancel')).toHaveLength(2);
  });

  it('sends nothing for a run that is over before its turn', async () => {
    const { tagger } = await loaded();
    await expect(collect(tagger.tag(request(1), AbortSignal.abort()))).rejects.toMatchObject({
      code: 'tag/cancelled',
    });
    expect(FakeWorker.all[0]?.received.filter((r) => r.type === 'tag')).toEqual([]);
  });

  it('lets a newer run of a document supersede the older, in all its later calls too, across the lock', async () => {
    vi.stubGlobal('navigator', { locks: queueOfLocks() });
    const { tagger } = await loaded();
    const [older, newer] = [live(), live()];
    const first = tagger.tag(request(5000), older);
    await first.next();
    const second = collect(tagger.tag(request(3), newer));
    await expect(collect(first)).rejects.toMatchObject({ code: 'tag/superseded' });
    await expect(second).resolves.toMatchObject({ indices: [0, 1, 2] });
    await expect(collect(tagger.tag(request(3), older))).rejects.toMatchObject({ code: 'tag/superseded' });
    await expect(collect(tagger.tag(request(2), newer))).resolves.toMatchObject({ indices: [0, 1] });
    await expect(collect(tagger.tag(request(2, 'e'), older))).resolves.toMatchObject({ indices: [0, 1] });
  });

  it('ends a run as cancelled when the model is put away', async () => {
    const { tagger } = await loaded();
    const tagged = tagger.tag(request(5000), live());
    await tagged.next();
    await tagger.dispose();
    await expect(collect(tagged)).rejects.toMatchObject({ code: 'tag/cancelled' });
  });

  describe('with several models', () => {
    const models = {
      ...store,
      manifest: (id: string) => Promise.resolve({ ...MANIFEST, id }),
    };
    const taggers = () =>
      createWorkerTagger({
        store: models,
        baseUrl: '/',
        runtime: { mjs: 'm', wasm: 'w' },
        createWorker: () => new FakeWorker(ner) as unknown as Worker,
        threads: 1,
      });
    beforeEach(() => {
      load = ({ manifest, threads }) => Promise.resolve({ ...infoOf(threads), id: manifest.id });
    });
    const open = () => FakeWorker.all.filter((worker) => !worker.isTerminated).length;

    it('has one session: another model ends the one before, and comes back when it is called', async () => {
      const all = taggers();
      expect((await all.load(() => {}, live())).id).toBe('m');
      expect((await all.of('own-x').load(() => {}, live())).id).toBe('own-x');
      expect([FakeWorker.all.length, open()]).toEqual([2, 1]);
      // A run of the first model goes on: its next call loads it again.
      expect((await collect(all.tag(request(2), live()))).indices).toEqual([0, 1]);
      expect([FakeWorker.all.length, open()]).toEqual([3, 1]);
      await all.of(undefined).load(() => {}, live());
      expect(FakeWorker.all).toHaveLength(3);
    });

    it('lets a call that is under way come to its end first', async () => {
      const all = taggers();
      await all.load(() => {}, live());
      const tagged = collect(all.tag(request(200), live()));
      await vi.waitFor(() => expect(steps).toBeGreaterThan(0));
      const other = all.of('own-x').load(() => {}, live());
      expect((await tagged).indices).toHaveLength(200);
      expect((await other).id).toBe('own-x');
      expect(open()).toBe(1);
    });

    it('frees a model whose files are to be removed, and no other', async () => {
      const all = taggers();
      await all.of('own-x').load(() => {}, live());
      await all.release('own-y');
      expect(open()).toBe(1);
      await all.release('own-x');
      expect(open()).toBe(0);
    });
  });
});

/** Web Locks as far as they are used: one after the other, a waiting one can be given up. */
function queueOfLocks() {
  let last: Promise<unknown> = Promise.resolve();
  return {
    request: (_name: string, { signal }: { signal: AbortSignal }, work: () => Promise<unknown>) => {
      const turn = last.then(() => {
        if (signal.aborted) throw new DOMException('given up', 'AbortError');
        return work();
      });
      last = turn.catch(() => {});
      return turn;
    },
  };
}
