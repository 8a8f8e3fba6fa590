import {
  isAuditScheme,
  type Document,
  type DocumentStore,
  type Edit,
  type Range,
  type Run,
  type Segment,
  type Span,
} from '../../domain';
import {
  markOf,
  openWork,
  overlaySuggestions,
  revertBatch,
  stampEdits,
  traceLayer,
  undoable,
  type Command,
  type EditDraft,
  type TracedLayer,
  type Undoable,
  type Work,
  type WorkSpan,
} from '../../correction';
import { confidentSpans } from '../../spans';
import { foldName, segmentDocument } from '../../text';

/** The scheme that gold is made under. */
const SCHEME = 'newsroom';
/** How long the log is waited for at most, in milliseconds: the store tells of a change within a few. */
const SETTLE_MS = 2000;

/** All texts with their runs and the log of edits: what correction and evaluation look at. */
export class Collection {
  /** Every run of every text, newest first. */
  runs = $state.raw<readonly Run[]>([]);
  /** The whole log, in its order. */
  edits = $state.raw<readonly Edit[]>([]);
  /** True once the log and the runs were read. */
  isLoaded = $state(false);
  /** Scheme of the gold at hand. */
  scheme = $state(SCHEME);
  /** The model that reads new texts, where a person chose one: its runs are on show. */
  model = $state.raw<unknown>();
  readonly #store: DocumentStore;
  #waiting: (() => void)[] = [];
  #deviceId = $state('');
  readonly #segments = new Map<string, readonly Segment[]>();
  readonly #layers = new Map<string, { edits: readonly Edit[]; layer: TracedLayer }>();

  readonly #ownScheme: (documentId: string) => string | undefined;

  /** `ownScheme`: the scheme of the gold that a labelled file brought along. */
  constructor(store: DocumentStore, ownScheme: (documentId: string) => string | undefined = () => undefined) {
    this.#store = store;
    this.#ownScheme = ownScheme;
  }

