import { parseCoordinates } from '../../map';
import { cellText, isBlank } from './cells';
import type { ColumnChoice } from './columns';
import type { SheetCell } from './types';

/** Coordinates that a table brings along, and where something is the matter with them. */
export interface OwnCoordinates {
  /** By row; null where there are none that can be used. */
  readonly points: readonly ({ readonly lat: number; readonly lon: number } | null)[];
  /** Rows by index from 0: beyond the poles or the date line. */
  readonly outOfRange: readonly number[];
  /** The longitude stands where the latitude should. */
  readonly swapped: readonly number[];
  /** Written in degrees and minutes; they are read, and said. */
  readonly inMinutes: readonly number[];
  /** Half a pair, or no coordinates at all. */
  readonly unreadable: readonly number[];
}

/** Reads the coordinates of each row with {@link parseCoordinates}: one column each, or both in one. */
export function readOwnCoordinates(
  rows: readonly (readonly SheetCell[])[],
  { lat, lon }: Pick<ColumnChoice, 'lat' | 'lon'>,
): OwnCoordinates {
  const found = {
    outOfRange: [] as number[],
    swapped: [] as number[],
    inMinutes: [] as number[],
    unreadable: [] as number[],
  };
  const points = rows.map((row, i) => {
    const cells = lat === null ? [] : lon === null ? [row[lat]] : [row[lat], row[lon]];
    if (cells.every(isBlank)) return null;
    // A decimal comma would part the numbers once they stand side by side.
    const written = cells.map((cell) => (cells.length > 1 ? decimalPoint(cellText(cell)) : cellText(cell)));
    const parsed = parseCoordinates(written.join('; '));
    if (parsed.ok) {
      if (parsed.value.form === 'dms') found.inMinutes.push(i);
      return { lat: parsed.value.lat, lon: parsed.value.lon };
    }
    if (parsed.error.code === 'coordinates/swapped') found.swapped.push(i);
    else if (parsed.error.code === 'coordinates/range') found.outOfRange.push(i);
    else found.unreadable.push(i);
    return null;
  });
  return { points, ...found };
}

const decimalPoint = (text: string): string => text.replace(/^(\s*[+-]?\d+),(\d+\s*)$/, '$1.$2');
