import {
  toAppError,
  type Document,
  type PlaceKnowledge,
  type Progress,
  type Run,
  type Span,
} from '../../domain';
import { toStoredLinks } from '../../storage';
import type { Services } from '../services';
import type { ModelState } from './model-state.svelte';
import { lockManager, savedKeyOf, SavedQueue } from './saved-queue';

/** What just ended, for the announcement. */
export interface Finished {
  readonly document: Document;
  readonly run: Run;
  readonly isBackground: boolean;
}

/** What linking is told for a text, and who wants to know that its links were stored. */
export interface KnownPlaces {
  readonly knowledge: PlaceKnowledge;
  readonly onLinked: () => Promise<void>;
}

/** A text that waits, and the scheme to read it under: the model's own without one. */
export interface QueuedText {
  readonly document: Document;
  readonly scheme?: string;
  /** One of many that nobody waits for: others go before it, and it can be paused. */
  readonly isBackground?: boolean;
  /** Its result, where that is stored already and only places are missing. */
  readonly run?: Run;
}

const keyOf = ({ document, scheme = '' }: QueuedText): string =>
  savedKeyOf({ documentId: document.id, scheme });

/** Milliseconds between two looks whether another tab still reads texts. */
const LOCK_WAIT_MS = 1500;
const IN_USE = 'mawdi-queue';

/**
 * Reads texts one after the other: model, then places, each stored before the next text begins. The queue is kept in
 * the store: after a failure, a crash or a closed tab what was not read yet waits still.
 */
export class Jobs {
  /** The text being read. */
  currentId = $state<string | null>(null);
  waiting = $state.raw<readonly QueuedText[]>([]);
  progress = $state.raw<Progress | null>(null);
  /** Spans found so far in the text being read. */
  partial = $state.raw<readonly Span[]>([]);
  /** True while a person holds the background texts back. */
  isPaused = $state(false);
  /** True after a failure, until the next text is added or the reading is resumed. */
  isHalted = $state(false);
  readonly #services: Services;
  readonly #model: ModelState;
  readonly #saved: SavedQueue;
  readonly #onFinished: (finished: Finished) => void;
  readonly #onError: (thrown: unknown) => void;
  readonly #knowledgeFor: (documentId: string) => Promise<KnownPlaces>;
  #abort: AbortController | null = null;
  #current: QueuedText | null = null;

  constructor(
    services: Services,
    model: ModelState,
    listeners: {
      onFinished: (finished: Finished) => void;
      onError: (thrown: unknown) => void;
      /** What the person knows of the places of a text. */
      knowledgeFor: (documentId: string) => Promise<KnownPlaces>;
    },
  ) {
    this.#services = services;
    this.#model = model;
    this.#saved = new SavedQueue(services.store);
    this.#onFinished = listeners.onFinished;
    this.#onError = listeners.onError;
    this.#knowledgeFor = listeners.knowledgeFor;
  }

  /** Queues texts, to be read under a scheme of the model; the first starts at once. */
  add(documents: readonly Document[], scheme?: string): void {
    this.#enqueue(documents.map((document) => ({ document, ...(scheme === undefined ? {} : { scheme }) })));
  }

  /** Queues texts behind all that a person waits for. */
  addInBackground(documents: readonly Document[], scheme?: string): void {
    this.isPaused = false;
    void this.#saved.setPaused(false);
    const own = scheme === undefined ? {} : { scheme };
    this.#enqueue(documents.map((document) => ({ document, isBackground: true, ...own })));
  }

