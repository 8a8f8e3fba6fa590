import { sharingMessages } from '../messages';
import type { Cell, Column, Table } from './table';

/** What Excel holds in one cell, in UTF-16 units; it calls a file with more damaged. */
const MAX_CELL = 32_767;
/** Before this Excel's calendar counts a day that never was. */
const FIRST_DAY = Date.UTC(1900, 2, 1);

/** How many characters wide a column is at most. */
const MAX_WIDTH = 48;

/**
 * The table as an Excel workbook: true numbers and dates, a bold first row that stays in view, right-to-left sheet
 * when asked, its notes on a second sheet. The library is loaded when first needed.
 */
export async function toXlsx(table: Table, options: { readonly rightToLeft: boolean }): Promise<Blob> {
  // The "universal" build makes the file here; the "browser" one starts a worker from a blob, which the policy forbids.
  const { default: writeExcelFile } = await import('write-excel-file/universal');
  const head = table.columns.map((column) => ({ value: column.title, fontWeight: 'bold' as const }));
  const rows = table.rows.map((row) => row.map((cell, i) => toCell(cell, table.columns[i])));
  const { rightToLeft } = options;
  const sheet = {
    data: [head, ...rows],
    sheet: table.title,
    rightToLeft,
    stickyRowsCount: 1,
    columns: table.columns.map((column, i) => ({ width: widthOf(table, column, i) })),
  };
  const notes = (table.notes ?? []).map((note) => [{ value: note, type: String, wrap: true }]);
  const about = {
    data: notes,
    sheet: sharingMessages[rightToLeft ? 'ar' : 'en'].sheet,
    rightToLeft,
    columns: [{ width: 2 * MAX_WIDTH }],
  };
  return writeExcelFile(notes.length > 0 ? [sheet, about] : [sheet]).toBlob();
}

function toCell(cell: Cell, column: Column | undefined) {
  if (cell === null || cell === '' || (typeof cell === 'number' && !Number.isFinite(cell))) return null;
  if (typeof cell === 'number') {
    return { value: cell, type: Number, format: column?.kind === 'integer' ? '0' : '0.######' };
  }
  if (column?.kind === 'date') {
    const day = /^\d{4}-\d{2}-\d{2}/.exec(cell)?.[0];
    const time = day ? Date.parse(`${day}T00:00:00Z`) : NaN;
    if (time >= FIRST_DAY) return { value: new Date(time), type: Date, format: 'yyyy-mm-dd' };
  }
  return { value: cell.slice(0, MAX_CELL), type: String };
}

function widthOf(table: Table, column: Column, index: number): number {
  const longest = table.rows.reduce(
    (width, row) => Math.max(width, String(row[index] ?? '').length),
    column.title.length,
  );
  return Math.min(MAX_WIDTH, longest + 2);
}
