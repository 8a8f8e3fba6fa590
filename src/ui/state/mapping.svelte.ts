import type { PlaceLevel, StoredLink } from '../../domain';
import {
  cutGroup,
  groupPlaces,
  toPlaces,
  type Areas,
  type GovernorateGroup,
  type Outlines,
  type PlaceMention,
  type PlaceOrder,
  type PlacesSummary,
  type PlaceSummary,
} from '../../map';
import { mappingMessages } from '../../messages';
import type { App } from './app.svelte';
import { datesOf, type DateFilter } from './date-filter.svelte';
import { onePerApp } from './one-per-app.svelte';
import { placingOf, type Placing } from './placing.svelte';

/** So many links are summed up in a task of their own, which must not lengthen the one that changed the text. */
const MANY_LINKS = 2000;
/** With more places than this, groups begin closed. */
const MANY_PLACES = 150;
/** Most rows of a group at first: thousands at once would hold the page. */
const MOST_ROWS = 100;
/** Levels whose outlines the list of places may have. */
const OUTLINED: ReadonlySet<PlaceLevel> = new Set(['governorate', 'district', 'region']);

/** What the map and the list beside it show, and the place under attention there. */
export class Mapping {
  readonly #app: App;
  readonly dates: DateFilter;
  readonly #placing: Placing;
  /** The place that was chosen in the list last, to be made out on the map; a new object each time. */
  revealed = $state.raw<{ readonly placeId: string } | null>(null);
  order = $state<PlaceOrder>('count');
  /** Groups that are not as they begin, by key. */
  #toggled = $state.raw<ReadonlySet<string>>(new Set());
  /** Groups that show all their places, by key. */
  #whole = $state.raw<ReadonlySet<string>>(new Set());
  #later = $state.raw<PlacesSummary>(toPlaces([]));
  /** Areas of places whose links tell none. */
  #lookedUp = $state.raw<ReadonlyMap<string, Areas>>(new Map());
  #outlines = $state.raw<Outlines>(new Map());
  readonly #asked = new Set<string>();

  constructor(app: App) {
    this.#app = app;
    this.dates = datesOf(app);
    this.#placing = placingOf(app);
  }

