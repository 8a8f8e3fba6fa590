import { rawOffset, type NormOffset, type Range, type RawOffset } from '../domain';
import type { Normalized } from './normalize';

/** Letters that writers interchange, beyond what decomposition already unites (أ إ آ ؤ ئ lose their hamza there). */
const LETTERS: Readonly<Record<string, string>> = {
  ٱ: 'ا',
  ة: 'ه',
  ۀ: 'ه',
  ە: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ى: 'ي',
  ی: 'ي',
  ێ: 'ي',
  ې: 'ي',
  ۍ: 'ي',
  ک: 'ك',
  ڪ: 'ك',
  ۆ: 'و',
  ۇ: 'و',
  ڕ: 'ر',
  ڵ: 'ل',
  ء: '',
  ـ: '',
  '’': "'",
  '‘': "'",
  '–': '-',
  '—': '-',
};
const IGNORED = /[\p{M}\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD]/gu;
const SPACE = /^\s$/;
const cache = new Map<string, string>();

function foldCharacter(character: string): string {
  const known = cache.get(character);
  if (known !== undefined) return known;
  let folded = '';
  for (const part of character.normalize('NFKD').replace(IGNORED, '').toLowerCase()) {
    const digit = /^\p{Nd}$/u.test(part) ? digitOf(part) : undefined;
    folded += digit ?? LETTERS[part] ?? (SPACE.test(part) ? ' ' : part);
  }
  cache.set(character, folded);
  return folded;
}

/** Decimal digits of a script stand in runs of ten that begin at a multiple Unicode fixes; only the two Arabic runs matter. */
function digitOf(character: string): string | undefined {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x660 && code <= 0x669) return String(code - 0x660);
  if (code >= 0x6f0 && code <= 0x6f9) return String(code - 0x6f0);
  return undefined;
}

/**
 * Key under which spellings of one name meet: no diacritics, tatweel or direction marks; hamza forms, ى/ي, ة/ه and
 * Persian or Kurdish letter forms united; ASCII digits; lower case; single spaces. For grouping and lookup only,
 * never for display. Idempotent.
 */
export function foldName(name: string): string {
  let folded = '';
  for (const character of name) folded += foldCharacter(character);
  return folded.replace(/\s+/g, ' ').trim();
}

/** {@link foldName} over a whole text, with the way back to raw offsets. Linear. */
export function foldText(raw: string): Normalized {
  const map: number[] = [];
  const parts: string[] = [];
  let at = 0;
  let wasSpace = false;
  for (const character of raw) {
    const folded = foldCharacter(character);
    const isSpace = folded === ' ';
    if (folded !== '' && !(isSpace && wasSpace)) {
      parts.push(folded);
      for (let i = 0; i < folded.length; i++) map.push(at);
    }
    if (folded !== '') wasSpace = isSpace;
    at += character.length;
  }
  return {
    text: parts.join(''),
    toRaw: (offset: NormOffset): RawOffset => rawOffset(map[offset] ?? raw.length),
  };
}

/**
 * Places of a query in a text. Folded by default ({@link foldText}); `exact` compares the raw characters.
 * Ranges do not overlap and are in order.
 */
export function findFolded(raw: string, query: string, options: { exact?: boolean } = {}): Range[] {
  const isExact = options.exact === true;
  const folded = isExact ? null : foldText(raw);
  const haystack = folded ? folded.text : raw;
  const needle = isExact ? query : foldName(query);
  const found: Range[] = [];
  if (needle === '') return found;
  for (let i = haystack.indexOf(needle); i >= 0; i = haystack.indexOf(needle, i + needle.length)) {
    const start = folded ? folded.toRaw(i as NormOffset) : rawOffset(i);
    const end = folded ? endOf(folded, i + needle.length) : rawOffset(i + needle.length);
    const last = found.at(-1);
    if (end > start && (!last || start >= last.end)) found.push({ start, end });
  }
  return found;
}

/** Where the raw character that holds the last folded unit ends: a ligature (ﻼ, ﷺ) is never cut. */
function endOf(folded: Normalized, end: number): RawOffset {
  const last = folded.toRaw((end - 1) as NormOffset);
  let after = end;
  while (after < folded.text.length && folded.toRaw(after as NormOffset) === last) after += 1;
  return folded.toRaw(after as NormOffset);
}
