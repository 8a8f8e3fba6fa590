import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  completedToDelimited,
  completedToWorkbook,
  newSheetToDelimited,
  readSheetFile,
  type CompletedSheet,
  type SheetCell,
  type SheetFile,
} from '../../../../src/exchange';
import { workbookOf } from './tables';

const bytesOf = (text: string) => new TextEncoder().encode(text);

async function table(bytes: Uint8Array, name = 'a.csv'): Promise<SheetFile> {
  const read = await readSheetFile(bytes, name);
  if (!read.ok) throw new Error(read.error.code);
  return read.value;
}

async function completed(bytes: Uint8Array, added: SheetCell[][], at = 0): Promise<CompletedSheet> {
  const file = await table(bytes);
  const sheet = file.sheets[at];
  if (!sheet) throw new Error('no sheet');
  const more = { name: 'أماكن أخرى', rows: [['row'], [2]] };
  return { file, sheet, added, more };
}

const OPTIONS = { rightToLeft: true, headRows: 1 };
const workbook = async (one: CompletedSheet) =>
  new Uint8Array(await (await completedToWorkbook(one, OPTIONS)).arrayBuffer());

describe('delimited text that was completed', () => {
  it('has its own cells letter by letter and its delimiter, and only what is new is kept from being a formula', async () => {
    const one = await completed(bytesOf('id;المكان\n+963;"حلب; ""س"""\n-3;=1+1\n'), [
      ['place_ar', 'lat'],
      ['=حلب', -36.5],
      ['@س', null],
    ]);
    expect(completedToDelimited(one)).toBe(
      '\ufeffid;المكان;place_ar;lat\r\n+963;"حلب; ""س""";\'=حلب;-36.5\r\n-3;=1+1;\'@س;\r\n',
    );
    expect(
      newSheetToDelimited(
        {
          name: '',
          rows: [
            ['a', '=b'],
            [1, '-2'],
          ],
        },
        ';',
      ),
    ).toBe("\ufeffa;'=b\r\n1;-2\r\n");
  });

  it('comes back with every cell as it was', async () => {
    const cell = fc.string({ unit: fc.constantFrom(...'ابح ,;"\n\t\r=+-1٣') });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), async (cells) => {
        const file: SheetFile = {
          ...{ fileName: 'a.csv', kind: 'delimited', delimiter: ',', formulas: 0, bytes: new Uint8Array() },
          sheets: [{ name: '', rows: [['id', 'text'], ...cells, ['x', 'y']] }],
        };
        const [sheet] = file.sheets;
        if (!sheet) return;
        const added = sheet.rows.map((_, i) => [i === 0 ? 'place' : String(i)]);
        const text = completedToDelimited({ file, sheet, added, more: null });
        const again = await table(bytesOf(text));
        expect(again.sheets[0]?.rows.map((row) => row.slice(0, 2))).toEqual(sheet.rows);
        expect(again.sheets[0]?.rows.map((row) => row[2])).toEqual(added.map(([value]) => value));
      }),
    );
  });

  it('guards texts of a workbook, where they were no formulas, and writes dates as they read', async () => {
    const date = new Date(Date.UTC(2024, 0, 5, 13, 5));
    const bytes = await workbookOf({
      a: [
        ['id', 'd', 'المكان'],
        ['=1+1', date, 'حلب'],
        [-5, null, 'حمص'],
      ],
    });
    expect(completedToDelimited(await completed(bytes, [['x'], [true], [null]]))).toBe(
      "\ufeffid,d,المكان,x\r\n'=1+1,2024-01-05 13:05:00,حلب,true\r\n-5,,حمص,\r\n",
    );
  });
});

