import type { Document, DocumentStore, Label } from '../../domain';
import type { LabelChoice } from '../../evaluation';
import type { LabelledFile } from '../testsets/labelled-file';
import type { TestSetChoice } from '../testsets/make-documents';
import type { Collection } from './collection.svelte';
import type { Jobs } from './jobs.svelte';
import type { Library } from './library.svelte';

export type TestSetStatus = 'untagged' | 'waiting' | 'tagging' | 'paused' | 'halted' | 'tagged';

/** A labelled file as it is stored: its texts, and how far the model is with them. */
export interface TestSet {
  readonly name: string;
  readonly scheme: string;
  /** In the order of the file. */
  readonly documents: readonly Document[];
  readonly sentences: number;
  /** Texts that a run under the scheme of the gold exists for. */
  readonly tagged: readonly Document[];
  readonly status: TestSetStatus;
  /** Share of the set that is tagged, 0 to 1. */
  readonly share: number;
}

/** What became of a file. */
export interface Stored {
  readonly isNew: boolean;
  /** Name under which the set is found. */
  readonly name: string;
  readonly scheme: string;
  readonly documents: readonly Document[];
}

/** Labelled test sets: loading them, tagging them in the background, and how their labels are to be scored. */
export class TestSets {
  /** Files to ask about, one after the other. */
  pending = $state.raw<readonly File[]>([]);
  readonly #store: DocumentStore;
  readonly #library: Library;
  readonly #collection: Collection;
  readonly #jobs: Jobs;

  constructor(store: DocumentStore, library: Library, collection: Collection, jobs: Jobs) {
    this.#store = store;
    this.#library = library;
    this.#collection = collection;
    this.#jobs = jobs;
  }

  readonly #bySet: ReadonlyMap<string, Group> = $derived.by(() => groupBySet(this.#library.documents));

