import type { NamedPlace } from './complete';
import { distanceKm, type Point } from './distance';

/** A candidate so near to coordinates that a table brings along is the place that they are of. */
const NEAR_KM = 25;
/** Coordinates that are of no candidate as they stand, and of one the other way round, are swapped. */
const SWAPPED_NEAR_KM = 15;

/** What coordinates of a table say of the place that its text names. */
export interface WithOwnPoint {
  readonly named: NamedPlace;
  /** No candidate lies near the coordinates: one of both is wrong. */
  readonly isFar: boolean;
  /** It would lie near them if latitude and longitude stood the other way round. */
  readonly isSwapped: boolean;
}

/**
 * Chooses the candidate that lies nearest to the coordinates of the row, within 25 km or its own radius, and is sure of
 * it then; where none does, the place stays and is doubtful.
 */
export function withOwnPoint(named: NamedPlace, point: Point): WithOwnPoint {
  const near = named.candidates
    .map((candidate) => ({ candidate, km: distanceKm(candidate, point) }))
    .filter(({ candidate, km }) => km <= Math.max(NEAR_KM, (candidate.uncertaintyM ?? 0) / 1000))
    // The place that was found anyway, where it is one of them: a town and its district lie side by side.
    .sort((a, b) => rank(a) - rank(b))[0];
  if (near) {
    const { id, name, lat, lon, level, country, uncertaintyM = null } = near.candidate;
    const place = { id, name, lat, lon, level, country, ...(uncertaintyM === null ? {} : { uncertaintyM }) };
    return { named: { ...named, place, certainty: 'sure', isWider: false }, isFar: false, isSwapped: false };
  }
  const { place } = named;
  if (!place) return { named, isFar: false, isSwapped: false };
  const other = { lat: point.lon, lon: point.lat };
  const isSwapped =
    Math.abs(other.lat) <= 90 &&
    named.candidates.some((candidate) => distanceKm(candidate, other) <= SWAPPED_NEAR_KM);
  return { named: { ...named, certainty: 'doubtful' }, isFar: true, isSwapped };

  function rank({ candidate, km }: { candidate: { readonly id: string }; km: number }): number {
    return candidate.id === named.place?.id ? -1 : km;
  }
}
