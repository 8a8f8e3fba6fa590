import { columnIndex, columnLetters, cellText } from './cells';
import type { SheetCell } from './types';
import { unpack, type Parts } from './workbook';

/** A sheet to be put behind those of a workbook. */
export interface NewSheet {
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
}

/** Excel's limits. */
const MOST_NAME = 31;
const MOST_CELL = 32_767;
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';
const ROW = /<((?:\w+:)?)row\b([^>]*?)(?:\/>|>([\s\S]*?)<\/\1row>)/g;
const CELL = /<((?:\w+:)?)c\b([^>]*?)(?:\/>|>([\s\S]*?)<\/\1c>)/g;
const CONTENT = /<(?:\w+:)?(?:v|f|is)[\s>/]/;

const attribute = (tag: string, name: string): string =>
  new RegExp(`(?:^|[\\s:])${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
const escapeXml = (text: string): string =>
  text
    // Characters that XML 1.0 does not allow.
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/**
 * The workbook with columns added to one of its sheets (`added` row by row, the headings first) and with a sheet more.
 * Nothing that was there is written anew: formulas, formats, widths, other sheets and macros stay as they are (ECMA-376,
 * SpreadsheetML). Throws where the file is no workbook.
 */
export async function appendToWorkbook(
  bytes: Uint8Array,
  sheetName: string,
  added: readonly (readonly SheetCell[])[],
  more: NewSheet | null,
): Promise<Uint8Array> {
  const { strFromU8, strToU8, zipSync } = await import('fflate');
  const parts: Parts = (await unpack(bytes, () => true)) ?? {};
  const read = (path: string) => strFromU8(parts[path] ?? new Uint8Array());
  const write = (path: string, xml: string) => (parts[path] = strToU8(xml));
  const workbook = read('xl/workbook.xml');
  const relations = read('xl/_rels/workbook.xml.rels');
  const path = pathOf(sheetName, workbook, relations);
  write(path, appendColumns(read(path), added));
  if (more) {
    const id = freshName((name) => !relations.includes(`"${name}"`), 'mawdi');
    const file = freshName((name) => parts[`xl/worksheets/${name}.xml`] === undefined, 'mawdi');
    const taken = new Set(
      sheetTags(workbook).map((tag) => unescapeXml(attribute(tag, 'name')).toLowerCase()),
    );
    const base = more.name.replace(/[\\/?*[\]:]/g, ' ').slice(0, MOST_NAME - 3);
    const name = freshName((tried) => !taken.has(tried.toLowerCase()), base, ' ');
    write(`xl/worksheets/${file}.xml`, sheetXml(more.rows));
    write(
      '[Content_Types].xml',
      read('[Content_Types].xml').replace(
        /<\/((?:\w+:)?)Types>\s*$/,
        (end, prefix: string) =>
          `<${prefix}Override PartName="/xl/worksheets/${file}.xml" ContentType="${SHEET_TYPE}"/>${end}`,
      ),
    );
    write(
      'xl/_rels/workbook.xml.rels',
      relations.replace(
        /<\/((?:\w+:)?)Relationships>\s*$/,
        (end, prefix: string) =>
          `<${prefix}Relationship Id="${id}" Type="${RELATIONS}/worksheet" Target="worksheets/${file}.xml"/>${end}`,
      ),
    );
    const last = Math.max(...sheetTags(workbook).map((tag) => Number(attribute(tag, 'sheetId')) || 0));
    write(
      'xl/workbook.xml',
      workbook.replace(
        /<\/((?:\w+:)?)sheets>/,
        (end, prefix: string) =>
          `<${prefix}sheet xmlns:mawdi="${RELATIONS}" name="${escapeXml(name)}" sheetId="${last + 1}" mawdi:id="${id}"/>${end}`,
      ),
    );
  }
  return zipSync(parts);
}

const sheetTags = (workbook: string): string[] =>
  [...workbook.matchAll(/<(?:\w+:)?sheet\s([^>]*)>/g)].map(([, tag = '']) => tag);

function pathOf(sheetName: string, workbook: string, relations: string): string {
  const tag = sheetTags(workbook).find((one) => unescapeXml(attribute(one, 'name')) === sheetName) ?? '';
  const id = attribute(tag, 'id');
  const relation = [...relations.matchAll(/<(?:\w+:)?Relationship\s([^>]*)>/g)].find(
    ([, one = '']) => attribute(one, 'Id') === id,
  );
  const target = unescapeXml(attribute(relation?.[1] ?? '', 'Target'));
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescapeXml = (text: string): string =>
  text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) =>
    name ? (NAMED[name] ?? whole) : String.fromCodePoint(hex ? parseInt(hex, 16) : Number(decimal)),
  );

function freshName(isFree: (name: string) => boolean, base: string, between = ''): string {
  if (isFree(base)) return base;
  let n = 2;
  while (!isFree(`${base}${between}${n}`)) n += 1;
  return `${base}${between}${n}`;
}

/** Puts cells behind the last one with content; the headings take the look of the last heading. */
function appendColumns(xml: string, added: readonly (readonly SheetCell[])[]): string {
  const start = contentWidth(xml);
  const headings = added.findIndex((cells) => cells.length > 0) + 1;
  let counted = 0;
  const written = xml.replace(ROW, (_, prefix: string, attributes: string, inner = '') => {
    counted = Number(attribute(attributes, 'r')) || counted + 1;
    const cells = added[counted - 1] ?? [];
    // Blank cells that only have a look would stand twice.
    const kept = String(inner).replace(CELL, (cell: string, _prefix: string, of: string) =>
      columnOf(of) >= start ? '' : cell,
    );
    const style = counted === headings ? attribute([...kept.matchAll(CELL)].at(-1)?.[2] ?? '', 's') : '';
    const fresh = cellsXml(cells, counted, start, prefix, style);
    // The hint of which columns a row spans is optional, and would now be wrong.
    return `<${prefix}row${attributes.replace(/\sspans="[^"]*"/, '')}>${kept}${fresh}</${prefix}row>`;
  });
  return written.replace(/<(?:\w+:)?dimension\b[^>]*\/>/, '');
}

