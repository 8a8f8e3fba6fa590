import { toFeatures, type SharedPlaces } from '../map';
import type { Document } from '../domain';
import type { FileNote } from './sharing-note';

/**
 * Places as they go out as GeoJSON (RFC 7946), with flat properties; the foreign member `mawdi` (§6.1) says how exactly
 * they are given.
 */
export function placesToGeoJson(
  shared: SharedPlaces,
  documents: readonly Document[],
  note: FileNote,
): string {
  const titles = new Map(documents.map((document) => [document.id, document.title]));
  const { type, features } = toFeatures(shared, (id) => titles.get(id) ?? '');
  return `${JSON.stringify({ type, mawdi: note, features }, null, 1)}\n`;
}
