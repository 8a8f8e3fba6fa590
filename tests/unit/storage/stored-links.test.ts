import { describe, expect, it } from 'vitest';
import { rawOffset, type Candidate, type Link } from '../../../src/domain';
import { repairLink, toStoredLinks } from '../../../src/storage';

const candidate = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  id,
  name: 'حلب',
  lat: 36.2,
  lon: 37.1,
  level: 'town',
  country: 'SY',
  within: 'حلب',
  score: 0.5,
  reasons: [{ code: 'exactName' }],
  match: 'exact',
  adm1: { id: 'wof:1', name: 'حلب' },
  adm2: null,
  adm3: null,
  populationDigits: 0,
  flags: [],
  uncertaintyM: null,
  ...more,
});
const link = (start: number, candidates: readonly Candidate[]): Link => ({
  documentId: 'd',
  start: rawOffset(start),
  end: rawOffset(start + 3),
  surface: 'حلب',
  toponym: 'حلب',
  place: candidates[0] ?? null,
  score: 0.5,
  reasons: [],
  candidates,
});

const DETAILS = ['match', 'adm1', 'adm2', 'adm3', 'populationDigits', 'flags', 'uncertaintyM'];

describe('toStoredLinks', () => {
  const details = { match: 'folded', populationDigits: 7, flags: ['area'], uncertaintyM: 3000 } as const;
  const stored = toStoredLinks('d', 'r', [
    link(0, [candidate('a', details), candidate('b')]),
    link(9, [candidate('a', details), candidate('b')]),
  ]);

  it('keeps all candidates of a name once, and of details only those that say something', () => {
    expect(stored.map(({ id }) => id)).toEqual(['d:r:0', 'd:r:9']);
    expect(stored.map(({ candidates }) => candidates.map(({ id }) => id))).toEqual([['a', 'b'], ['a']]);
    expect(stored[0]?.candidates[0]).toMatchObject({ ...details, adm1: { id: 'wof:1', name: 'حلب' } });
    for (const key of DETAILS) expect(stored[0]?.candidates[1], key).not.toHaveProperty(key);
  });

  it('writes what the guard reads back unchanged', () => {
    for (const one of stored)
      expect(repairLink(JSON.parse(JSON.stringify(one)))?.candidates).toEqual(one.candidates);
  });
});

describe('repairLink', () => {
  it('reads links stored before candidates had details, and drops details that are none', () => {
    const old = { ...candidate('a') } as Record<string, unknown>;
    for (const key of DETAILS) delete old[key];
    const broken = { match: 'guess', adm1: 'حلب', adm2: { name: 'x' }, populationDigits: '7', flags: 'area' };
    const [one] = toStoredLinks('d', 'r', [link(0, [])]);
    for (const kept of [old, { ...old, ...broken, adm3: null, uncertaintyM: -1 }])
      expect(repairLink({ ...one, candidates: [kept] })?.candidates).toEqual([old]);
  });
});
