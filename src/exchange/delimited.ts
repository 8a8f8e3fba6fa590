import { plainNumber, type Cell, type ColumnKind, type Table } from './table';

/** Beginnings that a spreadsheet reads as a formula (OWASP "CSV injection"). */
const FORMULA = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;

/** Tab-separated, with titles; tabs and line breaks inside a cell become spaces. For the clipboard. */
export function toTsv(table: Table): string {
  const clean = (text: string): string => text.replace(/[\t\r\n\u2028\u2029]+/g, ' ');
  const lines = table.rows.map((row) =>
    row.map((cell, i) => clean(written(cell, kindAt(table, i)))).join('\t'),
  );
  return [table.columns.map((column) => clean(column.title)).join('\t'), ...lines].join('\n');
}

/** UTF-8 with BOM, RFC 4180 quotes, CRLF, English keys as header; opens in spreadsheets and in programs alike. */
export function toCsv(table: Table): string {
  const quote = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = table.rows.map((row) =>
    row.map((cell, i) => quote(written(cell, kindAt(table, i)))).join(','),
  );
  return `\ufeff${[table.columns.map((column) => column.key).join(','), ...lines].join('\r\n')}\r\n`;
}

/** A table with its direction, so that a spreadsheet or editor keeps the order of columns when it is pasted. */
export function toHtmlTable(table: Table, direction: 'rtl' | 'ltr'): string {
  const cellHtml = (cell: Cell, kind: ColumnKind): string => {
    const text = escapeHtml(written(cell, kind)).replace(/\r\n|[\r\n]/g, '<br>');
    return typeof cell === 'number' ? `<td dir="ltr">${text}</td>` : `<td>${text}</td>`;
  };
  const head = table.columns.map((column) => `<th>${escapeHtml(column.title)}</th>`).join('');
  const body = table.rows
    .map((row) => `<tr>${row.map((cell, i) => cellHtml(cell, kindAt(table, i))).join('')}</tr>`)
    .join('');
  return `<meta charset="utf-8"><table dir="${direction}"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

const kindAt = (table: Table, index: number): ColumnKind => table.columns[index]?.kind ?? 'text';

/**
 * A cell as every format writes it. Texts that a spreadsheet would run as a formula get an apostrophe (pasted HTML and
 * TSV are run too); numbers never do, so that a negative longitude stays one.
 */
function written(cell: Cell, kind: ColumnKind): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return plainNumber(cell);
  const isNumber = (kind === 'number' || kind === 'integer') && PLAIN_NUMBER.test(cell);
  return !isNumber && FORMULA.test(cell) ? `'${cell}` : cell;
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
