import type { AdminArea } from '../domain';
import type { PlaceSummary } from './summary';

/** How groups and the places in them are ordered. */
export type PlaceOrder = 'count' | 'alphabet';

/** Governorate and district of a place. */
export interface Areas {
  readonly adm1: AdminArea | null;
  readonly adm2: AdminArea | null;
}

/** Places of one district; `area` is null for those of the governorate itself or of no known district. */
export interface DistrictGroup {
  readonly area: AdminArea | null;
  readonly places: readonly PlaceSummary[];
  readonly placeCount: number;
  readonly mentions: number;
}

/**
 * Places of one governorate; `area` is null for whole countries, seas and what has no governorate, which are grouped by
 * country.
 */
export interface GovernorateGroup {
  /** Unique among the groups. */
  readonly key: string;
  readonly area: AdminArea | null;
  /** ISO 3166-1 alpha-2, or null where none is printed. */
  readonly country: string | null;
  readonly districts: readonly DistrictGroup[];
  readonly placeCount: number;
  readonly mentions: number;
}

/** What the links tell of the areas around a place, or undefined: links of older versions tell nothing. */
export function areasOf({ adm1, adm2 }: PlaceSummary): Areas | undefined {
  return adm1 === undefined ? undefined : { adm1, adm2: adm2 ?? null };
}

/**
 * Places by governorate and district, for a list that needs no map. Groups with a governorate come first, each kind
 * most mentioned first or by the alphabet.
 * @param lookUp areas of places whose links tell none
 */
export function groupPlaces(
  placed: readonly PlaceSummary[],
  order: PlaceOrder,
  lookUp: (placeId: string) => Areas | undefined = () => undefined,
): GovernorateGroup[] {
  const byGovernorate = new Map<string, { areas: Areas; places: PlaceSummary[] }>();
  const areas = new Map<PlaceSummary, Areas>();
  for (const item of placed) {
    const own = areasOf(item) ?? lookUp(item.place.id) ?? { adm1: null, adm2: null };
    areas.set(item, own);
    const key = own.adm1 ? own.adm1.id : `country:${item.place.country ?? ''}`;
    const group = byGovernorate.get(key);
    if (group) group.places.push(item);
    else byGovernorate.set(key, { areas: own, places: [item] });
  }
  const groups = [...byGovernorate].map(
    ([
      key,
      {
        areas: { adm1 },
        places,
      },
    ]): GovernorateGroup => ({
      key,
      area: adm1,
      country: places[0]?.place.country ?? null,
      districts: byDistrict(places, (item) => areas.get(item)?.adm2 ?? null, order),
      placeCount: places.length,
      mentions: sum(places),
    }),
  );
  return groups.sort(
    (a, b) =>
      Number(a.area === null) - Number(b.area === null) ||
      inOrder(order, a, b) ||
      // The order must not hang on the order of the links.
      (a.key < b.key ? -1 : 1),
  );
}

function byDistrict(
  places: readonly PlaceSummary[],
  districtOf: (item: PlaceSummary) => AdminArea | null,
  order: PlaceOrder,
): DistrictGroup[] {
  const groups = new Map<string, { area: AdminArea | null; places: PlaceSummary[] }>();
  for (const item of places) {
    const area = districtOf(item);
    const group = groups.get(area?.id ?? '');
    if (group) group.places.push(item);
    else groups.set(area?.id ?? '', { area, places: [item] });
  }
  return [...groups.values()]
    .map((group) => ({
      area: group.area,
      places: order === 'count' ? group.places : [...group.places].sort(byName),
      placeCount: group.places.length,
      mentions: sum(group.places),
    }))
    .sort((a, b) => Number(a.area !== null) - Number(b.area !== null) || inOrder(order, a, b));
}

/** The first `most` places of a group, by district, and how many are left out. */
export function cutGroup(
  { districts, placeCount }: GovernorateGroup,
  most: number,
): { readonly districts: readonly DistrictGroup[]; readonly rest: number } {
  let left = most;
  const kept = districts.flatMap((district) => {
    const places = district.places.slice(0, left);
    left -= places.length;
    return places.length > 0 ? [{ ...district, places }] : [];
  });
  const shown = kept.reduce((count, { places }) => count + places.length, 0);
  return { districts: kept, rest: placeCount - shown };
}

interface Counted {
  readonly area: AdminArea | null;
  readonly mentions: number;
}

const collator = new Intl.Collator('ar');
const byName = (a: PlaceSummary, b: PlaceSummary): number => collator.compare(a.place.name, b.place.name);
const inOrder = (order: PlaceOrder, a: Counted, b: Counted): number =>
  (order === 'count' ? b.mentions - a.mentions : 0) ||
  collator.compare(a.area?.name ?? '', b.area?.name ?? '');

const sum = (places: readonly PlaceSummary[]): number =>
  places.reduce((total, item) => total + item.count, 0);
