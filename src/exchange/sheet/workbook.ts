import { isBlank } from './cells';
import { MOST_ROWS, MOST_UNPACKED, problem, type Sheet, type SheetCell, type SheetResult } from './types';

/** The files inside a workbook, by path. */
export type Parts = Record<string, Uint8Array>;

const SHEET = /^xl\/worksheets\/[^/]+\.xml$/;
/** The stated extent of a sheet; some programs state a million empty rows. */
const DIMENSION = /<(?:\w+:)?dimension\b[^>]*\/>/;
const FORMULA = /<(?:\w+:)?f[\s>/]/g;

/** Unpacks what `isWanted` by path. Throws what is no archive; null when it would unfold to too much. */
export async function unpack(bytes: Uint8Array, isWanted: (path: string) => boolean): Promise<Parts | null> {
  const { unzipSync } = await import('fflate');
  let size = 0;
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!isWanted(name)) return false;
      size += originalSize;
      return size <= MOST_UNPACKED;
    },
  });
  return size > MOST_UNPACKED ? null : parts;
}

/** Sheets of an XLSX workbook, values as a spreadsheet shows them: numbers, dates, truth values, texts untrimmed. */
export async function readWorkbook(
  bytes: Uint8Array,
): Promise<SheetResult<{ sheets: readonly Sheet[]; formulas: number }>> {
  const names: string[] = [];
  let parts: Parts | null;
  try {
    parts = await unpack(bytes, (name) => {
      names.push(name);
      return /\.(?:xml|rels)$/.test(name);
    });
  } catch {
    return problem('damaged');
  }
  if (!parts) return problem('tooLarge', MOST_UNPACKED);
  if (!parts['xl/workbook.xml']) {
    if (names.includes('xl/workbook.bin')) return problem('oldExcel');
    return problem(names.includes('mimetype') && names.includes('content.xml') ? 'openDocument' : 'notTable');
  }
  try {
    const [{ zipSync, strFromU8, strToU8 }, { default: readXlsx }] = await Promise.all([
      import('fflate'),
      import('read-excel-file/universal'),
    ]);
    let formulas = 0;
    for (const [path, part] of Object.entries(parts)) {
      if (!SHEET.test(path)) continue;
      const xml = strFromU8(part);
      formulas += xml.match(FORMULA)?.length ?? 0;
      if (DIMENSION.test(xml)) parts[path] = strToU8(xml.replace(DIMENSION, ''));
    }
    // Handed over unpacked: nothing is unpacked twice, and no library starts workers for it.
    const open = zipSync(parts, { level: 0 });
    const read = await readXlsx(new Blob([open]), { trim: false });
    const sheets = read.map(({ sheet, data }) => ({ name: sheet, rows: data as unknown as SheetCell[][] }));
    if (sheets.some(({ rows }) => rows.length > MOST_ROWS)) return problem('tooManyRows', MOST_ROWS);
    return {
      ok: true,
      value: {
        sheets: sheets.filter(({ rows }) => rows.some((row) => row.some((cell) => !isBlank(cell)))),
        formulas,
      },
    };
  } catch {
    return problem('damaged');
  }
}
