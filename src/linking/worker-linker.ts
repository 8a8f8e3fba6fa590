import { AppError, type Link, type Linker, type LinkRequest } from '../domain';
import type { LoadedPlaces, PlacesOutcome, PlacesRequest, PlacesResponse } from './protocol';

type Body = PlacesRequest extends infer R ? (R extends PlacesRequest ? Omit<R, 'id'> : never) : never;

/** An outcome with what came ahead of it. */
const whole = (outcome: PlacesOutcome, parts: readonly Link[]): PlacesOutcome =>
  outcome.type === 'linked' ? { ...outcome, links: [...parts, ...outcome.links] } : outcome;

/** Linking in the places worker. */
export interface WorkerLinker extends Linker {
  /** Opens the list anew, since packs were added or removed. Rejects with `places/*`: what was open stays open. */
  reload(): Promise<void>;
}

export interface LinkerOptions {
  /** The base of the site, ending in a slash. */
  readonly baseUrl: string;
  /** Hears what was opened. */
  readonly onLoaded?: (loaded: LoadedPlaces) => void;
}

/** The page's end of the places worker, which starts with the first call. */
export function createLinker(options: LinkerOptions & { createWorker: () => Worker }): WorkerLinker {
  const pending = new Map<
    number,
    { resolve: (outcome: PlacesOutcome) => void; reject: (error: AppError) => void; parts: Link[] }
  >();
  let worker: Worker | null = null;
  let loading: Promise<void> | null = null;
  let next = 1;

  function receive({ data }: MessageEvent<PlacesResponse>): void {
    const waiting = pending.get(data.id);
    if (data.type === 'part') {
      waiting?.parts.push(...data.links);
      return;
    }
    pending.delete(data.id);
    if (data.type === 'done') waiting?.resolve(whole(data.outcome, waiting.parts));
    else waiting?.reject(new AppError(data.error.code, data.error.data));
  }

  function fail(detail: string): void {
    for (const { reject } of pending.values()) reject(new AppError('worker/crashed', { detail }));
    pending.clear();
    worker?.terminate();
    worker = null;
    loading = null;
  }

  function send(body: Body, signal?: AbortSignal): Promise<PlacesOutcome> {
    if (!worker) {
      worker = options.createWorker();
      worker.addEventListener('message', receive);
      worker.addEventListener('error', (event) => fail(event.message || 'error'));
      worker.addEventListener('messageerror', () => fail('messageerror'));
    }
    const id = next++;
    return new Promise((resolve, reject) => {
      const abort = () => {
        // The worker stops between two names; what it still answers is dropped.
        if (pending.delete(id)) worker?.postMessage({ type: 'cancel', id });
        reject(new AppError('tag/cancelled'));
      };
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort, { once: true });
      pending.set(id, { resolve, reject, parts: [] });
      worker?.postMessage({ ...body, id });
    });
  }

  /** The outcome of a request, which must be of its own kind. */
  async function ask<T extends PlacesOutcome['type']>(
    body: Body & { readonly type: T },
  ): Promise<PlacesOutcome & { readonly type: T }> {
    const outcome = await send(body);
    if (outcome.type !== body.type) throw new AppError('worker/protocol', { detail: outcome.type });
    return outcome as PlacesOutcome & { readonly type: T };
  }

  async function open(again: boolean): Promise<void> {
    const baseUrl = new URL(options.baseUrl, location.href).href;
    const outcome = await send({ type: 'load', baseUrl, again });
    if (outcome.type === 'loaded') options.onLoaded?.(outcome);
  }

  return {
    async load(onProgress, signal) {
      onProgress({ phase: 'link', done: 0, total: 1 });
      loading ??= open(false).catch((thrown: unknown) => {
        loading = null;
        throw thrown;
      });
      await loading;
      if (signal.aborted) throw new AppError('tag/cancelled');
      onProgress({ phase: 'link', done: 1, total: 1 });
    },
    async reload() {
      // A worker that has not started will find the packs by itself.
      if (worker) await open(true);
    },
    async link(request: LinkRequest, signal: AbortSignal): Promise<Link[]> {
      const outcome = await send({ type: 'link', request }, signal);
      if (outcome.type !== 'linked') throw new AppError('worker/protocol', { detail: outcome.type });
      return [...outcome.links];
    },
    async knownNames(names, ownPlaces = []) {
      return new Set((await ask({ type: 'known', names, ownPlaces })).names);
    },
    search: async (query, limit) => (await ask({ type: 'search', query, limit })).candidates,
    describe: async (ids) => (await ask({ type: 'describe', ids })).places,
    englishOf: async (names) => (await ask({ type: 'english', names })).forms,
    outlines: async (ids) => (await ask({ type: 'outlines', ids })).outlines,
    dispose() {
      fail('closed');
      return Promise.resolve();
    },
  };
}