  readonly runsByDocument: ReadonlyMap<string, readonly Run[]> = $derived.by(() =>
    groupByDocument(this.runs),
  );
  readonly editsByDocument: ReadonlyMap<string, readonly Edit[]> = $derived.by(() =>
    groupByDocument(this.edits.filter((edit) => edit.scheme === this.schemeOf(edit.documentId))),
  );
  /** What undo and redo would take back; of this device only. An audit has its own undo. */
  readonly undoable: Undoable = $derived.by(() =>
    undoable(
      this.edits.filter(({ scheme }) => !isAuditScheme(scheme)),
      this.#deviceId,
    ),
  );
  readonly deviceId: string = $derived(this.#deviceId);

  /** Follows runs and edits, other tabs included. */
  start(): () => void {
    void this.#store.deviceId().then((id) => (this.#deviceId = id));
    let seen = 0;
    const note = (bit: number) => {
      seen |= bit;
      if (seen === 3) this.isLoaded = true;
    };
    const stops = [
      this.#store.watchAllRuns((runs) => {
        this.runs = runs;
        note(1);
      }),
      this.#store.watchAllEdits((edits) => {
        this.edits = edits;
        note(2);
        for (const resolve of this.#waiting.splice(0)) resolve();
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }

  /** Scheme of the gold of a text: that of its labelled file, else the one at hand. */
  schemeOf(documentId: string): string {
    return this.#ownScheme(documentId) ?? this.scheme;
  }

  /** Runs of a text, newest first. */
  runsOf(documentId: string): readonly Run[] {
    return this.runsByDocument.get(documentId) ?? [];
  }

  /** The run on show: of the chosen model, else the newest of the text's scheme, else the newest. */
  runOf(documentId: string): Run | null {
    const runs = this.runsOf(documentId);
    const scheme = this.schemeOf(documentId);
    return (
      runs.find(({ modelId }) => modelId === this.model) ??
      runs.find((run) => run.scheme === scheme) ??
      runs[0] ??
      null
    );
  }

  /** Sentences of a text, made once. */
  segmentsOf(document: Document): readonly Segment[] {
    let segments = this.#segments.get(document.id);
    if (!segments) this.#segments.set(document.id, (segments = segmentDocument(document)));
    return segments;
  }

  /** Sentences of the article itself: those of blocks that do not count are left out. */
  sentencesOf(document: Document): readonly Segment[] {
    return outsideSideBlocks(document, this.segmentsOf(document));
  }

  /** What people left on a text under its scheme. */
  layerOf(documentId: string): TracedLayer {
    const edits = this.editsByDocument.get(documentId) ?? [];
    const known = this.#layers.get(documentId);
    // The log only grows and keeps its order: the same length and the same last entry mean the same edits.
    if (known?.edits.length === edits.length && known.edits.at(-1)?.id === edits.at(-1)?.id)
      return known.layer;
    const layer = traceLayer(edits);
    this.#layers.set(documentId, { edits, layer });
    return layer;
  }

  /** A text as a person works on it, over the run on show. */
  workOf(document: Document): Work {
    const run = this.runOf(document.id);
    const names = new Set((run?.spans ?? []).map((span) => foldName(span.stem.text)));
    return openWork({
      documentId: document.id,
      raw: document.text,
      segments: this.segmentsOf(document),
      layer: this.layerOf(document.id),
      // Blocks that do not count are not corrected either.
      spans: outsideSideBlocks(document, run ? confidentSpans(run) : []),
      isKnownName: (name) => names.has(foldName(name)),
    });
  }

  /** Spans of a text as they stand after correction, as a run has them; gold counts as sure. */
  spansOf(document: Document, run: Run | null = this.runOf(document.id)): readonly Span[] {
    const edits = this.editsByDocument.get(document.id);
    if (!edits) return run ? confidentSpans(run) : [];
    return this.shownOf(document, run).map(toSpan);
  }

  /** The same with the origin of each. */
  shownOf(document: Document, run: Run | null = this.runOf(document.id)): readonly WorkSpan[] {
    const layer = this.layerOf(document.id);
    const isHidden = layer.review.isBlind && layer.review.status !== 'done';
    return overlaySuggestions(layer, isHidden || !run ? [] : confidentSpans(run), this.segmentsOf(document));
  }

  /** Writes one action into the log. Resolves to its batch. Rejects with `AppError` `storage/*`. */
  async append(drafts: readonly EditDraft[], revertOf = ''): Promise<string> {
    const batchId = crypto.randomUUID();
    const inScheme = drafts.map((draft) => ({
      ...draft,
      scheme: draft.scheme ?? this.schemeOf(draft.documentId),
    }));
    const edits = stampEdits(inScheme, {
      baseRunId: (documentId) => this.runOf(documentId)?.id ?? '',
      scheme: this.scheme,
      deviceId: await this.#store.deviceId(),
      actor: '',
      at: Date.now(),
      firstLamport: await this.#store.nextLamport(),
      batchId,
      revertOf,
      newId: () => crypto.randomUUID(),
    });
    await this.#store.appendEdits(edits);
    return batchId;
  }

  /** Resolves once the log shows more than `before` entries, which takes a moment after they were written. */
  async settled(before: number): Promise<void> {
    const until = Date.now() + SETTLE_MS;
    while (this.edits.length <= before && Date.now() < until)
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        setTimeout(resolve, SETTLE_MS);
      });
  }

  /** Carries a command out, or throws the `AppError` that says why it was refused. */
  async carryOut(command: Command): Promise<string> {
    if (!command.ok) throw command.error;
    return this.append(command.value);
  }

  /** Takes the last action of this device back, or does again what was taken back. Resolves to the edits it wrote. */
  async step(direction: 'undo' | 'redo'): Promise<readonly EditDraft[]> {
    const batchId = this.undoable[direction];
    if (batchId === null) return [];
    const drafts = revertBatch(this.edits, batchId);
    await this.append(drafts, batchId);
    return drafts;
  }
}

/** What stands in the article itself, not in a block that is not counted. */
export function outsideSideBlocks<T extends Range>(document: Document, ranges: readonly T[]): readonly T[] {
  const blocks = document.sideBlocks.filter((block) => block.counted !== true);
  if (blocks.length === 0) return ranges;
  return ranges.filter(({ start, end }) => !blocks.some((block) => start < block.end && end > block.start));
}

function groupByDocument<T extends { readonly documentId: string }>(
  records: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const record of records) {
    const group = groups.get(record.documentId);
    if (group) group.push(record);
    else groups.set(record.documentId, [record]);
  }
  return groups;
}

function toSpan(span: WorkSpan): Span {
  const { origin, score, margin, runnerUp } = span;
  const { start, end, label, stem } = markOf(span);
  // A person's word is sure, whatever the model thought of it.
  if (origin !== 'predicted') return { start, end, label, stem, score: 1, margin: 1, runnerUp: 'O' };
  return { start, end, label, stem, score: score ?? 0, margin: margin ?? 0, runnerUp: runnerUp ?? 'O' };
}