  readonly m = $derived.by(() => mappingMessages[this.#app.settings.language]);
  /** Links of mentions in scope that pass the filters, the one by date among them; as decided. */
  readonly links: readonly StoredLink[] = $derived.by(() => this.dates.filter(this.#placing.linksInScope));
  readonly summary: PlacesSummary = $derived.by(() =>
    this.links.length < MANY_LINKS ? toPlaces(this.links) : this.#later,
  );
  readonly groups: readonly GovernorateGroup[] = $derived.by(() =>
    groupPlaces(this.summary.placed, this.order, (id) => this.#lookedUp.get(id)),
  );
  readonly outlines: Outlines = $derived.by(() => this.#outlines);
  readonly selected: PlaceSummary | null = $derived.by(() => {
    const { selectedPlaceId } = this.#app.reading;
    return this.summary.placed.find(({ place }) => place.id === selectedPlaceId) ?? null;
  });
  /** Which of its mentions is under attention in the text; -1 for none. */
  readonly mentionAt: number = $derived.by(() => {
    const { document, selectedStart } = this.#app.reading;
    return (this.selected?.mentions ?? []).findIndex(
      (one) => one.documentId === document?.id && one.start === selectedStart,
    );
  });
  /** True while the place of the mention under attention is left out by its text's date. */
  readonly isSelectedHidden: boolean = $derived.by(() => {
    const { selectedPlaceId, visibleLinks } = this.#app.reading;
    if (!this.dates.isActive || selectedPlaceId === null || this.selected) return false;
    return visibleLinks.some(({ place }) => place?.id === selectedPlaceId);
  });

  /** Sums up many links a moment later; call from an effect. */
  watchLinks(): (() => void) | undefined {
    const many = this.links;
    if (many.length < MANY_LINKS) return undefined;
    const timer = setTimeout(() => (this.#later = toPlaces(many)));
    return () => clearTimeout(timer);
  }

  /** Asks the list of places for outlines and for areas that links do not tell; call from an effect. */
  watchPlaces(): void {
    const { placed } = this.summary;
    const unknown = (item: PlaceSummary) => !this.#asked.has(item.place.id);
    const outlined = placed.filter(({ place }) => OUTLINED.has(place.level)).filter(unknown);
    const arealess = placed.filter(({ adm1 }) => adm1 === undefined).filter(unknown);
    if (outlined.length === 0 && arealess.length === 0) return;
    const idsOf = (items: readonly PlaceSummary[]) => items.map(({ place }) => place.id);
    for (const id of [...idsOf(outlined), ...idsOf(arealess)]) this.#asked.add(id);
    // Pins and names are there without it: no reason to trouble the person.
    this.#ask(idsOf(outlined), idsOf(arealess)).catch((thrown: unknown) => console.warn('No areas:', thrown));
  }

  async #ask(outlined: readonly string[], arealess: readonly string[]): Promise<void> {
    const { places } = this.#app.services;
    if (outlined.length > 0) {
      const found = await places.outlines(outlined);
      if (found.size > 0) this.#outlines = new Map([...this.#outlines, ...found]);
    }
    if (arealess.length > 0) {
      const found = await places.describe(arealess);
      if (found.size > 0) this.#lookedUp = new Map([...this.#lookedUp, ...found]);
    }
  }

  isOpen(key: string): boolean {
    const isOpenAtFirst = this.summary.placed.length <= MANY_PLACES;
    return this.#toggled.has(key) !== isOpenAtFirst;
  }

  /** What of a group is listed, and how many places more it has. */
  listed(group: GovernorateGroup): ReturnType<typeof cutGroup> {
    return cutGroup(group, this.#whole.has(group.key) ? Infinity : MOST_ROWS);
  }

  /** Lists all places of a group. */
  showWhole(key: string): void {
    this.#whole = new Set([...this.#whole, key]);
  }

  toggle(key: string): void {
    const toggled = new Set(this.#toggled);
    if (!toggled.delete(key)) toggled.add(key);
    this.#toggled = toggled;
  }

  /** Opens all groups, or closes them all. */
  setAllOpen(isOpen: boolean): void {
    const isOpenAtFirst = this.summary.placed.length <= MANY_PLACES;
    this.#toggled = new Set(isOpen === isOpenAtFirst ? [] : this.groups.map(({ key }) => key));
  }

  /** Turns attention to a place; on a wide screen the text beside the map shows its first mention too. */
  select(item: PlaceSummary): void {
    const { reading, settings, notices, isNarrow } = this.#app;
    reading.selectedPlaceId = item.place.id;
    this.revealed = { placeId: item.place.id };
    if (isNarrow) notices.announce(this.m.chosen(item.place.name, settings.number(item.count)));
    else if (this.mentionAt < 0) this.show(item.mentions[0]);
    this.#openGroupOf(item);
  }

  unselect(): void {
    this.#app.reading.select(null);
  }

  /** Shows the next or previous mention of the selected place in its text, round and round. */
  step(direction: 1 | -1): void {
    const mentions = this.selected?.mentions ?? [];
    const from = this.mentionAt < 0 && direction === -1 ? 0 : this.mentionAt;
    this.show(mentions[(from + direction + mentions.length) % mentions.length]);
  }

  /** Opens a text at a mention. */
  show(mention: PlaceMention | undefined): void {
    if (mention) this.#app.showMention(mention.documentId, mention.start);
  }

  #openGroupOf(item: PlaceSummary): void {
    const group = this.groups.find(({ districts }) => districts.some(({ places }) => places.includes(item)));
    if (!group) return;
    if (!this.isOpen(group.key)) this.toggle(group.key);
    const isListed = this.listed(group).districts.some(({ places }) => places.includes(item));
    if (!isListed) this.showWhole(group.key);
  }
}

/** What the map shows, made when it is first opened. */
export const mappingOf = onePerApp((app) => new Mapping(app));
