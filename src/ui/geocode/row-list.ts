import { rowNumber } from './table-rows';

/** Rows that are named before «and … more». */
const NAMED = 12;

/** Numbers of rows as a spreadsheet counts them, in words of the language. */
export function rowList(
  indices: readonly number[],
  start: number,
  settings: { readonly language: 'ar' | 'en'; number(value: number): string },
  andMore: (rows: string, n: string) => string,
): string {
  const named = indices.slice(0, NAMED).map((index) => settings.number(rowNumber(index, start)));
  const list = named.join(settings.language === 'ar' ? '، ' : ', ');
  const rest = indices.length - named.length;
  return rest > 0 ? andMore(list, settings.number(rest)) : list;
}
