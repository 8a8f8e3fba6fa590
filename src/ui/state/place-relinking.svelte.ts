import { knowledgeOf, type PlaceDecisions, type TracedLayer } from '../../correction';
import { toAppError, type Document, type PlaceKnowledge, type Run } from '../../domain';
import { foldName } from '../../text';
import type { App } from './app.svelte';
import { forEachInSlices } from './slicing';

/** Milliseconds of rest before texts are linked again: choices come in bursts. */
const WAIT_MS = 400;
/** Key in the store: what the links of each text were made with, as far as it concerns the text. */
const LINKED_WITH = 'placesLinkedWith';
/** Stands there for a text that was linked with another list of places. */
const OTHER_LIST = 'another list';

interface Names {
  readonly run: Run;
  readonly layer: TracedLayer;
  readonly folded: string;
}

/** Links texts in scope again, in the background, when the focus, an own place or a choice that concerns them changed. */
export class PlaceRelinking {
  /** Texts linked and texts to link; null at rest. */
  progress = $state.raw<{ readonly done: number; readonly total: number } | null>(null);
  /** How often the list of places has changed. */
  #lists = $state(0);
  readonly #app: App;
  readonly #decisions: () => PlaceDecisions;
  readonly #names = new Map<string, Names>();
  #linkedWith: Promise<Map<string, string>> | null = null;
  #abort: AbortController | null = null;

  constructor(app: App, decisions: () => PlaceDecisions) {
    this.#app = app;
    this.#decisions = decisions;
  }

  /** Call from an effect: it follows decisions, runs, texts in scope and what is being read. */
  watch(): (() => void) | undefined {
    const { collection, reading, jobs } = this.#app;
    const decisions = this.#decisions();
    void [reading.documents, collection.runs, collection.edits, this.#lists];
    if (!collection.isLoaded || jobs.currentId !== null) return undefined;
    const timer = setTimeout(() => void this.#relink(decisions), WAIT_MS);
    return () => {
      clearTimeout(timer);
      this.#abort?.abort();
    };
  }

  /** Notes what a text was linked with. */
  async note(documentId: string, knowledge: PlaceKnowledge): Promise<void> {
    const document = this.#app.library.documents.find(({ id }) => id === documentId);
    const linkedWith = await this.#load();
    const key = document ? this.#keyOf(document, knowledge) : '';
    if ((linkedWith.get(documentId) ?? '') === key) return;
    if (key === '') linkedWith.delete(documentId);
    else linkedWith.set(documentId, key);
    await this.#app.services.store.putMeta(LINKED_WITH, Object.fromEntries(linkedWith));
  }

  /** Has every text linked again once it is in scope: the list of places has changed. */
  async linkAllAgain(): Promise<void> {
    const linkedWith = await this.#load();
    for (const { id } of this.#app.library.documents) linkedWith.set(id, OTHER_LIST);
    await this.#app.services.store.putMeta(LINKED_WITH, Object.fromEntries(linkedWith));
    this.#lists += 1;
  }

  async #relink(decisions: PlaceDecisions): Promise<void> {
    const { collection, reading, jobs, notices } = this.#app;
    const abort = (this.#abort = new AbortController());
    const { signal } = abort;
    try {
      const linkedWith = await this.#load();
      const stale: Document[] = [];
      const look = (document: Document) => {
        const key = this.#keyOf(document, knowledgeOf(decisions, document.id));
        if (key !== (linkedWith.get(document.id) ?? '') && collection.runOf(document.id))
          stale.push(document);
      };
      if (!(await forEachInSlices(reading.documents, look, () => signal.aborted))) return;
      for (const [done, document] of stale.entries()) {
        const run = collection.runOf(document.id);
        if (signal.aborted) return;
        this.progress = { done, total: stale.length };
        if (run) await jobs.link(document, { ...run, spans: collection.spansOf(document) }, signal);
      }
    } catch (thrown) {
      if (toAppError(thrown).code !== 'tag/cancelled') notices.fail(thrown);
    } finally {
      if (this.#abort === abort) {
        this.#abort = null;
        this.progress = null;
      }
    }
  }

  #load(): Promise<Map<string, string>> {
    this.#linkedWith ??= this.#app.services.store
      .getMeta(LINKED_WITH)
      .then(
        (stored) =>
          new Map(
            Object.entries(typeof stored === 'object' && stored !== null ? stored : {}).filter(
              (entry): entry is [string, string] => typeof entry[1] === 'string',
            ),
          ),
      );
    return this.#linkedWith;
  }

  /** What a person knows that concerns the names of a text; empty for nothing. */
  #keyOf(document: Document, { focus, userChoices, ownPlaces }: PlaceKnowledge): string {
    const choices = Object.entries(userChoices);
    if (focus.length + choices.length + ownPlaces.length === 0) return '';
    const names = this.#namesOf(document);
    const concerning = [
      [...focus].sort(),
      choices.filter(([name]) => names.includes(name)).sort(),
      ownPlaces
        .filter(({ name }) => names.includes(foldName(name)))
        .map(({ id, name, lat, lon, level, country }) => [id, name, lat, lon, level, country])
        .sort(),
    ];
    return concerning.some((part) => part.length > 0) ? JSON.stringify(concerning) : '';
  }

  /** All names of places of a text, folded, in one string. */
  #namesOf(document: Document): string {
    const { collection } = this.#app;
    const run = collection.runOf(document.id);
    if (!run) return '';
    const layer = collection.layerOf(document.id);
    const known = this.#names.get(document.id);
    if (known?.run === run && known.layer === layer) return known.folded;
    const spans = collection.spansOf(document).filter(({ label }) => label === 'LOC');
    const names = new Set(
      spans.flatMap(({ start, end, stem }) => [stem.text, document.text.slice(start, end)]),
    );
    const folded = [...names].map(foldName).join('\n');
    this.#names.set(document.id, { run, layer, folded });
    return folded;
  }
}
