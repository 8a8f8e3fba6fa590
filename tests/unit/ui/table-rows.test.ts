import { describe, expect, it } from 'vitest';
import type { KeptCandidate } from '../../../src/domain';
import { rowList } from '../../../src/ui/geocode/row-list';
import {
  addedColumns,
  countsOf,
  decided,
  needsLook,
  rowsOfKind,
  severalPlaces,
  type Completion,
  type Entry,
  type TableRow,
} from '../../../src/ui/geocode/table-rows';

const candidate = (id: string, uncertaintyM: number | null = null): KeptCandidate => ({
  ...{ id, name: id, lat: 1, lon: 2, level: 'town', country: null, within: '', score: 0.5, uncertaintyM },
  reasons: [],
});
const entry = (id: string | null, more: Partial<Entry> = {}): Entry => ({
  ...{
    surface: id ?? 'x',
    place: id === null ? null : candidate(id),
    certainty: id === null ? null : 'sure',
  },
  ...{ isWider: false, candidates: [], isReviewed: false, ...more },
});
const row = (text: string, ...entries: Entry[]): TableRow => ({
  ...{ text, entries, isSentence: false, own: null, isFar: false, isSwapped: false },
});
const ROWS = [
  row('a', entry('a')),
  row('b c', entry('b', { certainty: 'doubtful' }), entry('c')),
  row('', entry(null)),
  row('d', entry(null, { candidates: [candidate('d')] })),
];
const completion = (more: Partial<Completion> = {}): Completion => ({
  sheet: {
    name: '',
    rows: [
      ['id', 'text', 'Level'],
      [7, 'a'],
      [8, 'b c'],
      [9, ''],
      [10, 'd'],
    ],
  },
  ...{ start: 1, hasHead: true, choice: { text: 1, id: 0, date: null, lat: null, lon: null } },
  ...{ rows: ROWS, described: new Map(), ...more },
});

describe('rows of a table', () => {
  it('are counted and told apart by what was found; blank ones have no place and lack none', () => {
    expect(countsOf(ROWS)).toEqual({
      rows: 4,
      sure: 1,
      likely: 0,
      doubtful: 1,
      none: 1,
      several: 1,
      reviewed: 0,
    });
    expect(rowsOfKind(ROWS)).toEqual({ all: [0, 1, 2, 3], doubtful: [1, 3], none: [3], several: [1] });
  });

  it('need a look where a place is doubtful or something can be chosen, until they are decided', () => {
    const doubtful = entry('b', { certainty: 'doubtful' });
    expect([entry('a'), doubtful, entry(null), decided(doubtful, 'accept')].map(needsLook)).toEqual([
      false,
      true,
      false,
      false,
    ]);
    expect(decided(doubtful, 'accept')).toMatchObject({ certainty: 'doubtful', isReviewed: true });
    expect(decided(doubtful, 'none')).toMatchObject({ place: null, certainty: null });
    expect(decided(doubtful, candidate('z', 500))).toMatchObject({
      place: { id: 'z', uncertaintyM: 500 },
      certainty: 'sure',
    });
  });

  it('get columns in their order, under names that are free', () => {
    const added = addedColumns(completion());
    expect(added).toHaveLength(5);
    expect(added[0]?.slice(8, 12)).toEqual(['lat', 'lon', 'level_2', 'certainty']);
    expect(added.map(([name]) => name)).toEqual(['place_ar', 'a', 'b', null, null]);
    expect(addedColumns(completion({ start: 0, hasHead: false }))).toHaveLength(4);
    expect(addedColumns(completion({ start: 3 })).map(({ length }) => length)).toEqual([
      0, 0, 15, 15, 15, 15, 15,
    ]);
  });

  it('go to a sheet of their own with all their places where they name several', () => {
    const sheet = severalPlaces(completion(), 'S');
    expect(sheet?.rows.map((cells) => cells.slice(0, 4))).toEqual([
      ['row', 'id', 'as_written', 'place_ar'],
      [3, 8, 'b', 'b'],
      [3, 8, 'c', 'c'],
    ]);
    expect(severalPlaces(completion({ rows: ROWS.slice(0, 1) }), 'S')).toBeNull();
  });

  it('are named by the numbers of a spreadsheet, many of them by the first', () => {
    const settings = { language: 'en' as const, number: String };
    const more = (rows: string, n: string) => `${rows} and ${n} more`;
    expect(rowList([0, 4], 1, settings, more)).toBe('2, 6');
    expect(
      rowList(
        Array.from({ length: 20 }, (_, i) => i),
        0,
        settings,
        more,
      ),
    ).toMatch(/^1, 2,.* 12 and 8 more$/);
  });
});
