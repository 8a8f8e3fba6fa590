import {
  keepMine,
  mergeRun,
  takeNew,
  type EditDraft,
  type MergeItem,
  type RunMerge,
  type TracedLayer,
} from '../../correction';
import { rawOffset, type Document, type Label, type Range, type Run } from '../../domain';
import { rerunMessages } from '../../messages';
import { labelWord, type App } from './app.svelte';
import { onePerApp } from './one-per-app.svelte';
import { ownModels } from './own-models';

/** Runs of one model version under one scheme. */
export interface RunKind {
  readonly id: string;
  readonly modelId: string;
  readonly scheme: string;
  /** Milliseconds since 1970 (UTC) of the newest of them. */
  readonly at: number;
}

/** A place where a new run differs from what a person left. */
export interface Conflict {
  readonly key: string;
  readonly document: Document;
  readonly run: Run;
  readonly item: MergeItem;
  /** From the first of the marks and spans to the last. */
  readonly extent: Range;
  /** The sentences that they stand in. */
  readonly sentence: Range;
}

interface Merged {
  readonly layer: TracedLayer;
  readonly run: Run;
  readonly merge: RunMerge;
}

const kindOf = (run: Run): string => `${run.modelId} ${run.modelSha256} ${run.scheme}`;

/** Tagging again, and the three-way merge of what comes out with the corrected work. Nothing is ever overwritten. */
export class Rerun {
  scope = $state<'one' | 'all'>('one');
  /** Scheme to tag again under; null until the model told its own. */
  scheme = $state<string | null>(null);
  schemes = $state.raw<readonly string[]>([]);
  /** Names of the models that a person brought along, by their schemes. */
  #ownNames = $state.raw<Readonly<Record<string, string>>>({});
  /** The kind of run to compare with; null for the newest. */
  chosenKind = $state<string | null>(null);
  /** Keys of conflicts put off, the last one last. */
  skipped = $state.raw<readonly string[]>([]);
  #wanted = $state<string | null>(null);
  readonly #app: App;
  readonly #merged = new Map<string, Merged>();
  #turn: Promise<void> = Promise.resolve();

  constructor(app: App) {
    this.#app = app;
  }

  readonly m = $derived.by(() => rerunMessages[this.#app.settings.language]);
  /** Texts that somebody corrected. */
  readonly corrected: readonly Document[] = $derived.by(() =>
    this.#app.library.documents.filter(({ id }) => this.#app.collection.layerOf(id).marks.length > 0),
  );
  readonly documents: readonly Document[] = $derived.by(() => {
    if (this.scope === 'all') return this.corrected;
    return this.#app.reading.document ? [this.#app.reading.document] : [];
  });
  /** Kinds of runs of the texts in scope, newest first. */
  readonly kinds: readonly RunKind[] = $derived.by(() => {
    const kinds = new Map<string, RunKind>();
    for (const { id: documentId } of this.documents)
      for (const run of this.#app.collection.runsOf(documentId)) {
        const { modelId, scheme, timing } = run;
        const id = kindOf(run);
        const at = Math.max(timing.startedAt, kinds.get(id)?.at ?? 0);
        kinds.set(id, { id, modelId, scheme, at });
      }
    return [...kinds.values()].sort((a, b) => b.at - a.at);
  });
  readonly kind: RunKind | null = $derived.by(
    () => this.kinds.find(({ id }) => id === this.chosenKind) ?? this.kinds[0] ?? null,
  );
  readonly #runs = $derived.by(() => new Map(this.#app.collection.runs.map((run) => [run.id, run])));
  readonly #merges = $derived.by(() =>
    this.documents.flatMap((document) => {
      const run = this.#app.collection.runsOf(document.id).find((other) => kindOf(other) === this.kind?.id);
      const layer = this.#app.collection.layerOf(document.id);
      return run && layer.marks.length > 0 ? [{ document, ...this.#merge(document, layer, run) }] : [];
    }),
  );
  /** Whether there is corrected work that the chosen run can be laid beside. */
  readonly canCompare: boolean = $derived.by(() => this.#merges.length > 0);
  readonly counts = $derived.by(() => {
    const count = (part: keyof RunMerge) =>
      this.#merges.reduce((sum, { merge }) => sum + merge[part].length, 0);
    return { kept: count('kept'), agreeing: count('nowAgreeing'), conflicting: count('conflicts') };
  });
  readonly conflicts: readonly Conflict[] = $derived.by(() =>
    this.#merges.flatMap(({ document, run, merge }) =>
      merge.conflicts.map((item) => {
        const key = `${document.id}:${run.id}:${item.mark.start}`;
        const extent = extentOf(item);
        return { key, document, run, item, extent, sentence: this.#sentenceOf(document, extent) };
      }),
    ),
  );
  readonly current: Conflict | null = $derived.by(() => {
    const skipped = new Set(this.skipped);
    return (
      this.conflicts.find(({ key }) => key === this.#wanted) ??
      this.conflicts.find(({ key }) => !skipped.has(key)) ??
      this.conflicts[0] ??
      null
    );
  });
  /** Texts in scope that are being tagged again, or wait for it. */
  readonly waiting: number = $derived.by(() => {
    const { jobs } = this.#app;
    const ids = new Set(this.documents.map(({ id }) => id));
    const isCurrent = jobs.currentId !== null && ids.has(jobs.currentId);
    return jobs.waiting.filter(({ document }) => ids.has(document.id)).length + (isCurrent ? 1 : 0);
  });

  /** Asks the model for its schemes. */
  async readSchemes(): Promise<void> {
    try {
      const { schemes, defaultScheme } = await this.#app.services.model.identity();
      this.schemes = schemes;
      this.scheme ??= defaultScheme;
    } catch {
      // Without the model's own list it can still be run as it is.
    }
    const own = await ownModels(this.#app.services.model);
    this.#ownNames = Object.fromEntries(own.map(({ scheme, name }) => [scheme, name]));
    this.schemes = [...this.schemes, ...own.map(({ scheme }) => scheme)];
  }

  /** Queues the texts in scope; what comes out is laid beside the work. */
  tagAgain(): void {
    this.chosenKind = null;
    this.#app.jobs.add(this.documents, this.scheme ?? undefined);
  }

  stop(): void {
    const ids = new Set(this.documents.map(({ id }) => id));
    this.#app.jobs.drop(({ document }) => ids.has(document.id));
  }

  keepMine(): Promise<void> {
    return this.#decide(
      ({ document, item }) => keepMine(document.id, item.marks),
      () => this.m.kept1,
    );
  }

  takeNew(): Promise<void> {
    return this.#decide(
      ({ document, item }) => takeNew(document.id, item.marks, item.new),
      () => this.m.taken,
    );
  }

  step(direction: 1 | -1): Promise<void> {
    return this.#inTurn(() => {
      const { current, conflicts } = this;
      if (!current) return;
      const at = conflicts.indexOf(current);
      const next = conflicts[(at + direction + conflicts.length) % conflicts.length];
      if (direction === 1) this.skipped = [...this.skipped.filter((key) => key !== current.key), current.key];
      this.#wanted = next?.key ?? null;
      this.#announce('');
    });
  }

  undo(direction: 'undo' | 'redo' = 'undo'): Promise<void> {
    const { collection, notices } = this.#app;
    return this.#inTurn(async () => {
      const before = collection.edits.length;
      if ((await collection.step(direction)).length === 0) return notices.announce(this.m.nothingToUndo);
      await collection.settled(before);
      this.#announce(this.m.undone);
    });
  }

