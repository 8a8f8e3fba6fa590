import { plainNumber } from '../table';
import type { SheetCell } from './types';

const DAY_MS = 86_400_000;
/** Excel writes a time of day as a moment before its calendar begins. */
const CALENDAR_START = Date.UTC(1900, 0, 1);

/** A cell as text: numbers with a point and ASCII digits, dates as ISO 8601 without a zone, which no table has. */
export function cellText(cell: SheetCell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return plainNumber(cell);
  if (cell instanceof Date) return dateText(cell);
  return String(cell);
}

function dateText(date: Date): string {
  const iso = date.toISOString();
  if (date.getTime() < CALENDAR_START) return iso.slice(11, 19);
  return date.getTime() % DAY_MS === 0 ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
}

export const isBlank = (cell: SheetCell | undefined): boolean => cellText(cell).trim() === '';

/** A, B, … Z, AA: what spreadsheets call a column, from 0 on. */
export function columnLetters(index: number): string {
  const rest = index % 26;
  return (index >= 26 ? columnLetters((index - rest) / 26 - 1) : '') + String.fromCharCode(65 + rest);
}

/** The reverse of {@link columnLetters}. */
export const columnIndex = (letters: string): number =>
  [...letters].reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;

export const widthOf = (rows: readonly (readonly unknown[])[]): number =>
  rows.reduce((width, row) => Math.max(width, row.length), 0);
