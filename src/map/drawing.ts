import type { MultiPolygon, PlaceLevel } from '../domain';
import { isDoubtful, type PlaceSummary } from './summary';

/** Outlines of areas by the id of their place. */
export type Outlines = ReadonlyMap<string, MultiPolygon>;

/** How sure a place is, as it is drawn: filled, hollow, dashed. */
export type Standing = 'confirmed' | 'predicted' | 'doubtful';

export function standingOf(item: Pick<PlaceSummary, 'origin' | 'score'>): Standing {
  if (item.origin === 'gold') return 'confirmed';
  return isDoubtful(item) ? 'doubtful' : 'predicted';
}

/** Levels that stretch too far for a point: theirs is the middle. */
const AREA_LEVELS: ReadonlySet<PlaceLevel> = new Set([
  'country',
  'governorate',
  'district',
  'subdistrict',
  'region',
]);

/** Whether the point of a place is only the middle of an area. */
export const isArea = (item: { readonly place: { readonly level: PlaceLevel } }): boolean =>
  AREA_LEVELS.has(item.place.level);

/** Radius of a pin in pixels: its area grows with the mentions. */
export const radiusOf = (count: number): number => Math.min(18, 5 + 1.8 * Math.sqrt(count));

/** Radius of a cluster in pixels: grows slowly, as its number is written in it. */
export const clusterRadiusOf = (size: number): number => Math.min(26, 12 + 4 * Math.log10(size));

/** Most other places of the name that are drawn with the selected one. */
const MAX_OTHERS = 8;

/** Other places of the name of a place, best first. */
export const othersOf = (item: PlaceSummary): PlaceSummary['candidates'] =>
  item.candidates
    .filter(({ id, lat, lon }) => id !== item.place.id && (lat !== item.place.lat || lon !== item.place.lon))
    .slice(0, MAX_OTHERS);