  schemeWord(scheme: string): string {
    return (this.m.schemes as Readonly<Record<string, string>>)[scheme] ?? this.#ownNames[scheme] ?? scheme;
  }

  kindWord(label: Label): string {
    return labelWord(this.#app.settings.m.reader.label, label);
  }

  /** The marks that a person left, without what was rejected. */
  mineOf({ item }: Conflict): MergeItem['marks'] {
    return item.marks.filter(({ origin }) => origin !== 'rejected');
  }

  #merge({ id }: Document, layer: TracedLayer, run: Run): Merged {
    const known = this.#merged.get(id);
    if (known?.layer === layer && known.run === run) return known;
    const merge = mergeRun({
      layer,
      oldRunOf: (runId) => this.#runs.get(runId)?.spans,
      newRunId: run.id,
      newSpans: run.spans,
    });
    const merged = { layer, run, merge };
    this.#merged.set(id, merged);
    return merged;
  }

  #sentenceOf(document: Document, { start, end }: Range): Range {
    const segments = this.#app.collection.segmentsOf(document);
    const held = segments.filter((segment) => segment.start < end && start < segment.end);
    return { start: held[0]?.start ?? start, end: held.at(-1)?.end ?? end };
  }

  #decide(make: (conflict: Conflict) => EditDraft[], said: () => string): Promise<void> {
    const { collection } = this.#app;
    return this.#inTurn(async () => {
      const { current } = this;
      if (!current) return;
      const before = collection.edits.length;
      // Decided under the new run, so that it is never asked again, whichever run is on show.
      await collection.append(make(current).map((draft) => ({ ...draft, baseRunId: current.run.id })));
      await collection.settled(before);
      this.#wanted = null;
      this.#announce(said());
    });
  }

  /** Quick keys are carried out one after the other: each looks at what the one before left. */
  #inTurn(act: () => void | Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(act).catch((thrown: unknown) => this.#app.notices.fail(thrown));
    return this.#turn;
  }

  #announce(first: string): void {
    const { current, m } = this;
    if (!current) return this.#app.notices.announce(`${first} ${m.noConflicts}`.trim());
    const say = (spans: readonly (Range & { readonly label: Label })[]) =>
      spans
        .map(({ start, end, label }) =>
          m.named(current.document.text.slice(start, end), this.kindWord(label)),
        )
        .join('; ') || m.nothing;
    this.#app.notices.announce(
      `${first} ${m.announce(say(this.mineOf(current)), say(current.item.new))}`.trim(),
    );
  }
}

function extentOf({ marks, new: found }: MergeItem): Range {
  const ranges = [...marks, ...found];
  return {
    start: rawOffset(Math.min(...ranges.map(({ start }) => start))),
    end: rawOffset(Math.max(...ranges.map(({ end }) => end))),
  };
}

/** The rerun of the page: it keeps its place while another pane is in front. */
export const rerunOf = onePerApp((app) => new Rerun(app));
