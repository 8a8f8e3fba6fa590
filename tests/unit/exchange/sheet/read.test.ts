import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readSheetFile, type SheetFile } from '../../../../src/exchange';
import { utf16, windows1256, workbookOf } from './tables';

const bytesOf = (text: string) => new TextEncoder().encode(text);

async function table(bytes: Uint8Array, name = 'a.csv'): Promise<SheetFile> {
  const read = await readSheetFile(bytes, name);
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}
const rowsOf = async (bytes: Uint8Array, name?: string) => (await table(bytes, name)).sheets[0]?.rows;
const problemOf = async (bytes: Uint8Array, name = 'a.csv') => {
  const read = await readSheetFile(bytes, name);
  return read.ok ? null : read.error.code;
};

const TEXT = 'id,المكان\r\n1,"حلب، الباب"\r\n2,منبج\r\n';
const ROWS = [
  ['id', 'المكان'],
  ['1', 'حلب، الباب'],
  ['2', 'منبج'],
];

describe('delimited text', () => {
  it('is read in every encoding that Arabic tables come in', async () => {
    for (const bytes of [bytesOf(TEXT), bytesOf(`\ufeff${TEXT}`), utf16(TEXT), windows1256(TEXT)])
      expect(await rowsOf(bytes)).toEqual(ROWS);
  });

  it('has the delimiter that its headings have', async () => {
    for (const [text, delimiter] of [
      ['id;المكان\n1;حلب, سوريا\n', ';'],
      ['id\tالمكان\n1\tحلب; سوريا\n', '\t'],
      ['sep=|\r\nid|المكان\r\n1|حلب\r\n', '|'],
      ['المكان\nحلب, سوريا\nحمص, سوريا\n', ','],
    ] as const) {
      const { sheets, delimiter: found } = await table(bytesOf(text));
      expect(found, text).toBe(delimiter);
      expect(sheets[0]?.rows[0]?.at(-1), text).toBe('المكان');
      expect(sheets[0]?.rows[1]?.at(-1), text).toMatch(/^حلب/);
    }
    expect(await rowsOf(bytesOf('المكان\nحلب, سوريا\n'))).toEqual([['المكان'], ['حلب, سوريا']]);
  });

  it('keeps line breaks, quotes and spaces inside cells, and blank rows in their place', async () => {
    expect(await rowsOf(bytesOf('id,text\n1,"حلب\nقال ""نعم"""\n\n2,  منبج \n'))).toEqual([
      ['id', 'text'],
      ['1', 'حلب\nقال "نعم"'],
      [''],
      ['2', '  منبج '],
    ]);
  });

  it('takes a quote that nothing closes as a letter', async () => {
    expect(await rowsOf(bytesOf('id\ttext\n1\t"الباب\n2\tمنبج\n'), 'a.tsv')).toEqual([
      ['id', 'text'],
      ['1', '"الباب'],
      ['2', 'منبج'],
    ]);
  });

  it('says why other files are no tables', async () => {
    expect(await problemOf(new Uint8Array())).toBe('empty');
    expect(await problemOf(bytesOf(' \n\n'))).toBe('empty');
    expect(await problemOf(bytesOf('id,المكان\n'))).toBe('empty');
    expect(await problemOf(bytesOf('<html><table><tr><td>حلب</td></tr></table>'))).toBe('notTable');
    expect(await problemOf(bytesOf('[{"id": 1}]\n'))).toBe('notTable');
    expect(await problemOf(bytesOf('{"id": 1}\n{"id": 2}\n'))).toBe('notTable');
    expect(await problemOf(bytesOf('a,b\nc\nd,e,f\ng,h,i,j\nk,l,m,n,o\n'))).toBe('notTable');
    expect(await problemOf(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]))).toBe('notTable');
    expect(await problemOf(new Uint8Array([0xc3, 0x28, 0xff, 0x41, 0x42, 0xf3, 0x43]))).toBe('encoding');
    expect(await problemOf(bytesOf('a\nb\n'.repeat(25_001)))).toBe('tooManyRows');
    expect(await problemOf(new Uint8Array(24_000_001))).toBe('tooLarge');
  });
});

describe('a workbook', () => {
  it('gives all sheets that hold something, with values of their kinds, untrimmed', async () => {
    const date = new Date(Date.UTC(2024, 0, 5));
    const bytes = await workbookOf({
      أحداث: [
        ['id', 'المكان', 'يوم', 'عدد', 'صح'],
        ['00123', ' حلب ', date, 0.1 + 0.2, true],
        [null, null, null, null, null],
        ['=1+1', 'منبج', null, -3, false],
      ],
      فارغة: [[null]],
      أخرى: [['س'], ['حمص']],
    });
    const file = await table(bytes, 'a.xlsx');
    expect(file).toMatchObject({ kind: 'xlsx', formulas: 0 });
    expect(file.sheets.map(({ name }) => name)).toEqual(['أحداث', 'أخرى']);
    expect(file.sheets[0]?.rows).toEqual([
      ['id', 'المكان', 'يوم', 'عدد', 'صح'],
      ['00123', ' حلب ', date, 0.1 + 0.2, true],
      [null, null, null, null, null],
      ['=1+1', 'منبج', null, -3, false],
    ]);
    // Its bytes say what it is, whatever it is called.
    expect((await table(bytes, 'a.csv')).kind).toBe('xlsx');
  });

  it('counts formulas, and is not led astray by a stated extent', async () => {
    const parts = unzipSync(
      await workbookOf({
        a: [
          ['id', 'المكان'],
          [1, 'حلب'],
        ],
      }),
    );
    const path = 'xl/worksheets/sheet1.xml';
    const xml = strFromU8(parts[path] ?? new Uint8Array())
      .replace('<sheetData>', '<dimension ref="A1:XFD1048576"/><sheetData>')
      .replace(/<\/row><\/sheetData>/, '<c r="C2"><f>A2*2</f><v>2</v></c></row></sheetData>');
    const file = await table(zipSync({ ...parts, [path]: strToU8(xml) }), 'a.xlsx');
    expect(file.formulas).toBe(1);
    expect(file.sheets[0]?.rows).toEqual([
      ['id', 'المكان', null],
      [1, 'حلب', 2],
    ]);
  });

  it('says why other workbooks cannot be read', async () => {
    const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    expect(await problemOf(new Uint8Array([...ole, 0, 0, 0]), 'a.xls')).toBe('oldExcel');
    const locked = [...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0]);
    expect(await problemOf(new Uint8Array([...ole, 0, 0x45, 1, ...locked, 0]), 'a.xlsx')).toBe('encrypted');
    const zip = (...names: string[]) =>
      zipSync(Object.fromEntries(names.map((name) => [name, strToU8('<x/>')])));
    expect(await problemOf(zip('mimetype', 'content.xml'), 'a.ods')).toBe('openDocument');
    expect(await problemOf(zip('xl/workbook.bin'), 'a.xlsb')).toBe('oldExcel');
    expect(await problemOf(zip('word/document.xml'), 'a.docx')).toBe('notTable');
    expect(await problemOf(zip('xl/workbook.xml'), 'a.xlsx')).toBe('damaged');
    const bytes = await workbookOf({
      a: [
        ['id', 'المكان'],
        [1, 'حلب'],
      ],
    });
    expect(await problemOf(bytes.slice(0, bytes.length / 2), 'a.xlsx')).toBe('damaged');
    expect(await problemOf(await workbookOf({ a: [['id', 'المكان']] }), 'a.xlsx')).toBe('empty');
    expect(await problemOf(await workbookOf({ a: [[null]] }), 'a.xlsx')).toBe('empty');
  });
});
