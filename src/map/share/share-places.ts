import type {
  AdminArea,
  KeptCandidate,
  MultiPolygon,
  Place,
  PlaceDescription,
  Precision,
  StoredLink,
} from '../../domain';
import type { PlaceMention, PlacesSummary, PlaceSummary, UnresolvedSummary } from '../summary';
import { areasAround, type Areas } from './areas-around';
import { concealing } from './concealed';
import type { Draw } from './displace';
import { isCoarsened } from './precision';
import { shareable, type SharedArea, type SharedPlace } from './shareable';

/** What is needed to decide what goes out; see `drawFor` for the draws. */
export interface ShareOptions {
  readonly precisionOf: (item: PlaceSummary) => Precision;
  /** By id of the place; one that is missing is known by its links alone. */
  readonly descriptions: ReadonlyMap<string, PlaceDescription>;
  /** By id of the area. Those of all areas that are described help to place what the list does not know. */
  readonly outlines: ReadonlyMap<string, MultiPolygon>;
  readonly draws: ReadonlyMap<string, Draw>;
  /** Places that do not go out because of a filter, but may be named by what does. */
  readonly others?: PlacesSummary;
}

/** A place on its way out. Several that are given by the same area are one. */
export interface SharedItem {
  readonly place: SharedPlace;
  /** Governorate or country around it; may be empty. */
  readonly within: string;
  readonly count: number;
  readonly documentIds: readonly string[];
  /** Empty for a coarsened place: what is written there would name it. */
  readonly mentions: readonly PlaceMention[];
  readonly score: number;
  /** Null for a coarsened place: a rare number of namesakes tells which one it is. */
  readonly candidateCount: number | null;
  readonly origin: StoredLink['origin'];
}

/** How many places are not given exactly, by how they are given. */
export type CoarsenedCounts = Readonly<Record<Exclude<Precision, 'exact'>, number>>;

/** Places as they go out. */
export interface SharedPlaces {
  readonly items: readonly SharedItem[];
  /** Names without a place; those that name a coarsened place are left out. */
  readonly unresolved: readonly UnresolvedSummary[];
  readonly counts: CoarsenedCounts;
  /** By the id of the place as it is: what goes out of it, null for nothing; undefined for one that is not there. */
  readonly of: (placeId: string) => SharedPlace | null | undefined;
  /** Whether a text names a coarsened place and must not go out. */
  readonly conceals: (text: string) => boolean;
}

/** Decides for every place what goes out of it. The order stays. */
export function sharePlaces(places: PlacesSummary, options: ShareOptions): SharedPlaces {
  const counts = { town: 0, district: 0, governorate: 0, hidden: 0 };
  const shared = new Map<string, SharedPlace | null>();
  const items = new Map<string, SharedItem>();
  const isKeptBack = (item: PlaceSummary) => isCoarsened(item.place.level, options.precisionOf(item));
  const keptBack = [...places.placed, ...(options.others?.placed ?? [])].filter(isKeptBack);
  const keptIds = new Set(keptBack.map(({ place }) => place.id));
  const around = areasAround(options.descriptions.values(), options.outlines);
  const conceals = concealing(keptBack.flatMap((item) => namesOf(item, options)));
  for (const item of places.placed) {
    const precision = options.precisionOf(item);
    const place = shareable(item.place, precision, {
      ...areasOf(item, options, around, keptIds),
      description: options.descriptions.get(item.place.id) ?? null,
      draw: options.draws.get(item.place.id) ?? [0, 0],
      outlineOf: (id) => options.outlines.get(id),
      isTelling: (name) => concealing(namesOf(item, options))(name),
    });
    shared.set(item.place.id, place);
    if (!place) counts.hidden += 1;
    else if (place.isCoarsened && place.precision !== 'exact' && place.precision !== 'hidden')
      counts[place.precision] += 1;
    if (!place) continue;
    const key = place.isCoarsened && place.id !== '' ? `${place.precision} ${place.id}` : item.place.id;
    const before = items.get(key);
    items.set(key, before ? joined(before, item) : itemOf(item, place, conceals));
  }
  return {
    items: [...items.values()],
    unresolved: places.unresolved.filter(
      ({ toponym, mentions }) => !conceals(toponym) && !mentions.some(({ surface }) => conceals(surface)),
    ),
    counts,
    of: (placeId) => shared.get(placeId),
    conceals,
  };
}

function itemOf(item: PlaceSummary, place: SharedPlace, conceals: (text: string) => boolean): SharedItem {
  const { within, count, documentIds, mentions, score, candidateCount, origin } = item;
  const always = { place, count, documentIds, score, origin };
  if (!place.isCoarsened)
    return { ...always, within: conceals(within) ? '' : within, mentions, candidateCount };
  const around = place.adm1 && place.adm1.id !== place.id ? place.adm1.name : '';
  return { ...always, within: around, mentions: [], candidateCount: null };
}

/** As sure as the least sure of them. */
function joined(known: SharedItem, { count, documentIds, score, origin }: PlaceSummary): SharedItem {
  return {
    ...known,
    count: known.count + count,
    documentIds: [...new Set([...known.documentIds, ...documentIds])],
    score: Math.min(known.score, score),
    origin: known.origin === 'gold' && origin === 'gold' ? 'gold' : 'predicted',
  };
}

/** Every name that would tell which place is meant. */
function namesOf(item: PlaceSummary, { descriptions }: ShareOptions): string[] {
  const { names = [], english = '', otherNames = [] } = descriptions.get(item.place.id) ?? {};
  const written = item.mentions.map(({ surface }) => surface);
  return [...new Set([item.place.name, ...names, english, ...otherNames, ...written])];
}

/**
 * Areas by the list; where it does not know the place, by what the links kept or by the outlines around its point. An
 * area that is kept back itself (hidden by a person, say) is not named by what lies in it either.
 */
function areasOf(
  item: PlaceSummary,
  { descriptions }: ShareOptions,
  around: (place: Place) => Areas,
  keptIds: ReadonlySet<string>,
): Areas {
  const kept: Pick<KeptCandidate, keyof Areas> = item.candidates.find(({ id }) => id === item.place.id) ?? {};
  const byLinks = { adm1: bare(kept.adm1), adm2: bare(kept.adm2), adm3: bare(kept.adm3) };
  const areas: Areas =
    descriptions.get(item.place.id) ?? (byLinks.adm1 || byLinks.adm2 ? byLinks : around(item.place));
  const unlessKept = (area: SharedArea | null) => (area && !keptIds.has(area.id) ? area : null);
  return { adm1: unlessKept(areas.adm1), adm2: unlessKept(areas.adm2), adm3: unlessKept(areas.adm3) };
}

const bare = (area: AdminArea | null | undefined): SharedArea | null =>
  area ? { id: area.id, name: area.name, english: '', pcode: '', lat: null, lon: null } : null;