  /** All sets, the newest first. */
  readonly sets: readonly TestSet[] = $derived.by(() =>
    [...this.#bySet].map(([name, group]) => this.#describe(name, group)),
  );

  /** Asks about files, each in a dialog. */
  offer(files: Iterable<File>): void {
    this.pending = [...this.pending, ...files];
  }

  /** Goes on to the next file. */
  next(): void {
    this.pending = this.pending.slice(1);
  }

  /** How the labels of a set are to be scored; everything as it is for a set that nobody was asked about. */
  labelChoiceOf(testSetName: string): LabelChoice {
    const map = this.#bySet.get(testSetName)?.documents[0]?.labelMap;
    return map ? { map: new Map<Label, Label | null>(Object.entries(map)) } : {};
  }

  /** A name that no other set has. */
  freeName(name: string): string {
    if (!this.#bySet.has(name)) return name;
    let n = 2;
    while (this.#bySet.has(`${name} (${n})`)) n += 1;
    return `${name} (${n})`;
  }

  /**
   * Stores a labelled file: the gold first, so that no text of it is ever seen without its gold, then the texts. What is
   * there already is kept as it is; what an interrupted loading left out is added. Rejects with `AppError` `storage/*`.
   */
  async store(file: LabelledFile, choice: TestSetChoice): Promise<Stored> {
    const { makeDocuments } = await import('../testsets/make-documents');
    const made = await makeDocuments(file, choice);
    const known = await Promise.all(made.map(({ document }) => this.#store.get(document.id)));
    const name = this.freeName(choice.name);
    const living = known.find((document) => document?.deletedAt === 0);
    // A set whose loading was interrupted goes on under the name and the choice that it has.
    const like = living && { testSet: living.testSet, scheme: living.scheme, labelMap: living.labelMap };
    const missing = made.filter((_, i) => known[i]?.deletedAt !== 0);
    const scheme = living?.scheme ?? choice.scheme;
    const documents = made.map(({ document }) => defined({ ...document, testSet: name, ...like }));
    if (missing.length > 0) {
      const drafts = await this.#withoutGold(
        missing.map(({ drafts }) => drafts.map((draft) => ({ ...draft, scheme }))),
      );
      if (drafts.length > 0) await this.#collection.append(drafts);
      for (const [i, document] of documents.entries())
        if (known[i]?.deletedAt !== 0) await this.#store.put(document);
    }
    return { isNew: missing.length > 0, name: living?.testSet ?? name, scheme, documents };
  }

  /** Leaves out the gold of texts that have it from an earlier loading. */
  async #withoutGold<T extends { documentId: string; scheme: string }>(lists: readonly T[][]): Promise<T[]> {
    const kept: T[] = [];
    for (const drafts of lists)
      for (const draft of drafts) {
        const edits = await this.#store.editsOf(draft.documentId);
        if (!edits.some(({ op, scheme }) => op === 'importGold' && scheme === draft.scheme)) kept.push(draft);
      }
    return kept;
  }

  /** Has the model tag what it has not tagged yet, behind all that a person waits for. */
  tag({ documents, scheme }: Pick<TestSet, 'documents' | 'scheme'>): void {
    this.#jobs.addInBackground(
      documents.filter(({ id }) => !this.#isTagged(id, scheme)),
      scheme,
    );
  }

  #isTagged(documentId: string, scheme: string): boolean {
    return this.#collection.runsOf(documentId).some((run) => run.scheme === scheme);
  }

  pause(): void {
    this.#jobs.pause();
  }

  resume(): void {
    this.#jobs.resume();
  }

  /** Deletes a set; resolves to what brings it back. */
  async remove(set: TestSet): Promise<() => Promise<void>> {
    const ids = new Set(set.documents.map(({ id }) => id));
    this.#jobs.drop(({ document }) => ids.has(document.id));
    for (const id of ids) await this.#store.remove(id);
    return async () => {
      for (const id of ids) await this.#store.restore(id);
    };
  }

  #describe(name: string, { documents, sentences, characters }: Group): TestSet {
    const scheme = documents[0]?.scheme ?? this.#collection.scheme;
    const tagged = documents.filter(({ id }) => this.#isTagged(id, scheme));
    const { currentId, progress, waiting, isPaused, isHalted } = this.#jobs;
    const ids = new Set(documents.map(({ id }) => id));
    const current = documents.find(({ id }) => id === currentId);
    const isWaiting = waiting.some(({ document }) => ids.has(document.id));
    let status: TestSetStatus = tagged.length === documents.length ? 'tagged' : 'untagged';
    if (current) status = 'tagging';
    else if (isWaiting) status = isPaused ? 'paused' : isHalted ? 'halted' : 'waiting';
    const under = current && progress?.phase === 'tag' ? progress.done / Math.max(1, progress.total) : 0;
    const length = (texts: readonly Document[]) => texts.reduce((sum, { text }) => sum + text.length, 0);
    const done =
      length(tagged.filter((document) => document !== current)) + under * (current?.text.length ?? 0);
    return {
      name,
      scheme,
      documents,
      sentences,
      tagged,
      status,
      share: status === 'tagged' ? 1 : Math.min(1, done / Math.max(1, characters)),
    };
  }
}

interface Group {
  readonly documents: Document[];
  sentences: number;
  characters: number;
}

function groupBySet(documents: readonly Document[]): ReadonlyMap<string, Group> {
  const sets = new Map<string, Group>();
  for (const document of documents) {
    if (document.testSet === undefined) continue;
    const set = sets.get(document.testSet) ?? { documents: [], sentences: 0, characters: 0 };
    set.documents.push(document);
    set.sentences += document.text.split('\n').length;
    set.characters += document.text.length;
    sets.set(document.testSet, set);
  }
  return sets;
}

type Loose = { [K in keyof Document]: Document[K] | undefined };

/** The document without the fields that say nothing. */
function defined(document: Loose): Document {
  return Object.fromEntries(
    Object.entries(document).filter(([, value]) => value !== undefined),
  ) as unknown as Document;
}
