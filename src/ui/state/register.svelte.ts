import {
  englishOf,
  mergeEntities,
  proposeInSteps,
  rebuildRegister,
  registerEntries,
  registerMentions,
  renameEntity,
  setEnglish,
  setNotSame,
  splitEntity,
  type Command,
  type EnglishForm,
  type MergeProposal,
  type RegisterEntry,
  type RegisterState,
  type TracedLayer,
} from '../../correction';
import { REGISTER_ID, type Document, type Edit, type Label, type Mention, type Run } from '../../domain';
import { registerMessages } from '../../messages';
import { foldName } from '../../text';
import { outsideSideBlocks } from './collection.svelte';
import type { App } from './app.svelte';
import { onePerApp } from './one-per-app.svelte';
import { forEachInSlices, nextTask, runInSlices } from './slicing';

/** How long after a change of texts, runs or marks the names are gathered anew. */
const SETTLE_MS = 250;

interface Gathered {
  readonly run: Run | null;
  readonly layer: TracedLayer;
  readonly document: Document;
  readonly mentions: readonly Mention[];
}

/** People and organisations of all texts: what was found of each, and what people decided about them. */
export class Register {
  entries = $state.raw<readonly RegisterEntry[]>([]);
  /** True once the names were gathered. */
  isReady = $state(false);
  query = $state('');
  label = $state<Label | null>(null);
  /** Id of the entry that stands open. */
  openId = $state<string | null>(null);
  #found = $state.raw<readonly MergeProposal[]>([]);
  readonly #app: App;
  readonly #gathered = new Map<string, Gathered>();
  #mentions: readonly Mention[] = [];
  #generation = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #state: { readonly edits: readonly Edit[]; readonly state: RegisterState } | null = null;
  /** The decisions that the list, and the proposals, were made with. */
  #listed: RegisterState | null = null;
  #proposed: RegisterState | null = null;
  #isBusy = false;

  constructor(app: App) {
    this.#app = app;
  }

  readonly m = $derived.by(() => registerMessages[this.#app.settings.language]);
  readonly #documents = $derived.by(
    () => new Map(this.#app.library.documents.map((document) => [document.id, document])),
  );
  readonly #byId = $derived.by(() => new Map(this.entries.map((entry) => [entry.entity.id, entry])));
  /** Entries that match search and label, most mentioned first. */
  readonly shown: readonly RegisterEntry[] = $derived.by(() => {
    const wanted = foldName(this.query.trim());
    const latin = this.query.trim().toLowerCase();
    return this.entries.filter((entry) => {
      if (this.label !== null && entry.entity.label !== this.label) return false;
      if (wanted === '') return true;
      return (
        entry.keys.some((key) => key.includes(wanted)) ||
        this.englishOf(entry).text.toLowerCase().includes(latin)
      );
    });
  });
  /** Merges that still make sense, of entries as they stand. */
  readonly proposals: readonly MergeProposal[] = $derived.by(() =>
    this.#found.flatMap((proposal) => {
      const [into, from] = [proposal.into, proposal.from].map(({ entity }) => this.#byId.get(entity.id));
      return into && from ? [{ ...proposal, into, from }] : [];
    }),
  );

  rawOf(documentId: string): string {
    return this.#documents.get(documentId)?.text ?? '';
  }

  titleOf(documentId: string): string {
    return this.#documents.get(documentId)?.title || this.#app.settings.m.library.untitled;
  }

  /** The sentence that a mention stands in. */
  sentenceOf({ documentId, start, end }: Mention): Pick<Mention, 'start' | 'end'> {
    const document = this.#documents.get(documentId);
    const segments = document ? this.#app.collection.segmentsOf(document) : [];
    return segments.find((segment) => segment.start <= start && start < segment.end) ?? { start, end };
  }

  /** A person's form, else that of the list of places for a name written the same, else a suggestion. */
  englishOf(entry: RegisterEntry): EnglishForm {
    const { inPlaces } = this;
    const known = this.#english.get(entry);
    if (known?.inPlaces === inPlaces) return known.form;
    const form = englishOf(entry, (name) => inPlaces.get(name) ?? null);
    this.#english.set(entry, { inPlaces, form });
    return form;
  }
  /** English forms in the list of places; empty for names that were asked for and are not in it. */
  inPlaces = $state.raw<ReadonlyMap<string, string>>(new Map());
  readonly #english = new WeakMap<
    RegisterEntry,
    { inPlaces: ReadonlyMap<string, string>; form: EnglishForm }
  >();

  /** Asks the places worker for names it was not asked for before. */
  async #askEnglish(): Promise<void> {
    const names = this.entries.flatMap(({ entity }) => [entity.name, ...entity.aliases]);
    const unasked = [...new Set(names)].filter((name) => !this.inPlaces.has(name));
    if (unasked.length === 0) return;
    try {
      const forms = await this.#app.services.places.englishOf(unasked);
      const empty = unasked.map((name) => [name, ''] as const);
      this.inPlaces = new Map([...this.inPlaces, ...empty, ...forms]);
    } catch (thrown) {
      // Without the list of places the suggestions stand; the next change of texts asks again.
      console.warn('No English names:', thrown);
    }
  }

