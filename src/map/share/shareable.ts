import type {
  DescribedArea,
  MultiPolygon,
  Place,
  PlaceDescription,
  PlaceLevel,
  Precision,
} from '../../domain';
import { displace, type Draw } from './displace';
import { isCoarsened } from './precision';

/** An area as it goes out; without a point where only its name is known. */
export type SharedArea = Omit<DescribedArea, 'lat' | 'lon'> & {
  readonly lat: number | null;
  readonly lon: number | null;
};

/** A place as it goes out. Points are WGS 84 degrees; null where none is given. */
export interface SharedPlace {
  /** What was asked for, or coarser where the area that was asked for is not known. */
  readonly precision: Precision;
  readonly isCoarsened: boolean;
  /** Id of the entry that is named; empty for a place that was moved. */
  readonly id: string;
  /** Empty where nothing may be named. */
  readonly name: string;
  readonly english: string;
  readonly pcode: string;
  readonly level: PlaceLevel;
  readonly country: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  /** Radius in metres; null where the point is that of the place itself. */
  readonly uncertaintyM: number | null;
  readonly adm1: SharedArea | null;
  readonly adm2: SharedArea | null;
  readonly adm3: SharedArea | null;
}

/** What is known around a place. */
export interface ShareContext {
  readonly description: Pick<PlaceDescription, 'english' | 'pcode'> | null;
  readonly adm1: SharedArea | null;
  readonly adm2: SharedArea | null;
  readonly adm3: SharedArea | null;
  readonly draw: Draw;
  readonly outlineOf: (areaId: string) => MultiPolygon | undefined;
  /** Whether a name would tell which place it is. */
  readonly isTelling: (name: string) => boolean;
}

/** Metres that a place is moved at most: given as a town, and where its district or governorate is not known. */
const REACH = { town: 5000, district: 20_000, governorate: 60_000 } as const;
/** Radius of an area without an outline, in metres. */
const USUAL_RADIUS = { district: 30_000, governorate: 100_000 } as const;

/**
 * What goes out of a place, or null for nothing. `exact`, and levels that are no finer than the precision: as it is.
 * `town`: its point moved and rounded ({@link displace}), under the name of the area around it, without id.
 * `district`, `governorate`: the area that it lies in, with that area's point, radius and id; where no such area is
 * known, the next larger one, and at last the point moved far. Name, id and point of a coarsened place never go out, but
 * an area may be called after a place in it.
 */
export function shareable(place: Place, precision: Precision, context: ShareContext): SharedPlace | null {
  if (precision === 'hidden') return null;
  const { adm1, adm2, adm3 } = context;
  if (!isCoarsened(place.level, precision)) {
    const { english = '', pcode = '' } = context.description ?? {};
    const { id, name, level, country, lat, lon, uncertaintyM = null } = place;
    const areas = { adm1, adm2, adm3 };
    return {
      precision: 'exact',
      isCoarsened: false,
      id,
      name,
      english,
      pcode,
      level,
      country,
      lat,
      lon,
      uncertaintyM,
      ...areas,
    };
  }
  switch (precision) {
    case 'town':
      return moved(place, 'town', context);
    case 'district':
      if (adm2) return asArea(place, adm2, 'district', { ...context, adm3: null });
      if (adm1) return asArea(place, adm1, 'governorate', { ...context, adm2: null, adm3: null });
      return moved(place, 'district', context);
    case 'governorate':
      if (adm1) return asArea(place, adm1, 'governorate', { ...context, adm2: null, adm3: null });
      return moved(place, 'governorate', context);
    case 'exact':
      return null;
    default:
      return precision satisfies never;
  }
}

function moved(
  place: Place,
  precision: 'town' | 'district' | 'governorate',
  context: ShareContext,
): SharedPlace {
  const { adm1, adm2, adm3, draw, isTelling } = context;
  const isOpen = (area: SharedArea | null): area is SharedArea => area !== null && !isTelling(area.name);
  const named = [adm3, adm2, adm1].find(isOpen);
  const point = displace(place, REACH[precision], draw);
  return {
    ...{ precision, isCoarsened: true, id: '', level: 'town', country: place.country, pcode: '' },
    ...{ name: named?.name ?? '', english: named?.english ?? '' },
    ...point,
    uncertaintyM: point.uncertaintyM + (place.uncertaintyM ?? 0),
    adm1,
    adm2,
    adm3: isOpen(adm3) ? adm3 : null,
  };
}

function asArea(
  place: Place,
  area: SharedArea,
  precision: 'district' | 'governorate',
  { adm1, adm2, adm3, outlineOf }: ShareContext,
): SharedPlace {
  const { id, name, english, pcode, lat, lon } = area;
  const radius = reachOf(area, outlineOf(id)) ?? USUAL_RADIUS[precision];
  return {
    ...{ precision, isCoarsened: true, id, name, english, pcode, lat, lon, level: precision },
    ...{ country: place.country, uncertaintyM: lat === null ? null : radius, adm1, adm2, adm3 },
  };
}

/** Metres from the point of an area to the farthest part of its outline, rounded up to kilometres. */
function reachOf({ lat, lon }: SharedArea, outline: MultiPolygon | undefined): number | null {
  if (lat === null || lon === null || !outline) return null;
  const shrunk = Math.cos((lat * Math.PI) / 180);
  const squared = outline
    .flat(2)
    .reduce((far, [x, y]) => Math.max(far, (y - lat) ** 2 + ((x - lon) * shrunk) ** 2), 0);
  return squared > 0 ? Math.ceil((Math.sqrt(squared) * 111_320) / 1000) * 1000 : null;
}
