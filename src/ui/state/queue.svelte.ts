import {
  acceptMark,
  countNames,
  doubtItemsOf,
  orderByDoubt,
  rejectMark,
  relabel,
  type Command,
  type DoubtfulDocument,
  type DoubtItem,
  type DoubtReason,
  type NameCounts,
  type QueueItem,
  type Work,
  type WorkSpan,
} from '../../correction';
import type { Document, Label } from '../../domain';
import { queueMessages } from '../../messages';
import { scoreInWords } from '../../spans';
import { labelWord, type App } from './app.svelte';
import { onePerApp } from './one-per-app.svelte';
import { itemKey, PreparedTexts, type Prepared } from './prepared-texts';
import { forEachInSlices } from './slicing';

/** How long after a change of texts, runs or places the queue is put together anew. */
const SETTLE_MS = 150;
/** The same after an edit: the order changes little by it, and what was decided leaves the queue at once. */
const EDIT_SETTLE_MS = 1200;

/** Suggestions of all texts, most doubtful first, to be decided one by one. */
export class ReviewQueue {
  items = $state.raw<readonly QueueItem[]>([]);
  /** True once the texts were looked through. */
  isReady = $state(false);
  /** Only items with this reason; null for all. */
  reason = $state<DoubtReason | null>(null);
  /** Decided since the queue was opened. */
  decided = $state(0);
  /** Keys of what was put off, the last one last. */
  skipped = $state.raw<readonly string[]>([]);
  /** Goes before all others: what was just taken back. */
  #wanted = $state<string | null>(null);
  /** `documentId:start` of place names without a place. */
  #unresolved = $state.raw<ReadonlySet<string>>(new Set());
  readonly #app: App;
  readonly #prepared: PreparedTexts;
  #generation = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn: Promise<void> = Promise.resolve();

  constructor(app: App) {
    this.#app = app;
    this.#prepared = new PreparedTexts(app.collection);
  }

