import type { Document } from '../domain';
import { toFeatures, type PlacesSummary } from '../map';

/** Places as GeoJSON (RFC 7946), with flat properties. */
export function placesToGeoJson(places: PlacesSummary, documents: readonly Document[]): string {
  const titles = new Map(documents.map((document) => [document.id, document.title]));
  return `${JSON.stringify(
    toFeatures(places, (id) => titles.get(id) ?? id),
    null,
    1,
  )}\n`;
}
