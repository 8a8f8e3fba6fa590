import {
  AppError,
  toAppError,
  type InspectRequest,
  type Inspector,
  type ModelInfo,
  type SegmentTags,
  type Tagger,
  type TagRequest,
  type TagStats,
} from '../domain';
import { Connection } from './connection';
import { withLock, type ModelStore } from './download';
import type { ModelManifest } from './manifest';
import { NewestRun } from './newest-run';
import type { RuntimeUrls } from './protocol';

export interface WorkerTaggerOptions {
  readonly store: ModelStore;
  /** Default: the first that the site offers. */
  readonly modelId?: string;
  readonly baseUrl: string;
  readonly runtime: RuntimeUrls;
  readonly createWorker: () => Worker;
  /** Threads to try first; one is the fallback. */
  readonly threads: number;
}

/** Past this a start with several threads counts as hung (seen on some phones), and one thread is tried. */
const START_LIMIT_MS = 60_000;

interface Started {
  readonly connection: Connection;
  readonly info: ModelInfo;
}

/**
 * The page's tagger: downloads the model if needed, starts it in a worker, falls back to one thread. Calls of `tag` that
 * share a signal are one run; a run of the same document with another signal supersedes it.
 */
export function createWorkerTagger(options: WorkerTaggerOptions): Tagger & Inspector {
  let loading: Promise<Started> | null = null;
  const newest = new NewestRun();

  async function start(manifest: ModelManifest, threads: number): Promise<Started> {
    let isStarted = false;
    const connection = new Connection(options.createWorker(), () => {
      // The next load starts another worker.
      if (isStarted) loading = null;
    });
    const modelUrl = new URL(`${options.baseUrl}models/${manifest.id}/`, location.href).href;
    const { outcome } = connection.send({
      type: 'load',
      manifest,
      modelUrl,
      runtime: options.runtime,
      threads,
    });
    try {
      const loaded = await (threads > 1 ? withLimit(outcome, START_LIMIT_MS) : outcome);
      if (loaded.type !== 'loaded') throw new AppError('worker/protocol', { detail: loaded.type });
      isStarted = true;
      return { connection, info: loaded.info };
    } catch (thrown) {
      connection.close();
      if (threads > 1 && isOfThreads(thrown)) return start(manifest, 1);
      throw thrown;
    }
  }

  const ready = async () => {
    if (!loading) throw new AppError('model/not-loaded');
    return loading;
  };

  return {
    async load(onProgress, signal) {
      loading ??= (async () => {
        const id = options.modelId ?? (await options.store.index())[0] ?? '';
        const manifest = await options.store.manifest(id);
        await options.store.download(manifest, onProgress, signal);
        onProgress({ phase: 'load', done: 0, total: 1 });
        return start(manifest, options.threads);
      })().catch((thrown: unknown) => {
        loading = null;
        throw thrown;
      });
      return (await loading).info;
    },

    async *tag(request: TagRequest, signal: AbortSignal): AsyncGenerator<SegmentTags, TagStats> {
      const { connection } = await ready();
      const { scheme, segments, documentId } = request;
      const overtaken = newest.enter(documentId, signal);
      const stop = new AbortController();
      const stopNow = () => stop.abort();
      const signals = [signal, overtaken];
      for (const one of signals) {
        if (one.aborted) stopNow();
        one.addEventListener('abort', stopNow, { once: true });
      }
      const queue: SegmentTags[] = [];
      let wake = () => {};
      let stats: TagStats | null = null;
      let failure: unknown = null;
      void withLock('mawdi-inference', stop.signal, async () => {
        if (stop.signal.aborted) throw new AppError('tag/cancelled');
        const { id, outcome } = connection.send({ type: 'tag', documentId, scheme, segments }, (results) => {
          queue.push(...results);
          wake();
        });
        stop.signal.addEventListener('abort', () => connection.cancel(id), { once: true });
        const tagged = await outcome;
        if (tagged.type === 'tagged') stats = tagged.stats;
        else throw new AppError('worker/protocol', { detail: tagged.type });
      })
        .catch((thrown: unknown) => {
          failure = overtaken.aborted && !signal.aborted ? new AppError('tag/superseded') : thrown;
        })
        .finally(() => wake());
      try {
        for (;;) {
          const next = queue.shift();
          if (next) yield next;
          else if (failure !== null) throw failure as AppError;
          else if (stats !== null) return stats;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
      } finally {
        for (const one of signals) one.removeEventListener('abort', stopNow);
        // The consumer left early: the worker need not go on.
        stopNow();
      }
    },

    async inspect({ scheme, segments, segmentIndex }: InspectRequest, signal: AbortSignal) {
      const { connection } = await ready();
      return withLock('mawdi-inference', signal, async () => {
        // Too short to be worth a cancel once it runs.
        if (signal.aborted) throw new AppError('tag/cancelled');
        const inspected = await connection.send({ type: 'inspect', scheme, segments, segmentIndex }).outcome;
        if (inspected.type !== 'inspected') throw new AppError('worker/protocol', { detail: inspected.type });
        return inspected.inspection;
      });
    },

    async dispose() {
      const open = await loading?.catch(() => null);
      loading = null;
      open?.connection.close();
    },
  };
}

/** Whether a start may succeed with one thread: not when bytes are missing, damaged or refused. */
function isOfThreads(thrown: unknown): boolean {
  const { code } = toAppError(thrown);
  return code === 'model/session' || code === 'worker/crashed' || code === 'internal';
}

function withLimit<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('model/session', { detail: 'timeout' })), limitMs);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
