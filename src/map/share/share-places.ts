import type {
  AdminArea,
  KeptCandidate,
  MultiPolygon,
  PlaceDescription,
  Precision,
  StoredLink,
} from '../../domain';
import type { PlaceMention, PlacesSummary, PlaceSummary, UnresolvedSummary } from '../summary';
import { concealing } from './concealed';
import type { Draw } from './displace';
import { isCoarsened } from './precision';
import { shareable, type SharedArea, type SharedPlace } from './shareable';

/** What is needed to decide what goes out; see `drawFor` for the draws. */
export interface ShareOptions {
  readonly precisionOf: (item: PlaceSummary) => Precision;
  /** By id of the place; one that is missing is known by its links alone. */
  readonly descriptions: ReadonlyMap<string, PlaceDescription>;
  /** By id of the area. */
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
  const namesToHide = (item: PlaceSummary): string[] =>
    isCoarsened(item.place.level, options.precisionOf(item)) ? namesOf(item, options) : [];
  const concealed = (options.others?.placed ?? []).flatMap(namesToHide);
  for (const item of places.placed) {
    const precision = options.precisionOf(item);
    const names = namesToHide(item);
    concealed.push(...names);
    const place = shareable(item.place, precision, {
      ...areasOf(item, options),
      description: options.descriptions.get(item.place.id) ?? null,
      draw: options.draws.get(item.place.id) ?? [0, 0],
      outlineOf: (id) => options.outlines.get(id),
      isTelling: concealing(names),
    });
    shared.set(item.place.id, place);
    if (!place) counts.hidden += 1;
    else if (place.isCoarsened && place.precision !== 'exact' && place.precision !== 'hidden')
      counts[place.precision] += 1;
    if (!place) continue;
    const key = place.isCoarsened && place.id !== '' ? `${place.precision} ${place.id}` : item.place.id;
    const before = items.get(key);
    items.set(key, before ? joined(before, item) : itemOf(item, place));
  }
  const conceals = concealing(concealed);
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

function itemOf(item: PlaceSummary, place: SharedPlace): SharedItem {
  const { within, count, documentIds, mentions, score, candidateCount, origin } = item;
  const always = { place, count, documentIds, score, origin };
  if (!place.isCoarsened) return { ...always, within, mentions, candidateCount };
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

type Areas = Record<'adm1' | 'adm2' | 'adm3', SharedArea | null>;

/** Areas by the list; by what the links kept where the list does not know the place. An area is not its own. */
function areasOf(item: PlaceSummary, { descriptions }: ShareOptions): Areas {
  const described = descriptions.get(item.place.id);
  if (described) return { adm1: described.adm1, adm2: described.adm2, adm3: described.adm3 };
  const kept: Pick<KeptCandidate, keyof Areas> = item.candidates.find(({ id }) => id === item.place.id) ?? {};
  const bare = (area: AdminArea | null | undefined): SharedArea | null =>
    area ? { id: area.id, name: area.name, english: '', pcode: '', lat: null, lon: null } : null;
  return { adm1: bare(kept.adm1), adm2: bare(kept.adm2), adm3: bare(kept.adm3) };
}
