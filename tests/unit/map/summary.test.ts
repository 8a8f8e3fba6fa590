import { describe, expect, it } from 'vitest';
import { rawOffset, type StoredLink } from '../../../src/domain';
import { isDoubtful, toPlaces } from '../../../src/map';
import { placesOf } from './samples';

const link = (
  start: number,
  toponym: string,
  placeId: string | null,
  score = 0.9,
  documentId = 'd',
): StoredLink => ({
  id: `${documentId}:r:${start}`,
  runId: 'r',
  documentId,
  start: rawOffset(start),
  end: rawOffset(start + toponym.length),
  surface: toponym,
  toponym,
  place:
    placeId === null ? null : { id: placeId, name: toponym, lat: 1, lon: -2, level: 'town', country: null },
  score,
  reasons: [{ code: placeId === null ? 'notInGazetteer' : 'exactName' }],
  candidates: [],
  origin: 'predicted',
});

describe('toPlaces', () => {
  const { placed, unresolved } = toPlaces([
    link(0, 'حلب', 'wof:1', 0.4),
    link(9, 'حلب', 'wof:1', 0.7, 'e'),
    link(20, 'الجديدة', 'wof:2', 0.3),
    link(30, 'قرية ضائعة', null, 0),
    link(50, 'قريه ضائعه', null, 0),
  ]);

  it('unites mentions by place, and names without a place by spelling; drops none', () => {
    expect(placed.map((item) => [item.place.id, item.count, item.documentIds])).toEqual([
      ['wof:1', 2, ['d', 'e']],
      ['wof:2', 1, ['d']],
    ]);
    expect(unresolved.map((item) => [item.toponym, item.count, item.reason])).toEqual([
      ['قرية ضائعة', 2, 'notInGazetteer'],
    ]);
  });

  it('calls a place doubtful when no mention of it is likely, never what a person chose', () => {
    expect(placed.map(isDoubtful)).toEqual([false, true]);
    expect(isDoubtful({ score: 0.1, origin: 'gold' })).toBe(false);
  });

  it('takes areas, reasons and the parts that are meant from the links', () => {
    const adm1 = { id: 'adm', name: 'دير الزور' };
    const [some] = placesOf({ id: 'p', adm1, mentions: 2, sectors: ['east'] });
    expect(some).toMatchObject({ adm1, adm2: null, sectors: ['east'], isOnlySectors: false });
    const [all] = placesOf({ id: 'p', mentions: 2, sectors: ['east', 'east'] });
    expect(all).toMatchObject({ sectors: ['east'], isOnlySectors: true });
    expect(all?.adm1).toBeUndefined();
  });

  it('believes a person before a better score', () => {
    const chosen = { ...link(0, 'حلب', 'wof:1', 0.2), origin: 'gold' as const };
    const other = { ...link(5, 'حلب', 'wof:1', 0.9), reasons: [] };
    expect(toPlaces([chosen, other]).placed[0]).toMatchObject({ origin: 'gold', score: 0.2 });
    const nil = { ...link(0, 'حلب', null), origin: 'gold' as const };
    expect(toPlaces([nil]).unresolved[0]?.origin).toBe('gold');
  });
});
