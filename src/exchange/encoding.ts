import { AppError, type Result } from '../domain';

/** Share of letters that must be Arabic for bytes without a declared encoding to count as windows-1256. */
const MIN_ARABIC_SHARE = 0.5;

/**
 * Bytes of a text file as text. Order: byte order mark, declared charset (HTML), strict UTF-8, UTF-16 by its zero
 * bytes or Arabic pages, windows-1256 when the result reads as Arabic. Only a leading BOM is dropped (WHATWG Encoding).
 */
export function decodeText(bytes: Uint8Array, fileName: string, declared?: string): Result<string> {
  const marked = byMark(bytes);
  if (marked) return { ok: true, value: decode(bytes, marked) };
  if (declared) {
    const text = tryDecode(bytes, declared);
    if (text !== null) return { ok: true, value: text };
  }
  const utf16 = guessUtf16(bytes);
  if (utf16) return { ok: true, value: decode(bytes, utf16) };
  const utf8 = tryDecode(bytes, 'utf-8');
  if (utf8 !== null) return { ok: true, value: utf8 };
  const arabic = decode(bytes, 'windows-1256');
  if (arabicShare(arabic) >= MIN_ARABIC_SHARE) return { ok: true, value: arabic };
  return { ok: false, error: new AppError('file/encoding', { file: fileName }) };
}

function byMark(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** In UTF-16 text of any script most high bytes are 0 (Latin) or 6 (Arabic); in other encodings hardly any byte is. */
function guessUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const length = Math.min(bytes.length, 4000) & ~1;
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

const decode = (bytes: Uint8Array, encoding: string): string => new TextDecoder(encoding).decode(bytes);

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function arabicShare(text: string): number {
  const sample = text.slice(0, 5000);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const arabic = sample.match(/[\u0620-\u064A]/g)?.length ?? 0;
  return letters === 0 ? 0 : arabic / letters;
}
