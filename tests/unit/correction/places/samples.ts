import { rawOffset, type Place, type StoredLink, type UserPlace } from '../../../../src/domain';

export const place = (id: string, change: Partial<Place> = {}): Place => ({
  ...{ id, name: 'الجديدة', lat: 33.2, lon: -8.5, level: 'town', country: 'MA' },
  ...change,
});

export const ownPlace = (id: string, change: Partial<UserPlace> = {}): UserPlace => ({
  ...place(`user:${id}`, { name: 'نقطة الزبرجد', level: 'facility', country: 'SY' }),
  note: '',
  source: '',
  ...change,
});

/** A predicted link of four letters; its candidates are what it is linked to and two others. */
export function linkAt(documentId: string, start: number, change: Partial<StoredLink> = {}): StoredLink {
  const listed = ['wof:1', 'wof:2', 'wof:3'].map((id, i) => ({
    ...place(id),
    within: '',
    score: 0.6 - i / 10,
    reasons: [],
  }));
  return {
    id: `${documentId}:r:${start}`,
    documentId,
    runId: 'r',
    start: rawOffset(start),
    end: rawOffset(start + 4),
    surface: 'بالجديدة',
    toponym: 'الجديدة',
    place: place('wof:1'),
    score: 0.6,
    reasons: [{ code: 'exactName' }],
    candidates: listed,
    origin: 'predicted',
    ...change,
  };
}