const columnOf = (attributes: string): number =>
  columnIndex(/^[A-Z]+/.exec(attribute(attributes, 'r'))?.[0] ?? '');

function contentWidth(xml: string): number {
  let width = 0;
  for (const [, , , row = ''] of xml.matchAll(ROW)) {
    let at = -1;
    for (const [, , attributes = '', inner = ''] of row.matchAll(CELL)) {
      // A cell without an address follows the one before.
      at = Math.max(at + 1, columnOf(attributes));
      if (CONTENT.test(inner)) width = Math.max(width, at + 1);
    }
  }
  return width;
}

function cellsXml(cells: readonly SheetCell[], row: number, start: number, prefix = '', style = ''): string {
  const look = style === '' ? '' : ` s="${style}"`;
  return cells
    .map((cell, i) => {
      const address = `${columnLetters(start + i)}${row}`;
      if (typeof cell === 'number')
        return Number.isFinite(cell)
          ? `<${prefix}c r="${address}"${look}><${prefix}v>${cell}</${prefix}v></${prefix}c>`
          : '';
      const text = cellText(cell).slice(0, MOST_CELL);
      if (text === '') return '';
      return `<${prefix}c r="${address}"${look} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${escapeXml(text)}</${prefix}t></${prefix}is></${prefix}c>`;
    })
    .join('');
}

const sheetXml = (rows: readonly (readonly SheetCell[])[]): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}"><sheetData>${rows
    .map((cells, i) => `<row r="${i + 1}">${cellsXml(cells, i + 1, 0)}</row>`)
    .join('')}</sheetData></worksheet>`;
