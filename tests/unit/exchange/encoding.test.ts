import { describe, expect, it } from 'vitest';
import { decodeText, readTextFile } from '../../../src/exchange';

describe('decodeText', () => {
  const raw = 'وصل الوفد إلى مدينة الرقة، ثم غادر.';
  /** windows-1256 by inverting the decoder. */
  const windows1256 = (text: string): Uint8Array => {
    const table = new Map<string, number>();
    for (let byte = 0; byte < 256; byte++)
      table.set(new TextDecoder('windows-1256').decode(Uint8Array.of(byte)), byte);
    return Uint8Array.from([...text], (character) => table.get(character) ?? 63);
  };
  const utf16 = (text: string, bigEndian: boolean, mark: boolean): Uint8Array => {
    const buffer = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le');
    return new Uint8Array(bigEndian ? buffer.swap16() : buffer);
  };
  it.each([
    ['UTF-8', new TextEncoder().encode(raw)],
    ['UTF-8 with BOM', new TextEncoder().encode(`\ufeff${raw}`)],
    ['UTF-16LE', utf16(raw, false, true)],
    ['UTF-16BE', utf16(raw, true, true)],
    ['UTF-16LE without BOM', utf16(raw, false, false)],
    ['UTF-16BE without BOM', utf16(raw, true, false)],
    ['windows-1256', windows1256(raw)],
  ])('knows %s', (_, bytes) => {
    expect(decodeText(bytes, 'f.txt')).toEqual({ ok: true, value: raw });
  });

  const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
  const windows1251 = (text: string): Uint8Array =>
    Uint8Array.from([...text], (c) => (/[А-я]/.test(c) ? c.charCodeAt(0) - 0x410 + 0xc0 : c.charCodeAt(0)));
  it.each([
    ['bytes of no encoding', Uint8Array.of(0xff, 0x80, 0x41, 0x42)],
    ['UTF-8 cut inside a letter', new TextEncoder().encode(raw.repeat(3)).slice(0, -2)],
    ['UTF-8 with a mark and a broken letter', Uint8Array.of(0xef, 0xbb, 0xbf, 0x41, 0xd8)],
    ['Russian in windows-1251', windows1251('Делегация прибыла в город Ракка и затем уехала домой')],
    ['French in latin1', latin1('Le ministre a été reçu à la mairie, où il a salué les élus')],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0x0d, 0x49, 0x48)],
  ])('says so rather than guess: %s', (_, bytes) => {
    expect(decodeText(bytes, 'f.txt')).toMatchObject({ ok: false, error: { code: 'file/encoding' } });
  });

  it.each([
    ['UTF-8 though a page says windows-1256', new TextEncoder().encode(raw), 'windows-1256', raw],
    ['windows-1256 though a page says UTF-8', windows1256(raw), 'utf-8', raw],
    ['windows-1256 though a page says latin1', windows1256(raw), 'iso-8859-1', raw],
    ['windows-1256 as declared, with few Arabic letters', windows1256('AFP حلب'), 'windows-1256', 'AFP حلب'],
    ['latin1 as declared', latin1('été à Alep'), 'iso-8859-1', 'été à Alep'],
    ['a charset nobody knows', windows1256(raw), 'x-unknown', raw],
  ])('knows %s', (_, bytes, declared, text) => {
    expect(decodeText(bytes, 'f.html', declared)).toEqual({ ok: true, value: text });
  });

  it('keeps CRLF and reads plain files whole', () => {
    expect(readTextFile(new TextEncoder().encode('أ\r\nب\r\n'), 'x.TXT')).toEqual({
      ok: true,
      value: [{ text: 'أ\r\nب\r\n' }],
    });
    // A page needs the browser's parser.
    expect(readTextFile(new TextEncoder().encode('<p>حلب'), 'x.html')).toMatchObject({
      ok: false,
      error: { code: 'file/type' },
    });
    expect(readTextFile(Uint8Array.of(1), 'x.docx')).toMatchObject({
      ok: false,
      error: { code: 'file/type' },
    });
    expect(readTextFile(new TextEncoder().encode(' \n'), 'x.md')).toMatchObject({
      ok: false,
      error: { code: 'file/empty' },
    });
  });
});