  /** Gathers the names anew soon after something changed; call from an effect. */
  follow(): () => void {
    const { collection, library } = this.#app;
    void [library.documents, library.loaded, collection.runs, collection.edits, collection.isLoaded];
    this.#timer = setTimeout(() => void this.gather(), SETTLE_MS);
    return () => clearTimeout(this.#timer);
  }

  /** Looks through all texts, then for merges, in slices. */
  async gather(): Promise<void> {
    const mine = ++this.#generation;
    const isStale = () => mine !== this.#generation;
    const { collection, library } = this.#app;
    if (!library.loaded || !collection.isLoaded) return;
    const mentions: Mention[] = [];
    const take = (document: Document) => mentions.push(...this.#mentionsOf(document));
    if (!(await forEachInSlices(library.documents, take, isStale))) return;
    const isSame =
      mentions.length === this.#mentions.length &&
      mentions.every((mention, i) => mention === this.#mentions[i]);
    if (!isSame) this.#mentions = mentions;
    if (!isSame || !this.isReady || this.#listed !== this.#rebuild()) this.#list();
    else if (this.#proposed === this.#listed) return;
    this.isReady = true;
    void this.#askEnglish();
    await nextTask();
    if (isStale()) return;
    const state = this.#rebuild();
    const found = await runInSlices(
      proposeInSteps(this.entries, state, (id) => this.rawOf(id)),
      isStale,
    );
    if (!found) return;
    this.#found = found;
    this.#proposed = state;
  }

  #list(): void {
    const state = this.#rebuild();
    this.#listed = state;
    this.#proposed = null;
    this.entries = registerEntries(state, this.#mentions);
  }

  /** What people decided, from the log; the log only grows. */
  #rebuild(): RegisterState {
    const edits = this.#app.collection.edits.filter(({ documentId }) => documentId === REGISTER_ID);
    if (this.#state?.edits.length !== edits.length || this.#state.edits.at(-1)?.id !== edits.at(-1)?.id)
      this.#state = { edits, state: rebuildRegister(edits) };
    return this.#state.state;
  }

  #mentionsOf(document: Document): readonly Mention[] {
    const { collection } = this.#app;
    const run = collection.runOf(document.id);
    const layer = collection.layerOf(document.id);
    const known = this.#gathered.get(document.id);
    if (known?.run === run && known.layer === layer && known.document === document) return known.mentions;
    const spans = outsideSideBlocks(document, collection.shownOf(document, run));
    const mentions = registerMentions([{ documentId: document.id, raw: document.text, spans }]);
    this.#gathered.set(document.id, { run, layer, document, mentions });
    return mentions;
  }

  async merge(into: RegisterEntry, from: RegisterEntry): Promise<void> {
    const [name, other] = [into.entity.name, from.entity.name];
    if (!(await this.#do(mergeEntities(into, from)))) return;
    this.#sayWithUndo(this.m.merged(other, name));
  }

  async keepApart(proposal: MergeProposal): Promise<void> {
    const { into, from } = proposal;
    if (!(await this.#do(setNotSame(this.#rebuild(), into, from)))) return;
    this.#found = this.#found.filter(
      (other) => other.into.entity.id !== into.entity.id || other.from.entity.id !== from.entity.id,
    );
    this.#sayWithUndo(this.m.apart(from.entity.name, into.entity.name));
  }

  async split(entry: RegisterEntry, forms: readonly string[]): Promise<void> {
    const id = crypto.randomUUID();
    if (!(await this.#do(splitEntity(this.#rebuild(), entry, forms, id)))) return;
    this.#sayWithUndo(this.m.splitDone(forms[0] ?? ''));
  }

  async rename(entry: RegisterEntry, name: string): Promise<void> {
    const key = foldName(name.trim());
    const owner = this.entries.find(
      ({ entity, keys }) => entity.label === entry.entity.label && keys.includes(key),
    );
    // Taking another entry's name would merge the two unasked.
    if (owner && owner.entity.id !== entry.entity.id) return this.#app.notices.say(this.m.nameTaken(name));
    const before = entry.entity.name;
    if (!(await this.#do(renameEntity(entry, name)))) return;
    this.#app.notices.announce(this.m.renamed(before, name.trim()));
  }

  async setEnglish(entry: RegisterEntry, english: string): Promise<void> {
    if (english.trim() === entry.entity.english) return;
    if (!(await this.#do(setEnglish(entry, english)))) return;
    const { name } = entry.entity;
    const text = english.trim();
    this.#app.notices.announce(text === '' ? this.m.englishCleared(name) : this.m.englishSaved(name, text));
  }

  async undo(direction: 'undo' | 'redo' = 'undo'): Promise<void> {
    const { collection, notices } = this.#app;
    try {
      const before = collection.edits.length;
      if ((await collection.step(direction)).length === 0) return notices.announce(this.m.nothingToUndo);
      await collection.settled(before);
      this.#list();
      notices.announce(this.m.undone);
    } catch (thrown) {
      notices.fail(thrown);
    }
  }

  /** The entries in view as a table for spreadsheets. */
  async table() {
    const { registerTable } = await import('../../exchange');
    const rows = this.shown.map((entry) => ({ entry, english: this.englishOf(entry) }));
    return registerTable(rows, this.#app.settings.language);
  }

  #sayWithUndo(text: string): void {
    this.#app.notices.say(text, { label: this.m.undo, run: () => void this.undo() });
  }

  async #do(command: Command): Promise<boolean> {
    const { collection, notices } = this.#app;
    if (this.#isBusy) return false;
    this.#isBusy = true;
    try {
      const before = collection.edits.length;
      await collection.carryOut(command);
      await collection.settled(before);
      this.#list();
      return true;
    } catch (thrown) {
      notices.fail(thrown);
      return false;
    } finally {
      this.#isBusy = false;
    }
  }
}

/** The register of the page: gathered once, it stays while another pane is in front. */
export const registerOf = onePerApp((app) => new Register(app));
