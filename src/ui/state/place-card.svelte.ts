import {
  chooseCandidate,
  choiceAt,
  markNoPlace,
  putOwnPlace,
  setPrecision,
  takeChoiceBack,
  type Command,
} from '../../correction';
import {
  isOwnPlace,
  type Candidate,
  type KeptCandidate,
  type LinkChoice,
  type Place,
  type PlaceDescription,
  type Precision,
  type StoredLink,
  type UserPlace,
} from '../../domain';
import { distanceKm } from '../../linking';
import { isDoubtful, type LatLon } from '../../map';
import { foldName } from '../../text';
import type { App } from './app.svelte';
import { countryName } from './countries';
import { onePerApp } from './one-per-app.svelte';
import { placingOf, type Placing } from './placing.svelte';

/** Milliseconds of rest before the list is searched for what is being typed. */
const TYPING_MS = 180;
const MAX_FOUND = 20;
/** From this probability on a prediction is called sure. */
const SURE = 0.9;
/** A new position farther than this from every place in view is likely a slip. */
const FAR_KM = 2000;

/** The place of the mention under attention: what was found, what could be meant, and what a person says. */
export class PlaceCard {
  readonly #app: App;
  readonly #placing: Placing;
  isOpen = $state(false);
  query = $state('');
  /** What the list has for the query; null before it was asked. */
  found = $state.raw<readonly Candidate[] | null>(null);
  /** What the list tells of the areas of candidates: namesakes of one governorate are told apart by their district. */
  #described = $state.raw<ReadonlyMap<string, PlaceDescription>>(new Map());
  readonly #asked = new Set<string>();

  constructor(app: App) {
    this.#app = app;
    this.#placing = placingOf(app);
  }

