import type { PackInfo, PackPresence, PackStore } from '../../gazetteer';
import { toAppError, type AppError, type Progress } from '../../domain';
import { aboutDataMessages, formatBytes } from '../../messages';
import type { App } from './app.svelte';
import { onePerApp } from './one-per-app.svelte';
import { placingOf } from './placing.svelte';

export type Pack = PackInfo & { readonly presence: PackPresence };

/** Lists of further places: which there are, which are on this device, one being fetched. */
export class PlacePacks {
  /** Null until known. */
  list = $state.raw<readonly Pack[] | null>(null);
  /** Why the list could not be had. */
  failure = $state.raw<AppError | null>(null);
  /** The pack that is being fetched or removed. */
  busy = $state.raw<{ readonly id: string; readonly progress: Progress | null } | null>(null);
  /** The current list of places arrived damaged: the one from before is in use. */
  isListEarlier = $state(false);
  readonly #app: App;
  #store: Promise<PackStore> | null = null;
  #abort: AbortController | null = null;

  constructor(app: App) {
    this.#app = app;
    void this.refresh();
  }

  readonly m = $derived.by(() => aboutDataMessages[this.#app.settings.language]);
  /** Names of countries in the language of the interface. */
  readonly #regions = $derived.by(
    () => new Intl.DisplayNames([this.#app.settings.language], { type: 'region' }),
  );

  /** A country by its code. */
  nameOfCountry(code: string): string {
    // The compiled list counts what lies in no country under CLDR's unknown region.
    if (code === 'ZZ') return this.m.noCountry;
    return /^[A-Z]{2}$/.test(code) ? (this.#regions.of(code) ?? code) : code;
  }

  /** What a pack is called: its countries. */
  nameOf({ countries }: Pick<PackInfo, 'countries'>): string {
    const names = countries.map((code) => this.nameOfCountry(code));
    return new Intl.ListFormat(this.#app.settings.language, { type: 'conjunction' }).format(names);
  }

  sizeOf({ gzipBytes }: Pick<PackInfo, 'gzipBytes'>): string {
    return formatBytes(gzipBytes);
  }

  /** Packs with more places of a country that are not on this device. */
  offeredFor(countries: ReadonlySet<string>): Pack[] {
    const offered = this.list?.filter(({ presence }) => presence === 'absent') ?? [];
    return offered.filter((pack) => pack.countries.some((code) => countries.has(code)));
  }

  async refresh(): Promise<void> {
    try {
      this.list = await (await this.#open()).list();
      this.failure = null;
    } catch (thrown) {
      this.failure = toAppError(thrown);
    }
  }

  /** Fetches a pack; texts are linked again with it. One at a time. */
  async install(pack: Pack): Promise<void> {
    const abort = new AbortController();
    await this.#change(pack, this.m.added(this.nameOf(pack)), async (store) => {
      this.#abort = abort;
      const onProgress = (progress: Progress) => (this.busy = { id: pack.id, progress });
      await store.install(pack.id, onProgress, abort.signal);
    });
  }

  cancel(): void {
    this.#abort?.abort();
  }

  async remove(pack: Pack): Promise<void> {
    await this.#change(pack, this.m.removed(this.nameOf(pack)), (store) => store.remove(pack.id));
  }

  async #change(pack: Pack, done: string, work: (store: PackStore) => Promise<void>): Promise<void> {
    if (this.busy) return;
    const { services, notices } = this.#app;
    this.busy = { id: pack.id, progress: null };
    try {
      await work(await this.#open());
      await services.reloadPlaces();
      await placingOf(this.#app).relinking.linkAllAgain();
      notices.say(done);
    } catch (thrown) {
      notices.fail(thrown);
    } finally {
      this.busy = null;
      await this.refresh();
    }
  }

  #open(): Promise<PackStore> {
    this.#store ??= this.#app.services.openPacks().catch((thrown: unknown) => {
      this.#store = null;
      throw thrown;
    });
    return this.#store;
  }
}

/** Packs of places, made when first asked for. */
export const packsOf = onePerApp((app) => new PlacePacks(app));
