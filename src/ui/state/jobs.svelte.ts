import { toAppError, type Document, type Link, type Progress, type Run, type Span } from '../../domain';
import { linkId } from '../../storage';
import type { Services } from '../services';
import type { ModelState } from './model-state.svelte';

/** What just ended, for the announcement. */
export interface Finished {
  readonly document: Document;
  readonly run: Run;
}

/** A text that waits, and the scheme to read it under: the model's own without one. */
export interface QueuedText {
  readonly document: Document;
  readonly scheme?: string;
}

const keyOf = ({ document, scheme = '' }: QueuedText): string => `${document.id} ${scheme}`;

/** Reads texts one after the other: model, then places, each stored before the next text begins. */
export class Jobs {
  /** The text being read. */
  currentId = $state<string | null>(null);
  waiting = $state.raw<readonly QueuedText[]>([]);
  progress = $state.raw<Progress | null>(null);
  /** Spans found so far in the text being read. */
  partial = $state.raw<readonly Span[]>([]);
  readonly #services: Services;
  readonly #model: ModelState;
  readonly #onFinished: (finished: Finished) => void;
  readonly #onError: (thrown: unknown) => void;
  #abort: AbortController | null = null;
  #current: QueuedText | null = null;

  constructor(
    services: Services,
    model: ModelState,
    listeners: { onFinished: (finished: Finished) => void; onError: (thrown: unknown) => void },
  ) {
    this.#services = services;
    this.#model = model;
    this.#onFinished = listeners.onFinished;
    this.#onError = listeners.onError;
  }

  /** Queues texts, to be read under a scheme of the model; the first starts at once. */
  add(documents: readonly Document[], scheme?: string): void {
    const known = new Set([...this.waiting, ...(this.#current ? [this.#current] : [])].map(keyOf));
    const queued = documents.map((document) => ({ document, ...(scheme === undefined ? {} : { scheme }) }));
    this.waiting = [...this.waiting, ...queued.filter((item) => !known.has(keyOf(item)))];
    if (!this.#abort) void this.#work();
  }

  /** Stops the text being read and forgets those that wait; what is stored stays. */
  cancel(): void {
    this.waiting = [];
    this.#abort?.abort();
  }

  async #work(): Promise<void> {
    const abort = (this.#abort = new AbortController());
    try {
      while (!abort.signal.aborted) {
        const [next, ...rest] = this.waiting;
        if (!next) break;
        this.waiting = rest;
        this.#current = next;
        await this.#read(next, abort.signal);
      }
    } catch (thrown) {
      this.waiting = [];
      this.#onError(thrown);
    } finally {
      this.#abort = null;
      this.#current = null;
      this.currentId = null;
      this.progress = null;
      this.partial = [];
    }
    if (this.waiting.length > 0) void this.#work();
  }

  async #read({ document, scheme }: QueuedText, signal: AbortSignal): Promise<void> {
    this.currentId = document.id;
    this.partial = [];
    this.progress = null;
    await this.#model.ensure(signal);
    const run = await this.#services.tag(document, {
      signal,
      onSpans: (spans) => (this.partial = spans),
      onProgress: (progress) => (this.progress = progress),
      ...(scheme === undefined ? {} : { scheme }),
    });
    await this.#services.store.putRun(run);
    try {
      await this.link(document, run, signal);
    } catch (thrown) {
      // Names are stored; a missing list of places must not undo them.
      if (toAppError(thrown).code === 'tag/cancelled') throw thrown;
      this.#onError(thrown);
    }
    this.#onFinished({ document, run });
  }

  /** Looks up the places of one run and stores the links. */
  async link(document: Document, run: Run, signal: AbortSignal): Promise<void> {
    const links = await this.#services.link(document, run, {
      signal,
      onProgress: (progress) => (this.progress = progress),
    });
    const listed = new Set<string>();
    await this.#services.store.putLinks(
      run.id,
      links.map((link) => ({
        ...link,
        candidates: isFirst(listed, link) ? link.candidates : link.candidates.slice(0, 1),
        id: linkId(document.id, run.id, link.start),
        runId: run.id,
        origin: 'predicted' as const,
      })),
    );
  }
}

/** A name is stored with all its candidates once a document: repeats of it need only the chosen one. */
function isFirst(listed: Set<string>, link: Link): boolean {
  const name = `${link.toponym}:${link.place?.id ?? ''}`;
  if (listed.has(name)) return false;
  listed.add(name);
  return true;
}
