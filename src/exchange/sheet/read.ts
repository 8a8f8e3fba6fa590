import { readDelimited } from './delimited-text';
import { MOST_BYTES, problem, type SheetFile, type SheetResult } from './types';
import { readWorkbook } from './workbook';

const startsWith = (bytes: Uint8Array, ...start: readonly number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte);

/** Name of the stream that holds a workbook under a password, in UTF-16 (MS-OFFCRYPTO 2.3.4.4). */
const ENCRYPTED = [...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0]);

/**
 * Reads a table by its bytes, whatever its name says: CSV and TSV with the delimiter and encoding they have, XLSX with
 * all its sheets. What cannot be read comes back with the reason.
 */
export async function readSheetFile(bytes: Uint8Array, fileName: string): Promise<SheetResult<SheetFile>> {
  if (bytes.length > MOST_BYTES) return problem('tooLarge', MOST_BYTES);
  if (bytes.length === 0) return problem('empty');
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return problem(holds(bytes, ENCRYPTED) ? 'encrypted' : 'oldExcel');
  if (startsWith(bytes, 0x50, 0x4b)) {
    const workbook = await readWorkbook(bytes);
    if (!workbook.ok) return workbook;
    const { sheets, formulas } = workbook.value;
    if (!sheets.some(hasRows)) return problem('empty');
    return { ok: true, value: { fileName, kind: 'xlsx', delimiter: ',', sheets, formulas, bytes } };
  }
  const table = await readDelimited(bytes, fileName);
  if (!table.ok) return table;
  const { sheet, delimiter } = table.value;
  if (!hasRows(sheet)) return problem('empty');
  return {
    ok: true,
    value: { fileName, kind: 'delimited', delimiter, sheets: [sheet], formulas: 0, bytes },
  };
}

/** Headings alone are no table. */
const hasRows = ({ rows }: { readonly rows: readonly unknown[] }): boolean => rows.length > 1;

function holds(bytes: Uint8Array, wanted: readonly number[]): boolean {
  const last = bytes.length - wanted.length;
  for (
    let at = bytes.indexOf(wanted[0] ?? 0);
    at >= 0 && at <= last;
    at = bytes.indexOf(wanted[0] ?? 0, at + 1)
  )
    if (wanted.every((byte, i) => bytes[at + i] === byte)) return true;
  return false;
}
