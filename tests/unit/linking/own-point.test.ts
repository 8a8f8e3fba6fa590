import { expect, it } from 'vitest';
import type { KeptCandidate } from '../../../src/domain';
import { withOwnPoint, type NamedPlace } from '../../../src/linking';

const candidate = (
  id: string,
  lat: number,
  lon: number,
  uncertaintyM: number | null = null,
): KeptCandidate => ({
  ...{ id, name: 'طرابلس', lat, lon, level: 'town', country: null, uncertaintyM },
  ...{ within: '', score: 0.5, reasons: [] },
});
const LIBYA = candidate('ly', 32.9, 13.2);
const LEBANON = candidate('lb', 34.44, 35.85);
const ROUGH = candidate('rough', 30, 40, 100_000);
const NAMED: NamedPlace = {
  ...{ surface: 'طرابلس', place: LIBYA, certainty: 'likely', isWider: true },
  candidates: [LIBYA, LEBANON, ROUGH],
};

it('takes the candidate that lies by the coordinates, within its own radius too', () => {
  expect(withOwnPoint(NAMED, { lat: 34.4, lon: 35.8 })).toMatchObject({
    named: { place: { id: 'lb' }, certainty: 'sure', isWider: false },
    isFar: false,
  });
  expect(withOwnPoint(NAMED, { lat: 30.5, lon: 40.5 }).named.place).toMatchObject({
    id: 'rough',
    uncertaintyM: 100_000,
  });
});

it('keeps the place that was found where several lie there', () => {
  const twin = candidate('twin', 32.91, 13.21);
  const named = { ...NAMED, candidates: [LIBYA, twin] };
  expect(withOwnPoint(named, twin).named.place?.id).toBe('ly');
});

it('doubts both where they lie apart, and notices when they stand the other way round', () => {
  expect(withOwnPoint(NAMED, { lat: 20, lon: 45 })).toMatchObject({
    named: { place: { id: 'ly' }, certainty: 'doubtful' },
    isFar: true,
    isSwapped: false,
  });
  expect(withOwnPoint(NAMED, { lat: 13.2, lon: 32.9 })).toMatchObject({ isFar: true, isSwapped: true });
  const close = candidate('sy', 35.61, 36.56);
  expect(
    withOwnPoint({ ...NAMED, place: close, candidates: [close] }, { lat: 36.56, lon: 35.61 }),
  ).toMatchObject({
    isFar: true,
    isSwapped: true,
  });
  const none = { ...NAMED, place: null, certainty: null, candidates: [] };
  expect(withOwnPoint(none, { lat: 20, lon: 45 })).toEqual({ named: none, isFar: false, isSwapped: false });
});
