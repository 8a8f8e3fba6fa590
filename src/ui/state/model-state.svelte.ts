import { toAppError, type AppError, type Progress } from '../../domain';
import type { ModelService } from '../services';

export type ModelStatus = 'absent' | 'loading' | 'ready' | 'failed';

/** Where the built-in model stands: on this device or not, being fetched, ready, or failed with a reason. */
export class ModelState {
  status = $state<ModelStatus>('absent');
  /** Bytes of all files of the model with its runtime. */
  bytesTotal = $state(0);
  /** Bytes still to fetch. */
  bytesMissing = $state(0);
  progress = $state.raw<Progress | null>(null);
  error = $state.raw<AppError | null>(null);
  readonly #service: ModelService;
  #loading: { promise: Promise<void>; abort: AbortController } | null = null;

  constructor(service: ModelService) {
    this.#service = service;
  }

  /** Looks at what is on the device: a shard that a browser cleared away is noticed here. */
  async refresh(): Promise<void> {
    if (this.#loading) return;
    try {
      await this.#measure();
      this.status = this.bytesMissing === 0 ? 'ready' : 'absent';
    } catch (thrown) {
      this.error = toAppError(thrown);
      this.status = 'failed';
    }
  }

  /** Downloads if needed and starts the model, or that of a scheme; concurrent callers share one attempt. */
  async ensure(signal?: AbortSignal, scheme?: string): Promise<void> {
    if (!this.#loading) {
      const abort = new AbortController();
      this.status = 'loading';
      this.error = null;
      const promise = this.#load(abort.signal, scheme).finally(() => {
        this.#loading = null;
        this.progress = null;
      });
      this.#loading = { promise, abort };
    }
    const { promise, abort } = this.#loading;
    const stop = () => abort.abort();
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      await promise;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  cancel(): void {
    this.#loading?.abort.abort();
  }

  async remove(): Promise<void> {
    await this.#service.remove();
    await this.refresh();
  }

  async #measure(): Promise<void> {
    const presence = await this.#service.presence();
    this.bytesTotal = presence.bytesTotal;
    this.bytesMissing = presence.bytesTotal - presence.bytesPresent;
  }

  async #load(signal: AbortSignal, scheme?: string): Promise<void> {
    try {
      await this.#service.load((progress) => (this.progress = progress), signal, scheme);
      await this.#measure();
      this.status = this.bytesMissing === 0 ? 'ready' : 'absent';
    } catch (thrown) {
      const error = toAppError(thrown);
      this.error = error;
      // What has arrived counts: the button names what is still missing.
      await this.#measure().catch(() => undefined);
      this.status = error.code === 'tag/cancelled' ? 'absent' : 'failed';
      throw error;
    }
  }
}
