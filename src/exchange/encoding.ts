import { AppError, type Result } from '../domain';

/** Share of letters that must be Arabic for bytes without a declared encoding to count as windows-1256. */
const MIN_ARABIC_SHARE = 0.5;
/** Share of words that may mix Arabic and Latin letters: another Cyrillic or Greek code page read as Arabic mixes nearly all. */
const MAX_MIXED_SHARE = 0.05;
/** Share of broken characters up to which bytes are damaged UTF-8 rather than another encoding. */
const MAX_BROKEN_SHARE = 0.05;
/** Encodings that pages declare though their bytes are Arabic: the default of many old editors. */
const LATIN = /^(?:iso-8859-1|latin1|windows-1252|us-ascii|ascii)$/;
const SAMPLE = 20_000;

/**
 * Bytes of a text file as text. Order: byte order mark, UTF-16 by its zero bytes or Arabic pages, strict UTF-8 (no
 * other encoding's Arabic passes for it), the charset a page declares, windows-1256 when the result reads as Arabic.
 * Only a leading BOM is dropped (WHATWG Encoding). Error `file/encoding` rather than text with wrong letters.
 */
export function decodeText(bytes: Uint8Array, fileName: string, declared?: string): Result<string> {
  const text = decodeMarked(bytes) ?? decodeGuessed(bytes, declared);
  // No text holds the character zero; what does is an image or a program under the wrong name.
  if (text === null || text.includes('\0'))
    return { ok: false, error: new AppError('file/encoding', { file: fileName }) };
  return { ok: true, value: text };
}

function decodeMarked(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return tryDecode(bytes, 'utf-8');
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return tryDecode(bytes, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return tryDecode(bytes, 'utf-16be');
  return null;
}

function decodeGuessed(bytes: Uint8Array, declared: string | undefined): string | null {
  const utf16 = guessUtf16(bytes);
  if (utf16) return tryDecode(bytes, utf16);
  const utf8 = tryDecode(bytes, 'utf-8');
  if (utf8 !== null) return utf8;
  if (isDamagedUtf8(bytes)) return null;
  const isSaid = declared !== undefined && !LATIN.test(declared);
  const said = isSaid ? tryDecode(bytes, declared) : null;
  if (said !== null) return said;
  const arabic = tryDecode(bytes, 'windows-1256');
  if (arabic !== null && readsAsArabic(arabic)) return arabic;
  return declared === undefined ? null : tryDecode(bytes, declared);
}

/** In UTF-16 text of any script most high bytes are 0 (Latin) or 6 (Arabic); in other encodings hardly any byte is. */
function guessUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, SAMPLE) & ~1;
  if (length < 4) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0 || bytes[i] === 6) even += 1;
    if (bytes[i + 1] === 0 || bytes[i + 1] === 6) odd += 1;
  }
  const pairs = length / 2;
  if (odd / pairs > 0.8) return 'utf-16le';
  return even / pairs > 0.8 ? 'utf-16be' : null;
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** A download cut off or joined in the middle of a letter: nearly all of it is UTF-8, and no other reading is right. */
function isDamagedUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  const broken = text.split('\ufffd').length - 1;
  const foreign = text.match(/[^\0-\x7f\ufffd]/g)?.length ?? 0;
  return foreign > 0 && broken / (broken + foreign) <= MAX_BROKEN_SHARE;
}

function readsAsArabic(text: string): boolean {
  const sample = text.slice(0, SAMPLE).replace(/<[^>]*>/g, ' ');
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const arabic = sample.match(/[\u0620-\u064A]/g)?.length ?? 0;
  const words = sample.match(/[\p{L}\p{M}]+/gu) ?? [];
  const mixed = words.filter((word) => /\p{Script=Arabic}/u.test(word) && /\p{Script=Latin}/u.test(word));
  return arabic / letters >= MIN_ARABIC_SHARE && mixed.length / words.length <= MAX_MIXED_SHARE;
}
