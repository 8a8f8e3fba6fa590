import {
  auditScheme,
  isAuditScheme,
  type Document,
  type Edit,
  type Label,
  type Mark,
  type Range,
} from '../../domain';
import { revertBatch, traceLayer, undoable, type EditDraft, type GoldLayer } from '../../correction';
import {
  drawSample,
  estimate,
  scoredSentences,
  type AuditDocument,
  type AuditResult,
  type ScoredSentence,
} from '../../evaluation';
import {
  auditsOf,
  doneEdits,
  drawEdits,
  markEdits,
  unmarkEdits,
  type Audit,
  type AuditItem,
} from '../audit/audit-edits';
import { confidentSpans } from '../../spans';
import type { App } from './app.svelte';
import { onePerApp } from './one-per-app.svelte';

/** Texts whose sentences are found before other work may go between. */
const SLICE = 20;

/** What a draw is about. */
export interface DrawRequest {
  readonly size: number;
  readonly seed: number;
  readonly scheme: string;
}

/** Where an audit stands, and what it says so far. */
export interface Outcome {
  readonly done: number;
  /** Texts with done sentences that the model has not read yet under the scheme audited. */
  readonly unread: readonly Document[];
  /** Null before the first sentence. */
  readonly result: AuditResult | null;
}

/** Audits of the collection: sentences drawn at random and tagged by a person who does not see what the model found. */
export class Audits {
  /** Scheme of the edits of the audit at hand. */
  openLayer = $state<string | null>(null);
  /** The sentence at hand, by its place in the sample. */
  at = $state(0);
  readonly #app: App;
  readonly #layers = new Map<string, { length: number; layer: GoldLayer }>();

  constructor(app: App) {
    this.#app = app;
  }

