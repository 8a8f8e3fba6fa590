import { rawOffset, type AdminArea, type Place, type StoredLink } from '../../../src/domain';
import { toPlaces, type PlaceSummary } from '../../../src/map';

interface Wanted extends Partial<Place> {
  readonly id: string;
  readonly mentions?: number;
  readonly score?: number;
  readonly origin?: StoredLink['origin'];
  readonly adm1?: AdminArea | null;
  readonly adm2?: AdminArea | null;
  readonly sectors?: readonly string[];
}

/** Links to a place, one a mention; `sectors` holds the part that each mention means, or nothing. */
export function linksTo(wanted: Wanted): StoredLink[] {
  const { mentions = 1, score = 0.9, origin = 'predicted', adm1, adm2, sectors = [], ...place } = wanted;
  const whole: Place = { name: place.id, lat: 35, lon: 38, level: 'town', country: 'SY', ...place };
  return Array.from({ length: mentions }, (_, at) => {
    const direction = sectors[at];
    return {
      id: `d:r:${place.id}:${at}`,
      runId: 'r',
      documentId: 'd',
      start: rawOffset(at),
      end: rawOffset(at + 1),
      surface: whole.name,
      toponym: whole.name,
      place: whole,
      score,
      reasons: direction === undefined ? [] : [{ code: 'sector', data: { direction } }],
      candidates: [
        {
          ...whole,
          within: adm1?.name ?? '',
          score,
          reasons: [],
          ...(adm1 === undefined ? {} : { adm1, adm2: adm2 ?? null }),
        },
      ],
      origin,
    };
  });
}

/** Places as the page has them. */
export const placesOf = (...wanted: readonly Wanted[]): readonly PlaceSummary[] =>
  toPlaces(wanted.flatMap(linksTo)).placed;
