import {
  isAboutPlaces,
  knowledgeOf,
  movePlace,
  NO_DECISIONS,
  overlayChoices,
  rebuildDecisions,
  type Command,
  type PlaceDecisions,
} from '../../correction';
import {
  ownPlaceId,
  type DocumentStore,
  type Edit,
  type PlaceFocus,
  type Precision,
  type StoredLink,
  type UserPlace,
} from '../../domain';
import { speaksAsGovernment } from '../../linking';
import { placingMessages } from '../../messages';
import type { App } from './app.svelte';
import type { KnownPlaces } from './jobs.svelte';
import { onePerApp } from './one-per-app.svelte';
import { PlaceRelinking } from './place-relinking.svelte';

/** What people decided about places: choices for mentions, own places, how exactly they are shared, the focus. */
export class Placing {
  readonly #app: App;
  #known: { readonly edits: readonly Edit[]; readonly decisions: PlaceDecisions } = {
    edits: [],
    decisions: NO_DECISIONS,
  };
  #isBusy = false;
  readonly relinking: PlaceRelinking;

  constructor(app: App) {
    this.#app = app;
    app.reading.overlay = (links) => overlayChoices(links, this.decisions);
    this.relinking = new PlaceRelinking(app, () => this.decisions);
    $effect(() => this.relinking.watch());
  }

  readonly m = $derived.by(() => placingMessages[this.#app.settings.language]);
  /** From the log; the same object as long as no edit about places came. */
  readonly decisions: PlaceDecisions = $derived.by(() => {
    const edits = this.#app.collection.edits.filter(isAboutPlaces);
    // The log only grows and keeps its order: the same length and the same last entry mean the same edits.
    if (this.#known.edits.length !== edits.length || this.#known.edits.at(-1)?.id !== edits.at(-1)?.id)
      this.#known = { edits, decisions: rebuildDecisions(edits) };
    return this.#known.decisions;
  });
  readonly ownPlaces: readonly UserPlace[] = $derived.by(() => [...this.decisions.places.values()]);
  readonly focus: PlaceFocus = $derived.by(() => this.decisions.focus);
  /** Links of mentions of countries that speak as governments, while these are left off. */
  readonly governments: ReadonlySet<StoredLink> = $derived.by(() => {
    if (!this.focus.hidesGovernments) return new Set<StoredLink>();
    const texts = new Map(this.#app.library.documents.map(({ id, text }) => [id, text]));
    return new Set(
      this.#app.reading.visibleLinks.filter(
        (link) =>
          link.place?.level === 'country' &&
          link.origin === 'predicted' &&
          speaksAsGovernment(texts.get(link.documentId) ?? '', link),
      ),
    );
  });
  /** Links for map and table: those of mentions in scope that pass the filters, as decided, governments left off. */
  readonly linksInScope: readonly StoredLink[] = $derived.by(() => {
    const { visibleLinks } = this.#app.reading;
    const { governments } = this;
    return governments.size === 0 ? visibleLinks : visibleLinks.filter((link) => !governments.has(link));
  });

  /** What linking is told for a text. */
  async knowledgeFor(documentId: string): Promise<KnownPlaces> {
    const { collection, services } = this.#app;
    // Texts may be linked before the log has come, right after a start.
    const decisions = collection.isLoaded ? this.decisions : rebuildDecisions(await wholeLog(services.store));
    const knowledge = knowledgeOf(decisions, documentId);
    return { knowledge, onLinked: () => this.relinking.note(documentId, knowledge) };
  }

  /** How exactly a person wants a place to be given to others; null where they did not say. */
  precisionOf(placeId: string): Precision | null {
    return this.decisions.precisions.get(placeId) ?? null;
  }

  /** Puts a place elsewhere (degrees, WGS 84), as {@link movePlace} says; the texts are those in scope. */
  async move(placeId: string, lat: number, lon: number): Promise<void> {
    const { reading, notices } = this.#app;
    const { links } = reading;
    const place =
      this.decisions.places.get(placeId) ?? links.find((link) => link.place?.id === placeId)?.place;
    if (!place) return;
    const id = ownPlaceId(crypto.randomUUID());
    const note = this.m.movedNote(place.name, place.id);
    if (!(await this.carryOut(movePlace(this.decisions, { place, lat, lon, links, id, note })))) return;
    if (reading.selectedPlaceId === placeId && !this.decisions.places.has(placeId))
      reading.selectedPlaceId = id;
    notices.say(this.m.moved(place.name), this.undoAction());
  }

  /** Takes the last action of this device back. */
  async undo(): Promise<void> {
    const { collection, notices } = this.#app;
    try {
      const before = collection.edits.length;
      const isDone = (await collection.step('undo')).length > 0;
      if (isDone) await collection.settled(before);
      this.#selectAgain();
      notices.announce(isDone ? this.m.undone : this.m.nothingToUndo);
    } catch (thrown) {
      notices.fail(thrown);
    }
  }

  /** A place that went with what was taken back gives way to the one that the mention under attention has now. */
  #selectAgain(): void {
    const { reading } = this.#app;
    const { selectedPlaceId, selectedStart, document } = reading;
    if (selectedPlaceId === null || this.linksInScope.some(({ place }) => place?.id === selectedPlaceId))
      return;
    const link = this.linksInScope.find(
      ({ documentId, start }) => documentId === document?.id && start === selectedStart,
    );
    reading.selectedPlaceId = link?.place?.id ?? null;
  }

  /** Writes a command into the log; false where it was refused, which is said. One at a time. */
  async carryOut(command: Command): Promise<boolean> {
    const { collection, notices } = this.#app;
    if (this.#isBusy) return false;
    this.#isBusy = true;
    try {
      const before = collection.edits.length;
      await collection.carryOut(command);
      await collection.settled(before);
      return true;
    } catch (thrown) {
      notices.fail(thrown);
      return false;
    } finally {
      this.#isBusy = false;
    }
  }

  /** For a notice: takes the last action back. */
  undoAction() {
    return { label: this.m.undo, run: () => void this.undo() };
  }
}

const wholeLog = (store: DocumentStore): Promise<readonly Edit[]> =>
  new Promise((resolve) => {
    const stop = store.watchAllEdits((edits) => {
      resolve(edits);
      queueMicrotask(() => stop());
    });
  });

/** What people decided about places, made when first asked for. */
export const placingOf = onePerApp((app) => new Placing(app));
