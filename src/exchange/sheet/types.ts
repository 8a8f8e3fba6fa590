import type { Result } from '../../domain';

/** What a cell of somebody's table holds; dates are in UTC as a workbook shows them. */
export type SheetCell = string | number | boolean | Date | null;

/** One sheet with all its rows, the headings among them. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
}

/** A table as it was read. */
export interface SheetFile {
  readonly fileName: string;
  readonly kind: 'delimited' | 'xlsx';
  /** Of delimited text; a comma for workbooks. */
  readonly delimiter: string;
  /** Those with something in them; at least one. */
  readonly sheets: readonly Sheet[];
  /** Cells of all sheets that a formula fills. */
  readonly formulas: number;
  /** The file itself, so that a workbook can be given back with nothing lost. */
  readonly bytes: Uint8Array;
}

/** Why a file cannot be read as a table; the sentences are in the messages of the tables pane. */
export const SHEET_PROBLEMS = [
  'notTable',
  'encoding',
  'empty',
  'oldExcel',
  'openDocument',
  'encrypted',
  'tooLarge',
  'tooManyRows',
  'damaged',
] as const;

export interface SheetProblem {
  readonly code: (typeof SHEET_PROBLEMS)[number];
  /** Bytes or rows that are the limit, where one was passed. */
  readonly limit: number;
}

export type SheetResult<T> = Result<T, SheetProblem>;

/** Largest file, in bytes. */
export const MOST_BYTES = 24_000_000;
/** Most bytes that a workbook may unfold to. */
export const MOST_UNPACKED = 300_000_000;
/** Most rows of a sheet; more of them and a page is not the place. */
export const MOST_ROWS = 50_000;

export const problem = (code: SheetProblem['code'], limit = 0): { ok: false; error: SheetProblem } => ({
  ok: false,
  error: { code, limit },
});
