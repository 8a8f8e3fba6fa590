import { CORE_LABELS, type Document, type Label, type Run } from '../../domain';
import type { LabelChoice } from '../../evaluation';
import { measureMessages } from '../../messages';
import { figureSteps, type Figures } from '../measure/figures';
import { keepChoice, readChoice, type MeasureScope, type MeasureView } from '../measure/kept-choice';
import { occurrencesOf, type Occurrence, type Opened } from '../measure/occurrences';
import { joinMaps, labelsOf, Selector, type Selection, type SelectionSource } from '../measure/selection';
import { inSlices } from '../measure/slices';
import { runUnder, systemName, systemsOf, usualSystem, type System } from '../measure/systems';
import type { App } from './app.svelte';
import { onePerApp } from './one-per-app.svelte';

export type LabelMap = ReadonlyMap<Label, Label | null>;

/** Milliseconds without an edit before the figures are made anew. */
const SETTLE_MS = 250;

/** Gold of one scheme scored against results of another: to be allowed by a person first. */
export interface SchemePair {
  readonly key: string;
  readonly gold: string;
  readonly predicted: string;
  /** Labels of either side in the chosen texts. */
  readonly labels: readonly Label[];
}

/** What is scored, and the figures of it: kept while the page is open, whichever door is in front. */
export class Measure {
  scope = $state<MeasureScope>('all');
  chosen = $state.raw<ReadonlySet<string>>(new Set());
  /** Key of the system that the person chose; the usual one without it. */
  systemKey = $state<string | null>(null);
  minScore = $state(0);
  countBulk = $state(false);
  view = $state<MeasureView>('scores');
  opened = $state.raw<Opened | null>(null);
  /** True while the audit of the collection is in front. */
  isAuditing = $state(false);
  /** Which mappings a person allowed, by pair of schemes. */
  allowed = $state.raw<ReadonlyMap<string, LabelMap>>(new Map());
  figures = $state.raw<Figures | null>(null);
  /** True from an edit until the figures speak of it. */
  isBehind = $state(true);
  readonly #app: App;
  readonly #selector = new Selector();

  constructor(app: App) {
    this.#app = app;
    const { chosen, ...kept } = readChoice();
    Object.assign(this, kept);
    if (chosen) this.chosen = new Set(chosen);
  }

