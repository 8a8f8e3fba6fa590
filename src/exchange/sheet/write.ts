import { cellText, widthOf } from './cells';
import { appendToWorkbook, type NewSheet } from './append';
import type { Sheet, SheetCell, SheetFile } from './types';

/** Columns to be added to a sheet of a table, and what goes to a sheet or file of its own. */
export interface CompletedSheet {
  readonly file: SheetFile;
  readonly sheet: Sheet;
  /** Row by row as in the sheet, headings where it has them. */
  readonly added: readonly (readonly SheetCell[])[];
  readonly more: NewSheet | null;
}

/** Beginnings that a spreadsheet reads as a formula (OWASP "CSV injection"). */
const FORMULA = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;

/**
 * Delimited text: UTF-8 with BOM, CRLF, RFC 4180 quotes, the table's own delimiter. Cells of a delimited file come back
 * letter by letter: what a spreadsheet would run was in it before, and an apostrophe would change a person's data
 * («+963…», «-3»). Texts that were safe in a workbook, and what is added here, get one.
 */
export function completedToDelimited({ file, sheet, added }: CompletedSheet): string {
  const own = file.kind === 'delimited' ? cellText : guarded;
  const width = widthOf(sheet.rows);
  const addedWidth = widthOf(added);
  return delimited(
    sheet.rows.map((row, i) => [
      ...Array.from({ length: width }, (_, at) => own(row[at])),
      // Rows of titles have none, and are as wide as the others all the same.
      ...Array.from({ length: addedWidth }, (_, at) => guarded(added[i]?.[at])),
    ]),
    file.delimiter,
  );
}

/** The second file: rows of a new sheet with the same delimiter. */
export const newSheetToDelimited = ({ rows }: NewSheet, delimiter: string): string =>
  delimited(
    rows.map((row) => row.map(guarded)),
    delimiter,
  );

function guarded(cell: SheetCell | undefined): string {
  const text = cellText(cell);
  const isSafe = typeof cell !== 'string' || PLAIN_NUMBER.test(text) || !FORMULA.test(text);
  return isSafe ? text : `'${text}`;
}

function delimited(rows: readonly (readonly string[])[], delimiter: string): string {
  const mustQuote = (text: string) => text.includes(delimiter) || /["\r\n]|^\s|\s$/.test(text);
  const quoted = (text: string) => (mustQuote(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return `\ufeff${rows.map((row) => row.map(quoted).join(delimiter)).join('\r\n')}\r\n`;
}

/**
 * A workbook: the person's own with columns and a sheet added, see {@link appendToWorkbook}; of delimited text a new one,
 * in which only columns that hold nothing but numbers are numbers, so that «00123» stays as it is.
 */
export async function completedToWorkbook(
  completed: CompletedSheet,
  options: { readonly rightToLeft: boolean; readonly headRows: number },
): Promise<Blob> {
  const { file, sheet, added, more } = completed;
  if (file.kind === 'xlsx')
    return new Blob([
      await appendToWorkbook(file.bytes, sheet.name, added, more).then((bytes) => bytes.slice()),
    ]);
  const width = widthOf(sheet.rows);
  // Titles and headings.
  const first = options.headRows;
  const isNumeric = Array.from({ length: width }, (_, at) =>
    sheet.rows.slice(first).every((row) => isExactNumber(row[at])),
  );
  const rows = sheet.rows.map((row, i) => [
    ...Array.from({ length: width }, (_, at) =>
      i >= first && isNumeric[at] && row[at] ? Number(row[at]) : (row[at] ?? null),
    ),
    ...(added[i] ?? []),
  ]);
  const { default: writeExcelFile } = await import('write-excel-file/universal');
  const sheets = [{ name: sheet.name || 'Sheet1', rows }, ...(more ? [more] : [])];
  return writeExcelFile(
    sheets.map((one) => ({
      sheet: one.name,
      data: one.rows.map((row, i) => row.map((cell) => toCell(cell, i < first))),
      rightToLeft: options.rightToLeft,
      ...(first > 0 ? { stickyRowsCount: first } : {}),
    })),
  ).toBlob();
}

/** Written and read as a number it stays the same, letter by letter. */
const isExactNumber = (cell: SheetCell | undefined): boolean =>
  cell === '' ||
  cell === undefined ||
  (typeof cell === 'string' && PLAIN_NUMBER.test(cell) && cellText(Number(cell)) === cell);

function toCell(cell: SheetCell, isHead: boolean) {
  if (cell === null || cell === '') return null;
  if (typeof cell === 'number') return { value: cell, type: Number };
  const text = { value: cellText(cell).slice(0, 32_767), type: String };
  return isHead ? { ...text, fontWeight: 'bold' as const } : text;
}
