import { AppError, type ErrorCode, type SegmentTags } from '../domain';
import type { Outcome, Request, Response } from './protocol';

interface Pending {
  readonly onPartial: (results: readonly SegmentTags[]) => void;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: AppError) => void;
}

type Body = Request extends infer R ? (R extends Request ? Omit<R, 'id'> : never) : never;

/** One worker with its pending requests. A worker that fails outside any request is ended, and all that is pending rejected. */
export class Connection {
  readonly #worker: Worker;
  readonly #onCrash: () => void;
  readonly #pending = new Map<number, Pending>();
  #next = 1;
  #closed: AppError | null = null;

  constructor(worker: Worker, onCrash: () => void) {
    this.#worker = worker;
    this.#onCrash = onCrash;
    worker.addEventListener('message', (event: MessageEvent<Response>) => this.#receive(event.data));
    worker.addEventListener('error', (event) => this.#crash(event.message || 'error'));
    worker.addEventListener('messageerror', () => this.#crash('messageerror'));
  }

  send(body: Body, onPartial: Pending['onPartial'] = () => {}): { id: number; outcome: Promise<Outcome> } {
    const id = this.#next++;
    if (this.#closed) return { id, outcome: Promise.reject(this.#closed) };
    const outcome = new Promise<Outcome>((resolve, reject) =>
      this.#pending.set(id, { onPartial, resolve, reject }),
    );
    this.#worker.postMessage({ ...body, id });
    return { id, outcome };
  }

  cancel(id: number): void {
    if (this.#pending.has(id)) this.#worker.postMessage({ type: 'cancel', id } satisfies Request);
  }

  /** Ends the worker; what is pending, and what is still sent, rejects with this code. */
  close(code: ErrorCode = 'tag/cancelled', data: AppError['data'] = {}): void {
    if (this.#closed) return;
    this.#closed = new AppError(code, data);
    this.#worker.terminate();
    for (const pending of this.#pending.values()) pending.reject(this.#closed);
    this.#pending.clear();
  }

  #crash(detail: string): void {
    if (this.#closed) return;
    this.close('worker/crashed', { detail });
    this.#onCrash();
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
}
