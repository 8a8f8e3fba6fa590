import type { Document, DocumentStore, Label, Mention, Run, Span, StoredLink } from '../../domain';
import { filterSpans, toMentions } from '../../spans';
import { outsideSideBlocks, type Collection } from './collection.svelte';
import type { Jobs } from './jobs.svelte';
import type { Library } from './library.svelte';

export type Scope = 'one' | 'all';

/** The open text with its newest run, the filters, and what of it is shown; with scope "all", every text. */
export class Reading {
  #predicted = $state.raw<readonly StoredLink[]>([]);
  /** Lays a person's choices over links; set once what people decided about places is loaded. */
  overlay = $state.raw((links: readonly StoredLink[]) => links);
  /** Names below this score are hidden; 0 shows all. */
  minScore = $state(0);
  hiddenLabels = $state.raw<ReadonlySet<Label>>(new Set());
  scope = $state<Scope>('one');
  /** Start of the mention under attention in the open text. */
  selectedStart = $state<number | null>(null);
  /** Search result under attention in the open text. */
  found = $state.raw<{ start: number; end: number } | null>(null);
  /** Place under attention on the map. */
  selectedPlaceId = $state<string | null>(null);
  readonly #store: DocumentStore;
  readonly #library: Library;
  readonly #jobs: Jobs;
  readonly #collection: Collection;

  constructor(store: DocumentStore, library: Library, collection: Collection, jobs: Jobs) {
    this.#store = store;
    this.#library = library;
    this.#collection = collection;
    this.#jobs = jobs;
  }

  readonly document: Document | null = $derived.by(() => this.#library.current);
  readonly run: Run | null = $derived.by(() =>
    this.document ? this.#collection.runOf(this.document.id) : null,
  );
  readonly isBusy: boolean = $derived.by(
    () => this.document !== null && this.#jobs.currentId === this.document.id,
  );
  /** All spans of the open text, as corrected; what has been found so far while it is being read. */
  readonly spans: readonly Span[] = $derived.by(() => {
    if (this.isBusy && this.#jobs.partial.length > 0) return this.#jobs.partial;
    return this.document ? this.#collection.spansOf(this.document) : [];
  });
  /** Spans that stand in the article itself, not in a block that is not counted. */
  readonly counted: readonly Span[] = $derived.by(() =>
    this.document ? outsideSideBlocks(this.document, this.spans) : [],
  );
  readonly visible: readonly Span[] = $derived.by(() => filterSpans(this.counted, this));

  /** Texts in scope. All texts are the person's own, and the open one: those of test sets are there to be scored. */
  readonly documents: readonly Document[] = $derived.by(() => {
    if (this.scope === 'all')
      return this.#library.documents.filter(
        (one) => one.testSet === undefined || one.id === this.document?.id,
      );
    return this.document ? [this.document] : [];
  });
  /** Mentions in scope that pass the filters, in order of text. */
  readonly mentions: readonly Mention[] = $derived.by(() =>
    this.documents.flatMap((document) => toMentions(document.id, document.text, this.#shownOf(document))),
  );
  /** Links of the texts in scope, as decided. */
  readonly links: readonly StoredLink[] = $derived.by(() => this.overlay(this.#predicted));
  /** Links of the mentions in scope that pass the filters. */
  readonly visibleLinks: readonly StoredLink[] = $derived.by(() => {
    // Without the mentions themselves, which nobody may have asked for: a long text has tens of thousands.
    if (this.links.length === 0) return [];
    const starts = new Map(
      this.documents.map((document) => [
        document.id,
        new Set(this.#shownOf(document).map((span) => span.start)),
      ]),
    );
    return this.links.filter((link) => starts.get(link.documentId)?.has(link.start));
  });

  /** Spans of a text that pass the filters. */
  #shownOf(document: Document): readonly Span[] {
    if (document.id === this.document?.id) return this.visible;
    return filterSpans(outsideSideBlocks(document, this.#collection.spansOf(document)), this);
  }

  toggleLabel(label: Label): void {
    const hidden = new Set(this.hiddenLabels);
    if (!hidden.delete(label)) hidden.add(label);
    this.hiddenLabels = hidden;
  }

  /** Follows the links of the runs in scope; call from an effect. */
  watchLinks(): () => void {
    const runIds = this.documents.flatMap((document) => {
      const run = this.#collection.runOf(document.id);
      return run ? [run.id] : [];
    });
    return this.#store.watchLinksOfRuns(runIds, (links) => (this.#predicted = links));
  }

  /** Turns attention to a mention of the open text, and to its place on the map. */
  select(start: number | null): void {
    this.selectedStart = start;
    const link = this.links.find((l) => l.start === start && l.documentId === this.document?.id);
    this.selectedPlaceId = link?.place?.id ?? null;
  }

  /** Moves attention to the next or previous mention that is shown. */
  step(direction: 1 | -1): void {
    const list = this.visible;
    if (list.length === 0) return;
    const from = this.selectedStart ?? (direction === 1 ? -1 : Infinity);
    const next = direction === 1 ? list.find((s) => s.start > from) : list.findLast((s) => s.start < from);
    this.select((next ?? (direction === 1 ? list[0] : list.at(-1)))?.start ?? null);
  }

  /** Opens a text at a mention. */
  show(documentId: string, start: number): void {
    this.#library.open(documentId);
    this.select(start);
    this.found = null;
  }
}
