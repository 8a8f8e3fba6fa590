import { describe, expect, it } from 'vitest';
import { daysOf, histogram, isWithin } from '../../../src/map';

describe('dates of texts', () => {
  it('reads days, times, months and years, and nothing else', () => {
    expect(daysOf('2024-02-10')).toEqual({ first: '2024-02-10', last: '2024-02-10' });
    expect(daysOf('2024-02-10T23:30:00+03:00')).toEqual({ first: '2024-02-10', last: '2024-02-10' });
    expect(daysOf('2024-02')).toEqual({ first: '2024-02-01', last: '2024-02-29' });
    expect(daysOf('2023')).toEqual({ first: '2023-01-01', last: '2023-12-31' });
    for (const none of ['', 'أمس', '2024-02-31', '2024-13-01', '20240210', '10/02/2024'])
      expect(daysOf(none)).toBeNull();
  });

  it('tells whether a text falls into a range, its ends included, swapped ones too', () => {
    const day = { first: '2024-02-10', last: '2024-02-10' };
    expect(isWithin(day, { from: '2024-02-10', to: '2024-02-10' })).toBe(true);
    expect(isWithin(day, { from: '', to: '2024-02-09' })).toBe(false);
    expect(isWithin(day, { from: '2024-02-11', to: '' })).toBe(false);
    expect(isWithin(day, { from: '2024-03-01', to: '2024-01-01' })).toBe(true);
    // A month may fall into a range that begins within it.
    expect(isWithin({ first: '2024-02-01', last: '2024-02-29' }, { from: '2024-02-20', to: '' })).toBe(true);
  });

  it('counts texts by part of the time', () => {
    const spans = ['2024-01-01', '2024-01-02', '2024-01-10'].map((day) => ({ first: day, last: day }));
    expect(histogram(spans, 2)).toEqual([2, 1]);
    expect(histogram(spans.slice(0, 1), 12)).toEqual([1]);
    expect(histogram([], 12)).toEqual([]);
  });
});
