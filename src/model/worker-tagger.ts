import {
  AppError,
  toAppError,
  type InspectRequest,
  type Inspector,
  type ModelInfo,
  type OnProgress,
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

/** The one model that is loaded, or being loaded. */
interface Session {
  readonly key: string;
  started: Promise<Started>;
  /** Calls under way: another model waits for them. */
  readonly busy: Set<Promise<unknown>>;
}

/** The model of a tagger: the default, one of the device by its id, or one that is being tried. */
export type TaggerModel = string | ModelManifest | undefined;

/** Taggers of all models of the page. There is one session at a time: a call for another model ends the one before. */
export interface WorkerTagger extends Tagger, Inspector {
  of(model: TaggerModel): Tagger & Inspector;
  /** Ends the session if it is of this model; after that its files may be removed. */
  release(model: TaggerModel): Promise<void>;
}

/**
 * The page's tagger: downloads the model if needed, starts it in a worker, falls back to one thread. Calls of `tag` that
 * share a signal are one run; a run of the same document with another signal supersedes it.
 */
export function createWorkerTagger(options: WorkerTaggerOptions): WorkerTagger {
  let current: Session | null = null;
  const newest = new NewestRun();

  async function start(session: Session, manifest: ModelManifest, threads: number): Promise<Started> {
    let isStarted = false;
    const connection = new Connection(options.createWorker(), () => {
      // The next load starts another worker.
      if (isStarted && current === session) current = null;
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
      if (threads > 1 && isOfThreads(thrown)) return start(session, manifest, 1);
      throw thrown;
    }
  }

  /** Ends a session once its calls are over. */
  async function end({ busy, started }: Session): Promise<void> {
    await Promise.allSettled([...busy]);
    (await started.catch(() => null))?.connection.close();
  }

  function load(model: TaggerModel, onProgress: OnProgress, signal: AbortSignal): Session {
    const key = keyOf(model);
    if (current?.key === key) return current;
    const before = current;
    const begin = async (session: Session) => {
      if (before) await end(before);
      const id = model ?? options.modelId ?? (await options.store.index())[0] ?? '';
      const manifest = typeof id === 'string' ? await options.store.manifest(id) : id;
      await options.store.download(manifest, onProgress, signal);
      onProgress({ phase: 'load', done: 0, total: 1 });
      return start(session, manifest, options.threads);
    };
    const session: Session = { key, busy: new Set(), started: Promise.reject(new Error('not begun')) };
    session.started.catch(() => undefined);
    session.started = begin(session).catch((thrown: unknown) => {
      if (current === session) current = null;
      throw thrown;
    });
    current = session;
    return session;
  }

  /** One call of a model that was loaded before; another one may have been loaded since. */
  async function call<T>(
    model: TaggerModel,
    signal: AbortSignal,
    work: (connection: Connection) => Promise<T>,
  ): Promise<T> {
    if (!current) throw new AppError('model/not-loaded');
    const session = load(model, () => {}, signal);
    const done = session.started.then(({ connection }) => work(connection));
    session.busy.add(done);
    try {
      return await done;
    } finally {
      session.busy.delete(done);
    }
  }

  const of = (model: TaggerModel): Tagger & Inspector => ({
    load: async (onProgress, signal) => (await load(model, onProgress, signal).started).info,

    async *tag(request: TagRequest, signal: AbortSignal): AsyncGenerator<SegmentTags, TagStats> {
      if (!current) throw new AppError('model/not-loaded');
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
      void withLock('mawdi-inference', stop.signal, () =>
        call(model, stop.signal, async (connection) => {
          if (stop.signal.aborted) throw new AppError('tag/cancelled');
          const { id, outcome } = connection.send(
            { type: 'tag', documentId, scheme, segments },
            (results) => {
              queue.push(...results);
              wake();
            },
          );
          stop.signal.addEventListener('abort', () => connection.cancel(id), { once: true });
          const tagged = await outcome;
          if (tagged.type === 'tagged') stats = tagged.stats;
          else throw new AppError('worker/protocol', { detail: tagged.type });
        }),
      )
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
      if (!current) throw new AppError('model/not-loaded');
      return withLock('mawdi-inference', signal, () =>
        call(model, signal, async (connection) => {
          // Too short to be worth a cancel once it runs.
          if (signal.aborted) throw new AppError('tag/cancelled');
          const { outcome } = connection.send({ type: 'inspect', scheme, segments, segmentIndex });
          const inspected = await outcome;
          if (inspected.type !== 'inspected')
            throw new AppError('worker/protocol', { detail: inspected.type });
          return inspected.inspection;
        }),
      );
    },

    dispose,
  });

  async function dispose(): Promise<void> {
    const open = await current?.started.catch(() => null);
    current = null;
    open?.connection.close();
  }

  return {
    ...of(undefined),
    of,
    async release(model) {
      if (current?.key === keyOf(model)) await dispose();
    },
  };
}

const keyOf = (model: TaggerModel): string =>
  typeof model === 'object' ? `${model.id} ${model.sha256}` : (model ?? '');

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