describe('a workbook that was completed', () => {
  it('is made of delimited text with numbers only in columns of numbers', async () => {
    const one = await completed(bytesOf('code,n,المكان\n001,5,حلب\n2,-1.5,=SUM(A1)\n'), [
      ['lat'],
      [36.2],
      [null],
    ]);
    const file = await table(await workbook(one));
    expect(file.sheets).toEqual([
      {
        name: 'Sheet1',
        rows: [
          ['code', 'n', 'المكان', 'lat'],
          ['001', 5, 'حلب', 36.2],
          ['2', -1.5, '=SUM(A1)', null],
        ],
      },
      { name: 'أماكن أخرى', rows: [['row'], [2]] },
    ]);
    expect(file.formulas).toBe(0);
  });

  it('keeps all that its own file has: formulas, formats, other sheets', async () => {
    const date = new Date(Date.UTC(2024, 0, 5));
    const made = unzipSync(
      await workbookOf({
        ص: [['س'], ['حمص']],
        'أ&ب': [
          ['id', 'المكان', 'd'],
          [7, 'حلب <1>', date],
          [8, null, null],
        ],
      }),
    );
    const path = 'xl/worksheets/sheet2.xml';
    const own = strFromU8(made[path] ?? new Uint8Array()).replace(
      /<row r="3"[\s\S]*?<\/row>/,
      '<row r="3" spans="1:3" ht="30"><c r="A3"><f>A2+1</f><v>8</v></c><c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E3" s="0"/></row><row r="4"/>',
    );
    const bytes = zipSync({ ...made, [path]: strToU8(own), 'xl/vbaProject.bin': new Uint8Array([1, 2]) });
    const added: SheetCell[][] = [
      ['place_ar', 'lat'],
      ['حلب & «أ»', 36.2],
      [null, null],
      ['آخر', null],
    ];
    const written = await workbook(await completed(bytes, added, 1));
    const file = await table(written);
    expect(file.sheets.map(({ name }) => name)).toEqual(['ص', 'أ&ب', 'أماكن أخرى']);
    expect(file.sheets[1]?.rows).toEqual([
      ['id', 'المكان', 'd', 'place_ar', 'lat'],
      [7, 'حلب <1>', date, 'حلب & «أ»', 36.2],
      [8, null, null, null, null],
      [null, null, null, 'آخر', null],
    ]);
    expect(file.sheets[2]?.rows).toEqual([['row'], [2]]);
    const parts = unzipSync(written);
    const xml = strFromU8(parts[path] ?? new Uint8Array());
    expect(xml).toContain('<f>A2+1</f>');
    expect(xml).toContain('<v>#DIV/0!</v>');
    expect(xml).toContain('<row r="3" ht="30">');
    expect(xml).not.toContain('r="E3"');
    for (const kept of [
      'xl/styles.xml',
      'xl/worksheets/sheet1.xml',
      'xl/vbaProject.bin',
      'xl/sharedStrings.xml',
    ])
      expect(parts[kept], kept).toEqual(kept === 'xl/vbaProject.bin' ? new Uint8Array([1, 2]) : made[kept]);
  });

  it('puts the new headings beside the old ones, under titles', async () => {
    const bytes = await workbookOf({ a: [['تقرير'], [null], ['id', 'المكان'], [1, 'حلب']] });
    const one = await completed(bytes, [[], [], ['place_ar'], ['حلب']]);
    const file = await table(await workbook(one));
    expect(file.sheets[0]?.rows).toEqual([
      ['تقرير', null, null],
      [null, null, null],
      ['id', 'المكان', 'place_ar'],
      [1, 'حلب', 'حلب'],
    ]);
    expect(completedToDelimited(one)).toBe('\ufeffتقرير,,\r\n,,\r\nid,المكان,place_ar\r\n1,حلب,حلب\r\n');
  });

  it('gives its new sheet a name that no other has', async () => {
    const bytes = await workbookOf({ 'أماكن أخرى': [['id'], ['حلب']] });
    const file = await table(await workbook(await completed(bytes, [['x'], ['y']])));
    expect(file.sheets.map(({ name }) => name)).toEqual(['أماكن أخرى', 'أماكن أخرى 2']);
  });
});
