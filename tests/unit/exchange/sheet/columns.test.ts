import { describe, expect, it } from 'vitest';
import {
  cellText,
  columnLetters,
  lookAtSheet,
  readOwnCoordinates,
  type SheetCell,
} from '../../../../src/exchange';

const look = (...rows: SheetCell[][]) => lookAtSheet({ name: '', rows });

describe('lookAtSheet', () => {
  it('knows columns by their headings in both languages', () => {
    expect(
      look(
        ['الرقم', 'تاريخ الحادث', 'وصف', 'الموقع', 'خط العرض', 'خط الطول'],
        ['1', '2024-01-05', 'قصف على السوق', 'منبج', '36.5', '37.9'],
      ),
    ).toMatchObject({ hasHead: true, choice: { id: 0, date: 1, text: 3, lat: 4, lon: 5 } });
    expect(
      look(['Code', 'Location (Arabic)', 'Date', 'Lat', 'Lng'], ['a', 'حلب', '1/2/2024', '1', '2']).choice,
    ).toEqual({ id: 0, text: 1, date: 2, lat: 3, lon: 4 });
    expect(look(['id', 'المكان', 'الإحداثيات'], ['1', 'حلب', '36.2, 37.1']).choice).toMatchObject({
      lat: 2,
      lon: null,
    });
  });

  it('prefers the column of places to that of texts, and takes texts where there is no other', () => {
    expect(look(['text', 'place'], ['وصل الوفد إلى حلب', 'حلب']).choice.text).toBe(1);
    expect(look(['text', 'place'], ['وصل الوفد إلى حلب', 'Aleppo']).choice.text).toBe(0);
  });

  it('knows them by what they hold where nothing stands above', () => {
    expect(look(['حلب', '2024-01-05'], ['حلب', '2024-01-06'])).toMatchObject({
      hasHead: false,
      choice: { text: 0, date: 1 },
    });
    expect(look(['a', new Date(0)], ['حمص', new Date(0)])).toMatchObject({
      hasHead: false,
      choice: { text: 0, date: 1 },
    });
    expect(look(['abc', 'def'], ['حمص', 'x'], ['حماة', 'y'])).toMatchObject({
      hasHead: true,
      choice: { text: 0 },
    });
  });

  it('finds the table under its titles', () => {
    const title = ['تقرير الشهر', '', ''];
    expect(look(title, ['', null, ''], ['id', 'المكان', ''], ['1', 'حلب', ''])).toMatchObject({
      first: 2,
      hasHead: true,
      choice: { id: 0, text: 1 },
    });
    expect(look(['', ''], ['المكان', ''], ['حلب', ''])).toMatchObject({ first: 1, hasHead: true });
    expect(look(['المكان'], ['حلب'])).toMatchObject({ first: 0, choice: { text: 0 } });
  });

  it('says which headings repeat and whether there is any Arabic', () => {
    expect(look(['id', 'مكان', 'id', ''], ['1', 'حلب', '2', '']).repeated).toEqual(['id']);
    expect(look(['id', 'place'], ['1', 'Aleppo'])).toMatchObject({
      hasArabic: false,
      choice: { text: null },
    });
  });
});

describe('readOwnCoordinates', () => {
  it('reads pairs in two columns or one, and tells where something is the matter', () => {
    const read = readOwnCoordinates(
      [
        ['36.2', '37.1'],
        ['36,2', '37,1'],
        [36.2, 137.1],
        ['137.1', '36.2'],
        ['98', '200'],
        ['36°12′N', '37°06′E'],
        ['36.2', ''],
        ['', null],
        ['س', 'ص'],
      ],
      { lat: 0, lon: 1 },
    );
    expect(read.points.map((point) => point?.lat ?? null)).toEqual([
      36.2,
      36.2,
      36.2,
      null,
      null,
      36.2,
      null,
      null,
      null,
    ]);
    expect(read).toMatchObject({ swapped: [3], outOfRange: [4], inMinutes: [5], unreadable: [6, 8] });
    expect(readOwnCoordinates([['36.2, 37.1'], ['']], { lat: 0, lon: null }).points).toEqual([
      { lat: 36.2, lon: 37.1 },
      null,
    ]);
    expect(readOwnCoordinates([['x']], { lat: null, lon: null }).points).toEqual([null]);
  });
});

describe('cells', () => {
  it('are written without exponents and zones', () => {
    expect(cellText(1e-7)).toBe('0.0000001');
    expect(cellText(new Date(Date.UTC(2024, 0, 5)))).toBe('2024-01-05');
    expect(cellText(new Date(Date.UTC(1899, 11, 30, 14, 30)))).toBe('14:30:00');
    expect([0, 25, 26, 701, 702].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
  });
});
