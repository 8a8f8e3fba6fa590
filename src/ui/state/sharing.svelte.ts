import type { MultiPolygon, PlaceDescription, Precision } from '../../domain';
import {
  drawFor,
  isCoarsened,
  precisionFor,
  sharePlaces,
  toPlaces,
  type CoarsenedCounts,
  type PlacesSummary,
  type PlaceSummary,
  type SharedPlaces,
} from '../../map';
import { sharingMessages } from '../../messages';
import type { App } from './app.svelte';
import { datesOf, type DateFilter } from './date-filter.svelte';
import { onePerApp } from './one-per-app.svelte';
import { placingOf, type Placing } from './placing.svelte';

/** Where the store keeps what places are moved by: never in a file, or they could be moved back. */
const SECRET = 'sharingSecret';

/** How exactly places are given to others. */
export class Sharing {
  readonly #app: App;
  readonly #placing: Placing;
  readonly #dates: DateFilter;
  /** Gives places exactly for which the person set nothing; until the page is closed. */
  givesExactly = $state(false);
  /** What the last thing given out kept back; null before the first. */
  lastCounts = $state.raw<CoarsenedCounts | null>(null);
  isOpen = $state(false);

  constructor(app: App) {
    this.#app = app;
    this.#placing = placingOf(app);
    this.#dates = datesOf(app);
  }

  readonly m = $derived.by(() => sharingMessages[this.#app.settings.language]);
  /** Places in view, as decided; the filter by date holds for what goes out too. */
  readonly places: PlacesSummary = $derived.by(() =>
    toPlaces(this.#dates.filter(this.#placing.linksInScope)),
  );

  /** How exactly a place goes out: as the person said, else by the default. */
  precisionOf(item: PlaceSummary): Precision {
    const chosen = this.#placing.precisionOf(item.place.id);
    return precisionFor(item, chosen ?? (this.givesExactly ? 'exact' : null));
  }

  /** How it goes out where nobody says otherwise. */
  defaultOf(item: PlaceSummary): Precision {
    return precisionFor(item, null);
  }

  /** What goes out of the places in view, and which names must not. */
  async share(): Promise<SharedPlaces> {
    const { places } = this;
    const others = toPlaces(this.#app.reading.links);
    const all = [...places.placed, ...others.placed];
    const precisionOf = (item: PlaceSummary) => this.precisionOf(item);
    const coarsened = all.filter((item) => isCoarsened(item.place.level, precisionOf(item)));
    const descriptions = await this.#describe([...new Set(all.map(({ place }) => place.id))]);
    const [outlines, draws] = await Promise.all([
      this.#outlines(coarsened, descriptions),
      this.#draws(coarsened),
    ]);
    const shared = sharePlaces(places, { precisionOf, descriptions, outlines, draws, others });
    this.lastCounts = shared.counts;
    return shared;
  }

  #describe(ids: readonly string[]): Promise<ReadonlyMap<string, PlaceDescription>> {
    return this.#ask(() => this.#app.services.places.describe(ids));
  }

  #outlines(
    coarsened: readonly PlaceSummary[],
    descriptions: ReadonlyMap<string, PlaceDescription>,
  ): Promise<ReadonlyMap<string, MultiPolygon>> {
    // What the list does not know is placed by the outlines of all areas at hand.
    const isAnyOwn = coarsened.some(({ place }) => !descriptions.has(place.id));
    const asked = isAnyOwn ? [...descriptions.keys()] : coarsened.map(({ place }) => place.id);
    const ids = asked.flatMap((id) => {
      const { adm1, adm2 } = descriptions.get(id) ?? {};
      return [adm1, adm2].flatMap((area) => (area ? [area.id] : []));
    });
    if (ids.length === 0) return Promise.resolve(new Map());
    return this.#ask(() => this.#app.services.places.outlines([...new Set(ids)]));
  }

  /** Without the list of places less is told of each place, not more: the file can be made all the same. */
  async #ask<T>(question: () => Promise<ReadonlyMap<string, T>>): Promise<ReadonlyMap<string, T>> {
    try {
      return await question();
    } catch (thrown) {
      this.#app.notices.fail(thrown);
      return new Map();
    }
  }

  async #draws(coarsened: readonly PlaceSummary[]) {
    const secret = await this.#secret();
    const ids = coarsened.map(({ place }) => place.id);
    return new Map(await Promise.all(ids.map(async (id) => [id, await drawFor(secret, id)] as const)));
  }

  async #secret(): Promise<string> {
    const { store } = this.#app.services;
    const known = await store.getMeta(SECRET);
    if (typeof known === 'string' && known !== '') return known;
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    const made = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    await store.putMeta(SECRET, made);
    return made;
  }
}

/** Made when something is first given out. */
export const sharingOf = onePerApp((app) => new Sharing(app));
