import {
  AppError,
  type ModelInfo,
  type SegmentTags,
  type Tagger,
  type TagRequest,
  type TagStats,
} from '../domain';
import { withLock, type ModelStore } from './download';
import type { ModelManifest } from './manifest';
import type { Outcome, Request, Response, RuntimeUrls } from './protocol';

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

interface Pending {
  readonly onPartial: (results: readonly SegmentTags[]) => void;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: AppError) => void;
}

type Body = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never;

/** One worker with its pending requests. */
class Connection {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #next = 1;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener('message', (event: MessageEvent<Response>) => this.#receive(event.data));
    worker.addEventListener('error', (event) => this.#rejectAll(event.message || 'error'));
    worker.addEventListener('messageerror', () => this.#rejectAll('messageerror'));
  }

  send(body: Body, onPartial: Pending['onPartial'] = () => {}): { id: number; outcome: Promise<Outcome> } {
    const id = this.#next++;
    const outcome = new Promise<Outcome>((resolve, reject) =>
      this.#pending.set(id, { onPartial, resolve, reject }),
    );
    this.#worker.postMessage({ ...body, id });
    return { id, outcome };
  }

  cancel(id: number): void {
    this.#worker.postMessage({ type: 'cancel', id } satisfies Request);
  }

  close(): void {
    this.#worker.terminate();
    this.#rejectAll('closed');
  }

  #receive(response: Response): void {
    const pending = this.#pending.get(response.id);
    if (!pending) return;
    switch (response.type) {
      case 'partial':
        pending.onPartial(response.results);
        return;
      case 'done':
        this.#pending.delete(response.id);
        pending.resolve(response.outcome);
        return;
      case 'failed':
        this.#pending.delete(response.id);
        pending.reject(new AppError(response.error.code, response.error.data));
        return;
      default:
        response satisfies never;
    }
  }

  #rejectAll(detail: string): void {
    for (const pending of this.#pending.values()) pending.reject(new AppError('worker/crashed', { detail }));
    this.#pending.clear();
  }
}

/** The page's tagger: downloads the model if needed, starts it in a worker, falls back to one thread. */
export function createWorkerTagger(options: WorkerTaggerOptions): Tagger {
  let loading: Promise<{ connection: Connection; info: ModelInfo }> | null = null;

  async function start(
    manifest: ModelManifest,
    threads: number,
  ): Promise<{ connection: Connection; info: ModelInfo }> {
    const connection = new Connection(options.createWorker());
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
      return { connection, info: loaded.info };
    } catch (thrown) {
      connection.close();
      const isMissing = thrown instanceof AppError && thrown.code === 'model/missing';
      if (threads > 1 && !isMissing) return start(manifest, 1);
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
      const queue: SegmentTags[] = [];
      let wake = () => {};
      let stats: TagStats | null = null;
      let failure: unknown = null;
      let sent: number | null = null;
      const { scheme, segments, documentId } = request;
      const finished = withLock('mawdi-inference', signal, async () => {
        if (signal.aborted) throw new AppError('tag/cancelled');
        const { id, outcome } = connection.send({ type: 'tag', documentId, scheme, segments }, (results) => {
          queue.push(...results);
          wake();
        });
        sent = id;
        const tagged = await outcome;
        if (tagged.type === 'tagged') stats = tagged.stats;
        else throw new AppError('worker/protocol', { detail: tagged.type });
      })
        .catch((thrown: unknown) => {
          failure = thrown;
        })
        .finally(() => wake());
      const stop = () => {
        if (sent !== null) connection.cancel(sent);
      };
      signal.addEventListener('abort', stop, { once: true });
      try {
        for (;;) {
          const next = queue.shift();
          if (next) yield next;
          // eslint cannot see that callbacks write these.
          else if (failure !== null || stats !== null) break;
          else await new Promise<void>((resolve) => (wake = resolve));
        }
        await finished;
        if (failure !== null) throw failure as AppError;
        return stats ?? { tokens: 0, threads: 1 };
      } finally {
        signal.removeEventListener('abort', stop);
        // The consumer left early: the worker need not go on.
        if (stats === null && failure === null) stop();
      }
    },

    async dispose() {
      const open = await loading?.catch(() => null);
      loading = null;
      open?.connection.close();
    },
  };
}

function withLimit<T>(work: Promise<T>, limitMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('model/session', { detail: 'timeout' })), limitMs);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