  readonly m = $derived.by(() => queueMessages[this.#app.settings.language]);
  readonly #documents = $derived.by(
    () => new Map(this.#app.library.documents.map((document) => [document.id, document])),
  );
  /** Items that still wait, whatever their reason. */
  readonly waiting: readonly QueueItem[] = $derived.by(() =>
    this.items.filter((item) => {
      const document = this.#documents.get(item.documentId);
      return document !== undefined && this.#prepared.of(document).keys.has(itemKey(item));
    }),
  );
  readonly pending: readonly QueueItem[] = $derived.by(() => {
    const { reason } = this;
    return reason === null ? this.waiting : this.waiting.filter((item) => item.reasons.includes(reason));
  });
  readonly #isSkipped = $derived.by(() => new Set(this.skipped));
  readonly current: QueueItem | null = $derived.by(
    () =>
      this.pending.find((item) => itemKey(item) === this.#wanted) ??
      this.pending.find((item) => !this.#isSkipped.has(itemKey(item))) ??
      null,
  );
  readonly currentDocument: Document | null = $derived.by(() =>
    this.current ? (this.#documents.get(this.current.documentId) ?? null) : null,
  );
  /** How many wait with each reason. */
  readonly counts: Readonly<Record<DoubtReason, number>> = $derived.by(() => {
    const counts = { smallMargin: 0, runsDisagree: 0, placeUnresolved: 0, rareName: 0 };
    for (const { reasons } of this.waiting) for (const reason of reasons) counts[reason] += 1;
    return counts;
  });

  /** Follows the places of the runs on show; call from an effect. */
  watchPlaces(): () => void {
    const { collection, library, services } = this.#app;
    const runIds = library.documents.flatMap(({ id }) => collection.runOf(id)?.id ?? []);
    return services.store.watchLinksOfRuns(runIds, (links) => {
      this.#unresolved = new Set(
        links.filter(({ place }) => place === null).map(({ documentId, start }) => `${documentId}:${start}`),
      );
    });
  }

  /** Puts the queue together again soon after something changed; call from an effect. */
  follow(): () => void {
    const { collection, library } = this.#app;
    const sources = [library.documents, collection.runs, this.#unresolved] as const;
    void [collection.edits, collection.isLoaded, library.loaded];
    const isEditOnly = sources.every((source, i) => source === this.#seen[i]);
    this.#seen = sources;
    const rebuild = () => {
      if (!isEditOnly || this.#hasNew()) void this.build();
    };
    this.#timer = setTimeout(rebuild, isEditOnly ? EDIT_SETTLE_MS : SETTLE_MS);
    return () => clearTimeout(this.#timer);
  }
  #seen: readonly unknown[] = [];
  /** What each text was queued with, and the keys of all items. */
  #queued: ReadonlyMap<string, Prepared> = new Map();
  #keys: ReadonlySet<string> = new Set();

  /** Whether an edit brought back a suggestion that is not in the queue. */
  #hasNew(): boolean {
    return this.#app.library.documents.some((document) => {
      const prepared = this.#prepared.of(document);
      if (this.#queued.get(document.id) === prepared) return false;
      return [...prepared.keys].some((key) => !this.#keys.has(key));
    });
  }

  /** Looks through all texts, in slices. */
  async build(): Promise<void> {
    const mine = ++this.#generation;
    const isStale = () => mine !== this.#generation;
    const { library, collection } = this.#app;
    if (!library.loaded || !collection.isLoaded) return;
    const unresolved = this.#unresolved;
    const texts: DoubtfulDocument[] = [];
    const counts: NameCounts = new Map();
    const queued = new Map<string, Prepared>();
    const gather = (document: Document) => {
      const prepared = this.#prepared.of(document);
      const { spans, other } = prepared;
      queued.set(document.id, prepared);
      const text: DoubtfulDocument = {
        documentId: document.id,
        segments: collection.segmentsOf(document),
        spans,
        ...(other ? { otherRun: other.spans } : {}),
        isUnresolved: (span) => unresolved.has(`${document.id}:${span.start}`),
      };
      texts.push(text);
      countNames(text, counts);
    };
    if (!(await forEachInSlices(library.documents, gather, isStale))) return;
    const found: DoubtItem[] = [];
    const collect = (text: DoubtfulDocument) => found.push(...doubtItemsOf(text, counts));
    if (!(await forEachInSlices(texts, collect, isStale))) return;
    // What is on the table stays there, even if its doubt changed.
    if (this.isReady && this.current) this.#wanted = itemKey(this.current);
    this.#queued = queued;
    this.#keys = new Set([...queued.values()].flatMap(({ keys }) => [...keys]));
    this.items = orderByDoubt(found);
    this.isReady = true;
  }

  accept(): Promise<void> {
    return this.#decide(acceptMark, (name) => this.m.accepted(name));
  }

  reject(): Promise<void> {
    return this.#decide(rejectMark, (name) => this.m.rejected(name));
  }

  label(label: Label): Promise<void> {
    return this.#decide(
      (work, span) => relabel(work, span, label),
      (name) => this.m.labelled(name, this.kindOf(label)),
    );
  }

  /** Puts the current item off, or goes back to the one put off last. */
  step(direction: 1 | -1): Promise<void> {
    return this.#inTurn(() => (direction === 1 ? this.#skip() : this.#goBack()));
  }

  #skip(): void {
    const { current } = this;
    if (!current) return;
    const key = itemKey(current);
    this.#wanted = null;
    this.skipped = [...this.skipped.filter((other) => other !== key), key];
    this.#announce('');
  }

  #goBack(): void {
    const pending = new Set(this.pending.map(itemKey));
    const back = this.skipped.findLast((key) => pending.has(key) && key !== this.#wanted);
    if (back === undefined) return this.#app.notices.announce(this.m.first);
    this.skipped = this.skipped.filter((key) => key !== back);
    this.#wanted = back;
    this.#announce('');
  }

  /** Takes up again what was put off. */
  startAgain(): void {
    this.skipped = [];
    this.#wanted = null;
    this.#announce('');
  }

  undo(direction: 'undo' | 'redo' = 'undo'): Promise<void> {
    const { collection, notices } = this.#app;
    return this.#inTurn(async () => {
      const before = collection.edits.length;
      const drafts = await collection.step(direction);
      if (drafts.length === 0) return notices.announce(this.m.nothingToUndo);
      await collection.settled(before);
      this.decided = Math.max(0, this.decided + (direction === 'undo' ? -1 : 1));
      const ids = new Set(drafts.map(({ documentId }) => documentId));
      const starts = new Set(drafts.flatMap(({ before: mark }) => (isRange(mark) ? [mark.start] : [])));
      const item = this.pending.find(({ documentId, span }) => ids.has(documentId) && starts.has(span.start));
      if (item) this.#wanted = itemKey(item);
      this.#announce(this.m.undone);
    });
  }

  kindOf(label: Label): string {
    const { reader } = this.#app.settings.m;
    return label === 'O' ? reader.noName : labelWord(reader.label, label);
  }

  scoreWord({ score }: WorkSpan): string {
    return this.#app.settings.m.reader.score[scoreInWords(score ?? 0)];
  }

  /** The name with its kind, by whom and how sure: what screen readers hear. */
  describe({ span }: QueueItem): string {
    return this.#app.settings.m.reader.mentionAnnounce(
      span.stem.text,
      this.kindOf(span.label),
      this.scoreWord(span),
    );
  }

  #decide(make: (work: Work, span: WorkSpan) => Command, said: (name: string) => string): Promise<void> {
    const { collection } = this.#app;
    return this.#inTurn(async () => {
      const { current, currentDocument: document } = this;
      if (!current || !document) return;
      const before = collection.edits.length;
      await collection.carryOut(make(collection.workOf(document), current.span));
      await collection.settled(before);
      this.#wanted = null;
      this.decided += 1;
      this.#announce(said(current.span.stem.text));
    });
  }

  /** Quick keys are carried out one after the other: each looks at what the one before left. */
  #inTurn(act: () => void | Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(act).catch((thrown: unknown) => this.#app.notices.fail(thrown));
    return this.#turn;
  }

  #announce(first: string): void {
    const { current, currentDocument: document, m } = this;
    const { settings } = this.#app;
    const next =
      current && document
        ? `${this.describe(current)}. ${document.text.slice(current.sentence.start, current.sentence.end)}`
        : this.pending.length > 0
          ? m.onlySkipped(settings.number(this.pending.length))
          : m.done;
    this.#app.notices.announce(`${first} ${next}`.trim());
  }
}

const isRange = (value: unknown): value is { start: number } =>
  typeof value === 'object' && value !== null && 'start' in value && typeof value.start === 'number';

/** The queue of the page: it keeps its place while another pane is in front. */
export const reviewQueue = onePerApp((app) => new ReviewQueue(app));