  /** The sentences of this door. */
  readonly m = $derived.by(() => measureMessages[this.#app.settings.language]);
  readonly documents: readonly Document[] = $derived.by(() => {
    const { library } = this.#app;
    if (this.scope === 'one') return library.current ? [library.current] : [];
    if (this.scope === 'all') return library.documents;
    return library.documents.filter(({ id }) => this.chosen.has(id));
  });
  readonly systems: readonly System[] = $derived.by(() => systemsOf(this.#source()));
  readonly system: System | undefined = $derived.by(
    () => this.systems.find(({ key }) => key === this.systemKey) ?? usualSystem(this.systems, this.#source()),
  );
  /** Pairs of schemes that the choice brings together and nobody allowed yet. */
  readonly toAllow: readonly SchemePair[] = $derived.by(() =>
    this.system ? this.pairsToAllow([this.system]) : [],
  );
  /** Mentions of what was opened. */
  readonly occurrences: readonly Occurrence[] = $derived.by(() =>
    this.opened && this.figures ? occurrencesOf(this.opened, this.figures) : [],
  );

  /** Scheme that the gold of a text follows. */
  goldSchemeOf(document: Document): string {
    return this.#app.collection.schemeOf(document.id);
  }

  nameOf(system: System): string {
    return systemName(system, this.systems, this.m.ownScheme);
  }

  /** Pairs of different schemes under these systems that a person has yet to allow, with their labels. */
  pairsToAllow(systems: readonly System[]): SchemePair[] {
    const pairs = new Map<string, { gold: string; predicted: string; labels: Set<Label> }>();
    for (const document of this.documents) {
      const layer = this.#app.collection.layerOf(document.id);
      if (layer.read.size === 0) continue;
      const gold = this.goldSchemeOf(document);
      for (const system of systems) {
        const run = this.runOf(document, system);
        const key = run ? pairKey(gold, run.scheme) : '';
        if (!run || run.scheme === gold || this.allowed.has(key)) continue;
        const pair = pairs.get(key) ?? { gold, predicted: run.scheme, labels: new Set<Label>() };
        for (const label of labelsOf([...layer.marks, ...run.spans])) pair.labels.add(label);
        pairs.set(key, pair);
      }
    }
    return [...pairs].map(([key, pair]) => ({ key, ...pair, labels: inUsualOrder(pair.labels) }));
  }

  allow(pair: SchemePair, map: LabelMap): void {
    this.allowed = new Map([...this.allowed, [pair.key, map]]);
  }

  runOf(document: Document, system: System): Run | undefined {
    return runUnder(this.#app.collection.runsOf(document.id), system, this.goldSchemeOf(document));
  }

  /** Texts of the choice that a system has not tagged. */
  untaggedBy(system: System): readonly Document[] {
    return this.documents.filter((document) => !this.runOf(document, system));
  }

  toggleChosen(ids: readonly string[], isChosen: boolean): void {
    const chosen = new Set(this.chosen);
    for (const id of ids) {
      if (isChosen) chosen.add(id);
      else chosen.delete(id);
    }
    this.chosen = chosen;
  }

  readonly rawOf = (documentId: string): string => this.documentOf(documentId)?.text ?? '';

  documentOf(documentId: string): Document | undefined {
    return this.#byId.get(documentId);
  }

  readonly #byId: ReadonlyMap<string, Document> = $derived.by(
    () => new Map(this.#app.library.documents.map((document) => [document.id, document])),
  );

  /** Everything the figures hang on; read within an effect, it follows edits, runs and choices. */
  source(system: System): SelectionSource {
    const { collection } = this.#app;
    return {
      documents: this.documents,
      segmentsOf: (document) => collection.segmentsOf(document),
      layerOf: (document) => collection.layerOf(document.id),
      runOf: (document) => this.runOf(document, system),
      choiceOf: (document, run) => this.#choiceOf(document, run),
      countBulk: this.countBulk,
    };
  }

  /** The read sentences under a system, in slices; `null` when stopped. */
  select(system: System, signal: AbortSignal): Promise<Selection | null> {
    return inSlices(this.#selector.steps(this.source(system)), signal);
  }

  /** Writes the choice down for the next visit; call from an effect. */
  keep(): void {
    const { scope, chosen, systemKey, minScore, countBulk, view } = this;
    keepChoice({ scope, chosen: [...chosen], systemKey, minScore, countBulk, view });
  }

  /** Keeps the figures up with edits and choices; call from an effect, stop with what it returns. */
  follow(): () => void {
    const { collection, library } = this.#app;
    void [collection.edits, collection.runs, library.documents, this.documents, this.countBulk];
    void [this.minScore, this.allowed];
    const { system } = this;
    const isReady = collection.isLoaded && library.loaded;
    const mayScore = system !== undefined && this.toAllow.length === 0;
    const abort = new AbortController();
    this.isBehind = true;
    if (isReady && !mayScore) {
      this.figures = null;
      this.isBehind = false;
    }
    // The first figures need not wait: nobody is typing yet.
    const wait = this.#hasFigures ? SETTLE_MS : 0;
    const timer = setTimeout(() => {
      if (isReady && mayScore) void this.#make(system, abort.signal);
    }, wait);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }

  #hasFigures = false;

  async #make(system: System, signal: AbortSignal): Promise<void> {
    try {
      const selection = await this.select(system, signal);
      if (!selection) return;
      const take = (figures: Figures) => {
        this.figures = figures;
        this.#hasFigures = true;
        this.isBehind = false;
      };
      const all = await inSlices(figureSteps(selection, this.minScore, this.rawOf), signal, take);
      if (all) take(all);
    } catch (thrown) {
      this.isBehind = false;
      this.#app.notices.fail(thrown);
    }
  }

  #choiceOf(document: Document, run: Run): LabelChoice | undefined {
    const own = document.labelMap && new Map(Object.entries(document.labelMap));
    const map = joinMaps(own, this.allowed.get(pairKey(this.goldSchemeOf(document), run.scheme)));
    return map ? { map } : undefined;
  }

  #source() {
    return {
      documents: this.documents,
      runsOf: (documentId: string) => this.#app.collection.runsOf(documentId),
      goldSchemeOf: (document: Document) => this.goldSchemeOf(document),
      isRead: ({ id }: Document) => this.#app.collection.layerOf(id).read.size > 0,
    };
  }
}

/** The four of the built-in schemes first, then the alphabet. */
function inUsualOrder(labels: ReadonlySet<Label>): Label[] {
  const usual = CORE_LABELS.filter((label) => labels.has(label));
  return [...usual, ...[...labels].sort().filter((label) => !usual.some((own) => own === label))];
}

const pairKey = (gold: string, predicted: string): string => `${gold} ${predicted}`;

/** The state of the door for measuring. */
export const measureOf = onePerApp((app) => new Measure(app));
