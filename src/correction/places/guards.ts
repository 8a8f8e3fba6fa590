import {
  PLACE_LEVELS,
  PRECISIONS,
  type LinkChoice,
  type Place,
  type PlaceFocus,
  type PlacePrecision,
  type UserPlace,
} from '../../domain';
import { isOffset, isRecord, isText } from '../guards';

/*
 * Guards for what stored edits say of places: `undefined` stands for a damaged value, `null` for nothing.
 */

const isDegrees = (value: unknown, limit: number): value is number =>
  typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= limit;
const isCountry = (value: unknown): value is string => typeof value === 'string' && /^[A-Z]{2}$/.test(value);

/** A place with what a link keeps of it and nothing else. */
export function readPlace(value: unknown): Place | undefined {
  if (!isRecord(value) || !isText(value['id']) || !isText(value['name'])) return undefined;
  const { id, name, lat, lon, country, uncertaintyM } = value;
  const level = PLACE_LEVELS.find((known) => known === value['level']);
  if (level === undefined || !isDegrees(lat, 90) || !isDegrees(lon, 180)) return undefined;
  const place: Place = { id, name, lat, lon, level, country: isCountry(country) ? country : null };
  const isArea = typeof uncertaintyM === 'number' && Number.isFinite(uncertaintyM) && uncertaintyM > 0;
  return isArea ? { ...place, uncertaintyM } : place;
}

/** A person's own place, or nothing. */
export function readUserPlace(value: unknown): UserPlace | null | undefined {
  if (value === null) return null;
  const place = readPlace(value);
  if (!place || !isRecord(value)) return undefined;
  const [note, source] = [value['note'], value['source']];
  return {
    ...place,
    note: typeof note === 'string' ? note : '',
    source: typeof source === 'string' ? source : '',
  };
}

/** What was decided about a mention, or nothing. */
export function readChoice(value: unknown): LinkChoice | null | undefined {
  if (value === null) return null;
  if (!isRecord(value) || !isOffset(value['start']) || !isOffset(value['end'])) return undefined;
  const { start, end, toponym, origin } = value;
  if (end <= start || typeof toponym !== 'string') return undefined;
  if (origin !== 'confirmed' && origin !== 'propagated') return undefined;
  const place = value['place'] === null ? null : readPlace(value['place']);
  return place === undefined ? undefined : { start, end, toponym, place, origin };
}

/** How exactly a place is given to others. */
export function readPrecision(value: unknown): PlacePrecision | undefined {
  if (!isRecord(value) || !isText(value['placeId'])) return undefined;
  const precision = value['precision'];
  if (precision === null) return { placeId: value['placeId'], precision };
  const known = PRECISIONS.find((one) => one === precision);
  return known && { placeId: value['placeId'], precision: known };
}

/** What the collection is about. */
export function readFocus(value: unknown): PlaceFocus | undefined {
  if (!isRecord(value) || !Array.isArray(value['countries'])) return undefined;
  const countries = [...new Set((value['countries'] as readonly unknown[]).filter(isCountry))];
  return { countries, hidesGovernments: value['hidesGovernments'] === true };
}