  /** Holds the background texts back; the one being read goes on later from where it was. Kept over a reload. */
  pause(): void {
    this.isPaused = true;
    void this.#saved.setPaused(true);
    if (this.#current?.isBackground === true) this.#abort?.abort();
  }

  /** Goes on after a pause or a failure. */
  resume(): void {
    this.isPaused = false;
    void this.#saved.setPaused(false);
    this.#start();
  }

  /** Brings back what an earlier visit left unread, and goes on with it once no other tab is at it. */
  async restore(): Promise<void> {
    // The page that left may hold the lock for seconds after a reload, another tab for as long as it reads.
    while (!(await whileFree(() => this.#takeSaved())))
      await new Promise((resolve) => setTimeout(resolve, LOCK_WAIT_MS));
  }

  async #takeSaved(): Promise<void> {
    const { texts, isPaused } = await this.#saved.restore();
    if (texts.length === 0) return;
    this.isPaused = isPaused;
    const known = new Set(this.#all().map(keyOf));
    const restored = texts.map(({ document, run, saved: { scheme, isBackground } }): QueuedText => ({
      document,
      ...(run ? { run } : {}),
      ...(scheme === '' ? {} : { scheme }),
      ...(isBackground ? { isBackground } : {}),
    }));
    this.#wait([...this.waiting, ...restored.filter((item) => !known.has(keyOf(item)))]);
    this.#start();
  }

  /** Stops the text being read and forgets those that wait; what is stored stays. */
  cancel(): void {
    this.drop(() => true);
  }

  /** Takes texts out of the queue; the one being read is stopped. */
  drop(isUnwanted: (item: QueuedText) => boolean): void {
    const keys = this.#all().filter(isUnwanted).map(keyOf);
    void this.#saved.remove(new Set(keys));
    void this.#services.store.removePartials(keys).catch((thrown: unknown) => this.#onError(thrown));
    this.waiting = this.waiting.filter((item) => !isUnwanted(item));
    if (!this.#current || !isUnwanted(this.#current)) return;
    this.#current = null;
    this.#abort?.abort();
  }

  #all(): readonly QueuedText[] {
    return this.#current ? [this.#current, ...this.waiting] : this.waiting;
  }

  /** Texts that wait already keep their place; one that a person asks for now goes before the background. */
  #enqueue(items: readonly QueuedText[]): void {
    const wanted = new Set(items.filter((item) => item.isBackground !== true).map(keyOf));
    const waiting = this.waiting.filter((item) => item.isBackground !== true || !wanted.has(keyOf(item)));
    const known = new Set([...waiting, ...(this.#current ? [this.#current] : [])].map(keyOf));
    const added = items.filter((item) => !known.has(keyOf(item)));
    this.#keep(added);
    this.#wait([...waiting, ...added]);
    this.#start();
  }

  /** Writes texts behind the others of the stored queue. */
  #keep(items: readonly QueuedText[]): void {
    const queuedAt = Date.now();
    void this.#saved.add(
      items.map(({ document, scheme = '', isBackground = false }) => ({
        documentId: document.id,
        scheme,
        isBackground,
        queuedAt,
      })),
    );
  }

  /** Background texts wait behind the others. */
  #wait(items: readonly QueuedText[]): void {
    this.waiting = [
      ...items.filter((item) => item.isBackground !== true),
      ...items.filter((item) => item.isBackground === true),
    ];
  }

  #start(): void {
    this.isHalted = false;
    if (!this.#abort) void this.#work();
  }

  #next(): QueuedText | undefined {
    return this.waiting.find((item) => !this.isPaused || item.isBackground !== true);
  }

  async #work(): Promise<void> {
    const abort = (this.#abort = new AbortController());
    try {
      await whileInUse(async () => {
        for (let next = this.#next(); next && !abort.signal.aborted; next = this.#next()) {
          const item = next;
          this.waiting = this.waiting.filter((other) => other !== item);
          this.#current = item;
          await this.#read(item, abort.signal);
          await this.#saved.remove(new Set([keyOf(item)]));
        }
      });
    } catch (thrown) {
      this.#failed(thrown, abort.signal.aborted);
    } finally {
      this.#abort = null;
      this.#current = null;
      this.currentId = null;
      this.progress = null;
      this.partial = [];
    }
    if (!this.isHalted && this.#next()) void this.#work();
  }

  /** Puts the text back that was being read, so that it is not lost; none of the others is touched. */
  #failed(thrown: unknown, isOurs: boolean): void {
    const item = this.#current;
    const { code } = toAppError(thrown);
    if (code === 'tag/superseded') {
      if (item) void this.#saved.remove(new Set([keyOf(item)]));
      return;
    }
    if (item && code === 'worker/crashed') {
      // A text that brought the worker down goes last, so that it cannot hold up the others for ever.
      this.#keep([item]);
      this.#wait([...this.waiting, item]);
    } else if (item) this.#wait([item, ...this.waiting]);
    if (code !== 'tag/cancelled') this.isHalted = true;
    else if (item && isOurs) return;
    else if (!isOurs) this.#stopped();
    this.#onError(thrown);
  }

  /** The person stopped the download: what they waited for is forgotten, the background waits for another day. */
  #stopped(): void {
    this.drop((item) => item.isBackground !== true);
    if (this.waiting.length > 0) this.pause();
  }

  async #read(item: QueuedText, signal: AbortSignal): Promise<void> {
    const { document, isBackground = false } = item;
    this.currentId = document.id;
    this.partial = [];
    this.progress = null;
    const run = item.run ?? (await this.#tag(item, signal));
    try {
      // A labelled file is there to be scored: places of its texts are looked up when one is opened.
      if (document.testSet === undefined) await this.link(document, run, signal);
    } catch (thrown) {
      // Names are stored; a missing list of places must not undo them.
      if (toAppError(thrown).code === 'tag/cancelled') throw thrown;
      this.#onError(thrown);
    }
    this.#onFinished({ document, run, isBackground });
  }

  async #tag(item: QueuedText, signal: AbortSignal): Promise<Run> {
    const { document, scheme } = item;
    const { store } = this.#services;
    await this.#model.ensure(signal, scheme);
    const id = keyOf(item);
    const run = await this.#services.tag(document, {
      from: await store.partial(id),
      // A full disk must not end the reading: what cannot be kept is only logged.
      onPartial: (partial) =>
        void store
          .putPartial({ ...partial, id })
          .catch((thrown: unknown) => console.warn('Not kept:', thrown)),
      signal,
      ownPlaces: async () => (await this.#knowledgeFor(document.id)).knowledge.ownPlaces,
      onSpans: (spans) => (this.partial = spans),
      onProgress: (progress) => (this.progress = progress),
      ...(scheme === undefined ? {} : { scheme }),
    });
    await store.putRun(run);
    await store.removePartials([id]);
    // Should the text wait once more, it need not be tagged again.
    if (this.#current === item) this.#current = { ...item, run };
    return run;
  }

  /** Looks up the places of one run and stores the links. */
  async link(document: Document, run: Run, signal: AbortSignal): Promise<void> {
    const { knowledge, onLinked } = await this.#knowledgeFor(document.id);
    const links = await this.#services.link(document, run, {
      signal,
      onProgress: (progress) => (this.progress = progress),
      knowledge,
    });
    await this.#services.store.putLinks(run.id, toStoredLinks(document.id, run.id, links));
    await onLinked();
  }
}

/** Holds the lock that tells other tabs that this one reads texts; several may hold it. */
async function whileInUse(work: () => Promise<void>): Promise<void> {
  const locks = lockManager();
  if (locks) await locks.request(IN_USE, { mode: 'shared' }, work);
  else await work();
}

/**
 * Does something while no tab reads texts; false when one does. What is asked of the lock meanwhile (this tab's own
 * reading, another tab's look) comes after it, so that two tabs never take the same texts.
 */
async function whileFree(work: () => Promise<void>): Promise<boolean> {
  const locks = lockManager();
  if (!locks) {
    await work();
    return true;
  }
  return locks.request(IN_USE, { ifAvailable: true }, async (lock) => {
    if (lock) await work();
    return lock !== null;
  });
}