  /** The link of the mention under attention, else the first of the place under attention; as decided. */
  readonly link: StoredLink | null = $derived.by(() => {
    const { reading } = this.#app;
    const { document, selectedStart, selectedPlaceId, links } = reading;
    const own = links.find(({ documentId, start }) => documentId === document?.id && start === selectedStart);
    if (own && (selectedPlaceId === null || own.place?.id === selectedPlaceId)) return own;
    return selectedPlaceId === null
      ? null
      : (this.#placing.linksInScope.find(({ place }) => place?.id === selectedPlaceId) ?? null);
  });
  readonly choice: LinkChoice | null = $derived.by(() =>
    this.link ? choiceAt(this.#placing.decisions, this.link) : null,
  );
  /** How sure the prediction is; null for decided ones. */
  readonly standing: 'sure' | 'likely' | 'doubtful' | 'none' | null = $derived.by(() => {
    if (!this.link || this.choice) return null;
    if (!this.link.place) return 'none';
    if (isDoubtful(this.link)) return 'doubtful';
    return this.link.score >= SURE ? 'sure' : 'likely';
  });
  /** Places that could be meant, best first; the chosen one among them. */
  readonly candidates: readonly KeptCandidate[] = $derived.by(() => {
    const { link } = this;
    if (!link) return [];
    const key = foldName(link.toponym);
    // Repeats of a name keep only what was chosen: the first mention in its text has them all.
    const alike = this.#app.reading.links.filter(
      ({ documentId, toponym }) => documentId === link.documentId && foldName(toponym) === key,
    );
    const all = new Map<string, KeptCandidate>();
    for (const { candidates } of [link, ...alike].sort((a, b) => b.candidates.length - a.candidates.length))
      for (const candidate of candidates) if (!all.has(candidate.id)) all.set(candidate.id, candidate);
    return [...all.values()];
  });

  /** Governorate and country of a place, in words, each isolated from the direction around it; may be empty. */
  whereOf(place: Place & { readonly within?: string }): string {
    const { language } = this.#app.settings;
    const { id, country, within = '', level } = place;
    const { adm2 = null, adm3 = null } = this.#described.get(id) ?? {};
    const district = [adm3, adm2].find((area) => area !== null && area.id !== id)?.name ?? '';
    const nameOf = (of: typeof language) => (country === null ? '' : countryName(country, of));
    // The list names the country in Arabic where it has no governorate.
    const isCountry = [nameOf('ar'), nameOf('en')].some((name) => foldName(name) === foldName(within));
    return [
      foldName(district) === foldName(within) ? '' : district,
      isCountry ? '' : within,
      level === 'country' ? '' : nameOf(language),
    ]
      .filter((part) => part !== '')
      .map((part) => `\u2068${part}\u2069`)
      .join(this.#placing.m.join);
  }

  /** Whether coordinates lie where the texts play; without any place in view they do. */
  isPlausible(point: LatLon): boolean {
    const places = this.#placing.linksInScope.flatMap(({ place }) => place ?? []);
    return places.length === 0 || places.some((place) => distanceKm(place, point) < FAR_KM);
  }

  open(): void {
    this.isOpen = true;
  }

  close(): void {
    this.isOpen = false;
    this.query = '';
    this.found = null;
  }

  async choose(place: Place): Promise<void> {
    const { link } = this;
    if (!link) return;
    const { m, decisions } = this.#placing;
    if (!(await this.#do(chooseCandidate(decisions, link, place)))) return;
    const where = this.whereOf(place);
    this.#app.notices.announce(where === '' ? m.choseNowBare(place.name) : m.choseNow(place.name, where));
  }

  async chooseNone(): Promise<void> {
    const { link } = this;
    if (!link || !(await this.#do(markNoPlace(this.#placing.decisions, link)))) return;
    this.#app.notices.announce(this.#placing.m.noneNow(link.toponym));
  }

  async takeBack(): Promise<void> {
    const { link } = this;
    if (!link || !(await this.#do(takeChoiceBack(this.#placing.decisions, link)))) return;
    this.#app.notices.announce(this.#placing.m.tookBack);
  }

  /** Adds an own place and gives it to the mention under attention, in one batch. */
  async addHere(place: UserPlace): Promise<boolean> {
    const { decisions, m } = this.#placing;
    const added = putOwnPlace(decisions, place);
    if (!added.ok || !this.link) return false;
    const chosen = chooseCandidate(decisions, this.link, place);
    const both: Command = chosen.ok ? { ok: true, value: [...added.value, ...chosen.value] } : added;
    if (!(await this.#do(both))) return false;
    this.#app.notices.say(m.added(place.name), this.#placing.undoAction());
    return true;
  }

  async setPrecision(place: Place, precision: Precision | null, words: string): Promise<void> {
    const { decisions, m } = this.#placing;
    if (this.#placing.precisionOf(place.id) === precision) return;
    if (!(await this.#placing.carryOut(setPrecision(decisions, place.id, precision)))) return;
    this.#app.notices.announce(m.precisionSet(place.name, words));
  }

  /** Asks the list for the areas of the places to choose from; call from an effect. */
  watchAreas(): void {
    const ids = [...this.candidates, ...(this.found ?? [])].map(({ id }) => id);
    const unknown = ids.filter((id) => !isOwnPlace(id) && !this.#asked.has(id));
    if (unknown.length === 0) return;
    for (const id of unknown) this.#asked.add(id);
    this.#app.services.places
      .describe(unknown)
      .then((found) => (this.#described = new Map([...this.#described, ...found])))
      .catch((thrown: unknown) => {
        // Names and countries are there without it.
        console.warn('No areas:', thrown);
        for (const id of unknown) this.#asked.delete(id);
      });
  }

  /** Searches the list for the query a moment after the last key; call from an effect. */
  watchQuery(): (() => void) | undefined {
    const query = this.query.trim();
    if (query === '') {
      this.found = null;
      return undefined;
    }
    let isStale = false;
    const timer = setTimeout(() => {
      void this.#search(query).then((found) => {
        if (isStale || found === null) return;
        this.found = found;
        this.#app.notices.announce(this.#placing.m.found(this.#app.settings.number(found.length)));
      });
    }, TYPING_MS);
    return () => {
      isStale = true;
      clearTimeout(timer);
    };
  }

  async #search(query: string): Promise<readonly Candidate[] | null> {
    try {
      const listed = await this.#app.services.places.search(query, MAX_FOUND);
      const key = foldName(query);
      const own = this.#placing.ownPlaces.filter(({ name }) => foldName(name).includes(key));
      return [...own.map(toCandidate), ...listed];
    } catch (thrown) {
      this.#app.notices.fail(thrown);
      return null;
    }
  }

  /** The choice shows at once: attention stays on the mention, whatever its place is now. */
  async #do(command: Command): Promise<boolean> {
    const { link } = this;
    if (!link || !(await this.#placing.carryOut(command))) return false;
    const { reading } = this.#app;
    if (reading.document?.id === link.documentId) reading.select(link.start);
    else reading.show(link.documentId, link.start);
    return true;
  }
}

function toCandidate(place: UserPlace): Candidate {
  const { uncertaintyM = null } = place;
  const areas = { adm1: null, adm2: null, adm3: null };
  const figures = { score: 1, reasons: [], match: 'exact' as const, populationDigits: 0, flags: [] };
  return { ...place, uncertaintyM, within: '', ...areas, ...figures };
}

/** Whether a place is the person's own, for its sign in lists. */
export const isOwn = ({ id }: Place): boolean => isOwnPlace(id);

/** The card of the page. */
export const placeCardOf = onePerApp((app) => new PlaceCard(app));
