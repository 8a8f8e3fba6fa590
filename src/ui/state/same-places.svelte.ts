import { applyToSame, findSameToponyms, overlayChoices, type SameToponym } from '../../correction';
import type { Document, StoredLink } from '../../domain';
import type { App } from './app.svelte';
import { outsideSideBlocks } from './collection.svelte';
import { onePerApp } from './one-per-app.svelte';
import { placingOf, type Placing } from './placing.svelte';

/** Texts whose links are read at once. */
const AT_ONCE = 40;

/** Other mentions of the name that was just decided, for a person to look through. */
export class SamePlaces {
  readonly #app: App;
  readonly #placing: Placing;
  /** The mention whose decision is to be repeated; null while the list is closed. */
  link = $state.raw<StoredLink | null>(null);
  where = $state<'one' | 'all'>('one');
  /** Null while texts are looked through. */
  found = $state.raw<readonly SameToponym[] | null>(null);
  #ticked = $state.raw<ReadonlySet<string>>(new Set());
  #generation = 0;

  constructor(app: App) {
    this.#app = app;
    this.#placing = placingOf(app);
  }

  readonly ticked: readonly SameToponym[] = $derived.by(() =>
    (this.found ?? []).filter(({ link }) => this.#ticked.has(link.id)),
  );

  async open(link: StoredLink): Promise<void> {
    this.link = link;
    await this.look(this.where);
  }

  close(): void {
    this.#generation += 1;
    this.link = null;
    this.found = null;
  }

  /** Looks through the mention's own text or through all. */
  async look(where: 'one' | 'all'): Promise<void> {
    const { link } = this;
    if (!link) return;
    this.where = where;
    this.found = null;
    const mine = ++this.#generation;
    try {
      const { documents } = this.#app.library;
      const texts = documents.filter(
        ({ id, testSet }) => id === link.documentId || (where === 'all' && testSet === undefined),
      );
      const links = await this.#linksOf(texts);
      if (mine !== this.#generation) return;
      this.found = findSameToponyms(this.#placing.decisions, link, links);
      this.#ticked = new Set(this.found.filter((one) => one.isTicked).map((one) => one.link.id));
    } catch (thrown) {
      if (mine === this.#generation) this.found = [];
      this.#app.notices.fail(thrown);
    }
  }

  isTicked({ link }: SameToponym): boolean {
    return this.#ticked.has(link.id);
  }

  toggle({ link }: SameToponym): void {
    const ticked = new Set(this.#ticked);
    if (!ticked.delete(link.id)) ticked.add(link.id);
    this.#ticked = ticked;
  }

  tickAll(isTicked: boolean): void {
    this.#ticked = new Set(isTicked ? (this.found ?? []).map(({ link }) => link.id) : []);
  }

  /** Decides the same for what is ticked, in one batch. */
  async apply(): Promise<boolean> {
    const { link, ticked } = this;
    if (!link || ticked.length === 0) return false;
    const command = applyToSame(
      this.#placing.decisions,
      link.place,
      ticked.map((one) => one.link),
    );
    if (!(await this.#placing.carryOut(command))) return false;
    const { notices, settings } = this.#app;
    notices.say(this.#placing.m.sameApplied(settings.number(ticked.length)), this.#placing.undoAction());
    this.close();
    return true;
  }

  /** Links of the mentions that are shown on texts, as decided. */
  async #linksOf(documents: readonly Document[]): Promise<readonly StoredLink[]> {
    const { collection, services } = this.#app;
    const all: StoredLink[] = [];
    for (let from = 0; from < documents.length; from += AT_ONCE) {
      const some = documents.slice(from, from + AT_ONCE).map(async (document) => {
        const run = collection.runOf(document.id);
        if (!run) return [];
        const spans = outsideSideBlocks(document, collection.spansOf(document));
        const ends = new Map(spans.map(({ start, end }): [number, number] => [start, end]));
        const links = await services.store.linksOf(run.id);
        return links.filter(({ start, end }) => ends.get(start) === end);
      });
      all.push(...(await Promise.all(some)).flat());
    }
    return overlayChoices(all, this.#placing.decisions);
  }
}

/** The list of the page. */
export const samePlacesOf = onePerApp((app) => new SamePlaces(app));
