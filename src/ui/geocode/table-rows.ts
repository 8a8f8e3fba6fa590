import type { KeptCandidate, Place, PlaceDescription } from '../../domain';
import { cellText, type ColumnChoice, type NewSheet, type Sheet, type SheetCell } from '../../exchange';
import {
  PLACE_COLUMNS,
  placeCells,
  placesOfRow,
  withOwnPoint,
  type GeocodedRow,
  type NamedPlace,
} from '../../linking';

/** One place of a row, as it was found or decided. */
export interface Entry extends NamedPlace {
  readonly isReviewed: boolean;
}

/** One row of the table with its places, its own first. */
export interface TableRow {
  readonly text: string;
  readonly isSentence: boolean;
  readonly entries: readonly Entry[];
  /** Coordinates that the table brought along. */
  readonly own: { readonly lat: number; readonly lon: number } | null;
  readonly isFar: boolean;
  readonly isSwapped: boolean;
}

/** Rows with what was found in them. */
export function toTableRows(
  texts: readonly string[],
  found: readonly GeocodedRow[],
  points: readonly TableRow['own'][],
): TableRow[] {
  return texts.map((text, i) => {
    const row = found[i];
    const own = points[i] ?? null;
    const [first, ...others] = row ? placesOfRow(row) : [];
    const base = { text, isSentence: row?.isSentence ?? false, own };
    if (!first) return { ...base, entries: [], isFar: false, isSwapped: false };
    const { named, isFar, isSwapped } = own
      ? withOwnPoint(first, own)
      : { named: first, isFar: false, isSwapped: false };
    const entries = [named, ...others].map((entry) => ({ ...entry, isReviewed: false }));
    return { ...base, entries, isFar, isSwapped };
  });
}

/** Whether a person should look: doubtful places, and names without a place that have something to choose from. */
export const needsLook = ({ isReviewed, certainty, place, candidates }: Entry): boolean =>
  !isReviewed && (certainty === 'doubtful' || (place === null && candidates.length > 0));

/** The area that the place of an entry lies in, where it is known. */
export const areaOf = ({ place, candidates }: Entry): string =>
  candidates.find(({ id }) => id === place?.id)?.within ?? '';

/** An entry as a person decided: what was found, another candidate, or none. */
export function decided(entry: Entry, choice: 'accept' | 'none' | KeptCandidate): Entry {
  if (choice === 'accept') return { ...entry, isReviewed: true };
  if (choice === 'none') return { ...entry, place: null, certainty: null, isWider: false, isReviewed: true };
  return { ...entry, place: toPlace(choice), certainty: 'sure', isWider: false, isReviewed: true };
}

function toPlace({ id, name, lat, lon, level, country, uncertaintyM = null }: KeptCandidate): Place {
  return { id, name, lat, lon, level, country, ...(uncertaintyM === null ? {} : { uncertaintyM }) };
}

/** Which rows are on show. */
export const ROW_FILTERS = ['all', 'doubtful', 'none', 'several'] as const;
export type RowFilter = (typeof ROW_FILTERS)[number];

/** Indices of the rows of each kind; a blank row is of none but all. */
export function rowsOfKind(rows: readonly TableRow[]): Readonly<Record<RowFilter, readonly number[]>> {
  const where = (is: (row: TableRow) => boolean) => rows.flatMap((row, i) => (is(row) ? [i] : []));
  return {
    all: rows.map((_, i) => i),
    doubtful: where(({ entries }) => entries.some(needsLook)),
    none: where(({ entries: [entry], text }) => text.trim() !== '' && !entry?.place),
    several: where(({ entries }) => entries.length > 1),
  };
}

/** How many rows are how: by their own place; `reviewed` where a person decided any of their places. */
export function countsOf(rows: readonly TableRow[]) {
  const counts = { rows: rows.length, sure: 0, likely: 0, doubtful: 0, none: 0, several: 0, reviewed: 0 };
  for (const { entries, text } of rows) {
    const [entry] = entries;
    if (entry?.certainty) counts[entry.certainty] += 1;
    else if (text.trim() !== '') counts.none += 1;
    if (entries.length > 1) counts.several += 1;
    if (entries.some(({ isReviewed }) => isReviewed)) counts.reviewed += 1;
  }
  return counts;
}

/** Number of a data row as a spreadsheet counts it; `start` is the index of the first one. */
export const rowNumber = (index: number, start: number): number => index + start + 1;

/** What a table is completed with. */
export interface Completion {
  readonly sheet: Sheet;
  /** Index of the first row under the headings. */
  readonly start: number;
  readonly hasHead: boolean;
  readonly choice: ColumnChoice;
  readonly rows: readonly TableRow[];
  readonly described: ReadonlyMap<string, PlaceDescription>;
}

/** Columns for the table, row by row with the headings first; a name that a column has already gets a number. */
export function addedColumns({ sheet, start, hasHead, rows, described }: Completion): SheetCell[][] {
  const taken = new Set(
    (hasHead ? (sheet.rows[start - 1] ?? []) : []).map((cell) => cellText(cell).trim().toLowerCase()),
  );
  const head = PLACE_COLUMNS.map((name) => {
    let free: string = name;
    for (let n = 2; taken.has(free); n++) free = `${name}_${n}`;
    return free;
  });
  const cells = rows.map(({ entries: [entry], own }) =>
    entry ? cellsOf(entry, own, described) : PLACE_COLUMNS.map(() => null),
  );
  const above = Array.from({ length: hasHead ? start - 1 : start }, (): SheetCell[] => []);
  return hasHead ? [...above, head, ...cells] : [...above, ...cells];
}

/** All places of rows that name several, for a sheet or file of its own; null where no row does. */
export function severalPlaces(completion: Completion, name: string): NewSheet | null {
  const { sheet, start, choice, rows, described } = completion;
  const data = sheet.rows.slice(start);
  const { id } = choice;
  const lines = rows.flatMap(({ entries, own }, i) =>
    entries.length < 2
      ? []
      : entries.map((entry, at): SheetCell[] => [
          rowNumber(i, start),
          ...(id === null ? [] : [data[i]?.[id] ?? null]),
          entry.surface,
          ...cellsOf(entry, at === 0 ? own : null, described),
        ]),
  );
  if (lines.length === 0) return null;
  return { name, rows: [['row', ...(id === null ? [] : ['id']), 'as_written', ...PLACE_COLUMNS], ...lines] };
}

function cellsOf(entry: Entry, own: TableRow['own'], described: Completion['described']): SheetCell[] {
  const cells = placeCells({ ...entry, own }, described);
  return PLACE_COLUMNS.map((column) => (cells[column] === '' ? null : cells[column]));
}