  readonly #edits = $derived.by(() =>
    this.#app.collection.edits.filter(({ scheme }) => isAuditScheme(scheme)),
  );
  readonly #editsByHome: ReadonlyMap<string, readonly Edit[]> = $derived.by(() => {
    const homes = new Map<string, Edit[]>();
    for (const edit of this.#edits) {
      const key = homeOf(edit.scheme, edit.documentId);
      const home = homes.get(key);
      if (home) home.push(edit);
      else homes.set(key, [edit]);
    }
    return homes;
  });
  /** All audits, the newest first. */
  readonly audits: readonly Audit[] = $derived.by(() => auditsOf(this.#edits));
  readonly open: Audit | null = $derived(this.audits.find(({ layer }) => layer === this.openLayer) ?? null);
  readonly item: AuditItem | null = $derived(this.open?.items[this.at] ?? null);
  readonly document: Document | null = $derived(this.#documentOf(this.item));
  /** Marks of the sentence at hand, in order. */
  readonly marks: readonly Mark[] = $derived.by(() => {
    const { item, open } = this;
    if (!item || !open) return [];
    const { marks } = this.#layerOf(open, item.documentId);
    return marks.filter(
      (mark) => mark.start >= item.start && mark.start < item.end && mark.origin !== 'rejected',
    );
  });

  /** Texts that an audit is about: the person's own, not those of test sets. */
  get texts(): readonly Document[] {
    return this.#app.library.documents.filter(({ testSet }) => testSet === undefined);
  }

  /** All sentences of the collection; found in slices, so that many texts never hold the page. */
  async sentences(): Promise<AuditDocument[]> {
    const documents: AuditDocument[] = [];
    for (const document of this.texts) {
      documents.push({ documentId: document.id, sentences: this.#app.collection.sentencesOf(document) });
      if (documents.length % SLICE === 0) await new Promise((resolve) => setTimeout(resolve));
    }
    return documents;
  }

  /** Draws sentences and opens the audit; texts that the model has not read under the scheme are read meanwhile. */
  async begin({ size, seed, scheme }: DrawRequest): Promise<void> {
    const documents = await this.sentences();
    const collection = documents.reduce((sum, { sentences }) => sum + sentences.length, 0);
    const sample = drawSample({ documents, size, seed });
    if (sample.length === 0) return;
    const layer = auditScheme(crypto.randomUUID());
    await this.#append(drawEdits(layer, sample, { collection, seed, scheme }));
    const drawn = new Set(sample.map(({ documentId }) => documentId));
    this.#haveRead([...drawn], scheme);
    this.resume(layer);
  }

  /** Opens an audit at its first sentence that is not done. */
  resume(layer: string): void {
    this.openLayer = layer;
    this.at = Math.max(0, this.#firstOpen(0));
  }

  close(): void {
    this.openLayer = null;
  }

  isDone(audit: Audit, item: AuditItem): boolean {
    return this.#layerOf(audit, item.documentId).read.has(item.start);
  }

  /** Sentences done; those of texts that were deleted since do not count. */
  doneOf(audit: Audit): readonly AuditItem[] {
    return audit.items.filter((item) => this.#documentOf(item) !== null && this.isDone(audit, item));
  }

  /** Sentences that are still there. */
  itemsOf(audit: Audit): readonly AuditItem[] {
    return audit.items.filter((item) => this.#documentOf(item) !== null);
  }

  /** Marks words of the sentence at hand. */
  async mark(range: Range, label: Label): Promise<void> {
    const { item, document } = this;
    if (item && document)
      await this.#append(markEdits(document.text, item.documentId, this.marks, range, label));
  }

  async unmark(mark: Mark): Promise<void> {
    if (this.item) await this.#append(unmarkEdits(this.item.documentId, mark));
  }

  /** Ends the sentence at hand and goes to the next that is not done; false when there is none. */
  async finish(): Promise<boolean> {
    const { item, open } = this;
    if (!item || !open) return false;
    if (!this.isDone(open, item)) await this.#append(doneEdits(item, true));
    const next = this.#firstOpen(this.at + 1);
    if (next < 0) return false;
    this.at = next;
    return true;
  }

  /** Goes to another sentence of the sample. */
  step(direction: 1 | -1): void {
    const { open } = this;
    for (let at = this.at + direction; open && at >= 0 && at < open.items.length; at += direction) {
      if (this.#documentOf(open.items[at] ?? null) === null) continue;
      this.at = at;
      return;
    }
  }

  /** Takes the last action in the audit at hand back, or does it again; false when there is none. */
  async undo(direction: 'undo' | 'redo'): Promise<boolean> {
    const { open } = this;
    const own = this.#edits.filter(
      ({ scheme, batchId }) => scheme === open?.layer && batchId !== open.batchId,
    );
    const batchId = undoable(own, this.#app.collection.deviceId)[direction];
    if (batchId === null) return false;
    const drafts = revertBatch(own, batchId);
    await this.#append(drafts, batchId);
    const touched = open?.items.findIndex((item) => drafts.some((draft) => concerns(draft, item))) ?? -1;
    if (touched >= 0) this.at = touched;
    return true;
  }

  /** Takes an audit out of the list; resolves to what brings it back. Its marks stay in the log. */
  async remove(audit: Audit): Promise<() => Promise<void>> {
    const drafts = audit.items.map(({ documentId, ...before }): EditDraft => ({
      documentId,
      scheme: audit.layer,
      op: 'drawSentence',
      before,
      after: null,
    }));
    await this.#append(drafts);
    return () => this.#append(drafts.map((draft) => ({ ...draft, before: null, after: draft.before })));
  }

  /** What an audit says, as far as it is done and the model has read its texts. */
  outcomeOf(audit: Audit): Outcome {
    const done = this.doneOf(audit);
    const unread = new Map<string, Document>();
    const audited: ScoredSentence[] = [];
    const raws = new Map<string, string>();
    for (const item of done) {
      const document = this.#documentOf(item);
      const run = this.#runOf(item.documentId, audit.scheme);
      if (!document) continue;
      raws.set(document.id, document.text);
      if (run) {
        const layer = this.#layerOf(audit, document.id);
        const { sentences } = scoredSentences({
          documentId: document.id,
          segments: this.#app.collection.segmentsOf(document),
          readStarts: new Set([item.start]),
          gold: layer.marks,
          predicted: confidentSpans(run),
          countBulk: false,
        });
        audited.push(...sentences);
      } else unread.set(document.id, document);
    }
    const result =
      audited.length === 0
        ? null
        : estimate({
            audited,
            strata: new Map([['collection', Math.max(audit.collection, audited.length)]]),
            rawOf: (documentId) => raws.get(documentId) ?? '',
          });
    return { done: done.length, unread: [...unread.values()], result };
  }

  /** Has the model read texts of the audit that it has not read, behind all else. */
  haveRead(audit: Audit): void {
    this.#haveRead(
      audit.items.map(({ documentId }) => documentId),
      audit.scheme,
    );
  }

  #haveRead(documentIds: readonly string[], scheme: string): void {
    const wanted = new Set(documentIds.filter((id) => !this.#runOf(id, scheme)));
    const documents = this.texts.filter(({ id }) => wanted.has(id));
    if (documents.length > 0) this.#app.jobs.addInBackground(documents, scheme);
  }

  #runOf(documentId: string, scheme: string) {
    return this.#app.collection.runsOf(documentId).find((run) => run.scheme === scheme);
  }

  #documentOf(item: AuditItem | null): Document | null {
    return this.#app.library.documents.find(({ id }) => id === item?.documentId) ?? null;
  }

  #firstOpen(from: number): number {
    const { open } = this;
    if (!open) return -1;
    const isOpen = (item: AuditItem) => this.#documentOf(item) !== null && !this.isDone(open, item);
    const after = open.items.findIndex((item, i) => i >= from && isOpen(item));
    return after >= 0 ? after : open.items.findIndex(isOpen);
  }

  /** What the person left on a text in an audit. */
  #layerOf(audit: Audit, documentId: string): GoldLayer {
    const key = homeOf(audit.layer, documentId);
    const own = this.#editsByHome.get(key) ?? [];
    const known = this.#layers.get(key);
    if (known?.length === own.length) return known.layer;
    const layer = traceLayer(own);
    this.#layers.set(key, { length: own.length, layer });
    return layer;
  }

  /** Writes one action into the log and waits until it shows. */
  async #append(drafts: readonly EditDraft[], revertOf = ''): Promise<void> {
    if (drafts.length === 0) return;
    const { collection } = this.#app;
    const before = collection.edits.length;
    const scheme = this.openLayer;
    await collection.append(
      drafts.map((draft) => ({
        ...draft,
        ...(draft.scheme === undefined && scheme !== null ? { scheme } : {}),
      })),
      revertOf,
    );
    await collection.settled(before);
  }
}

const homeOf = (layer: string, documentId: string): string => `${layer} ${documentId}`;

/** Whether an edit is about a mark in a sentence, or about the sentence. */
function concerns({ documentId, before, after }: EditDraft, item: AuditItem): boolean {
  const start = ((after ?? before) as { start?: number } | null)?.start ?? -1;
  return documentId === item.documentId && start >= item.start && start < item.end;
}

/** The audits of the page: made when they are first opened. */
export const auditsOfApp = onePerApp((app) => new Audits(app));
