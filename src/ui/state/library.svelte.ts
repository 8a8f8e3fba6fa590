import type { Document, DocumentStore, Source } from '../../domain';
import { textKeyOf } from './hash';
import type { NewText } from './new-document';

export interface Added {
  readonly documents: readonly Document[];
  /** Texts that were already here. */
  readonly already: readonly Document[];
}

/** All texts on this device and which one is open. */
export class Library {
  documents = $state.raw<readonly Document[]>([]);
  loaded = $state(false);
  currentId = $state<string | null>(null);
  readonly current: Document | null = $derived(
    this.documents.find((document) => document.id === this.currentId) ?? null,
  );
  /** Scheme of each text that brought its own. */
  readonly schemes: ReadonlyMap<string, string> = $derived(
    new Map(
      this.documents.flatMap(({ id, scheme }) => (scheme === undefined ? [] : [[id, scheme] as const])),
    ),
  );
  readonly #store: DocumentStore;

  constructor(store: DocumentStore) {
    this.#store = store;
  }

  /** Follows the store, changes in other tabs included. */
  start(): () => void {
    return this.#store.watch((documents) => {
      this.documents = documents;
      this.loaded = true;
      if (this.currentId !== null && !documents.some((d) => d.id === this.currentId)) this.currentId = null;
    });
  }

  open(id: string): void {
    this.currentId = id;
  }

  /** Opens the next or previous text of the list. */
  step(direction: 1 | -1): void {
    const at = this.documents.findIndex((document) => document.id === this.currentId);
    const next = this.documents[at + direction];
    if (next) this.currentId = next.id;
  }

  /** Stores texts that are not here yet; equal texts (after folding) are reported instead. */
  async add(texts: readonly NewText[]): Promise<Added> {
    const documents: Document[] = [];
    const already: Document[] = [];
    let at = Date.now();
    const { newDocument } = await import('./new-document');
    for (const fresh of texts) {
      const textKey = await textKeyOf(fresh.text);
      const known =
        documents.find((d) => d.textKey === textKey) ?? (await this.#store.findByTextKey(textKey));
      if (known && known.deletedAt !== 0) {
        await this.#store.restore(known.id);
        documents.push({ ...known, deletedAt: 0 });
        continue;
      }
      if (known) {
        already.push(known);
        continue;
      }
      at += 1;
      const document = newDocument(fresh, textKey, at);
      await this.#store.put(document);
      documents.push(document);
    }
    return { documents, already };
  }

  /** Changes title or source; the text never changes. */
  async describe(id: string, change: { title?: string; source?: Source }): Promise<void> {
    const document = await this.#store.get(id);
    if (!document) return;
    await this.#store.put({ ...document, ...change, updatedAt: Date.now() });
  }

  /** Counts a side block after all, or stops counting it. */
  async toggleSideBlock(id: string, start: number): Promise<boolean> {
    const document = await this.#store.get(id);
    if (!document) return false;
    let counted = false;
    const sideBlocks = document.sideBlocks.map((block) => {
      if (block.start !== start) return block;
      counted = block.counted !== true;
      return { ...block, counted };
    });
    await this.#store.put({ ...document, sideBlocks, updatedAt: Date.now() });
    return counted;
  }

  async remove(id: string): Promise<void> {
    await this.#store.remove(id);
  }

  async restore(id: string): Promise<void> {
    await this.#store.restore(id);
  }
}
