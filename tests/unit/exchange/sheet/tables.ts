import writeExcelFile from 'write-excel-file/universal';

/** Text as bytes of windows-1256, which no encoder of the platform writes. */
export function windows1256(text: string): Uint8Array {
  const decoder = new TextDecoder('windows-1256');
  const codes = new Map(
    Array.from({ length: 256 }, (_, code) => [decoder.decode(new Uint8Array([code])), code] as const),
  );
  return new Uint8Array([...text].map((letter) => codes.get(letter) ?? 63));
}

export function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(2 + text.length * 2);
  bytes.set([0xff, 0xfe]);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    bytes.set([code & 0xff, code >> 8], 2 + i * 2);
  }
  return bytes;
}

export type TestCell = string | number | boolean | Date | null;

/** Bytes of a workbook with these sheets. */
export async function workbookOf(
  sheets: Readonly<Record<string, readonly (readonly TestCell[])[]>>,
): Promise<Uint8Array> {
  const blob = await writeExcelFile(
    Object.entries(sheets).map(([sheet, rows]) => ({ sheet, data: rows.map((row) => row.map(toCell)) })),
  ).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
}

function toCell(value: TestCell) {
  if (value === null) return null;
  if (typeof value === 'number') return { value, type: Number };
  if (typeof value === 'boolean') return { value, type: Boolean };
  if (value instanceof Date) return { value, type: Date, format: 'yyyy-mm-dd' };
  return { value, type: String };
}
