/** Marks that only set a direction, join letters or carry no width. */
const INVISIBLE = /[\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD\u0640\p{Mn}]/gu;

const REPLACED: readonly (readonly [RegExp, string])[] = [
  [/[\u066B]/g, '.'],
  [/[،\u201A\uFF0C]/g, ','],
  [/[؛\uFF1B|\t\r\n]/g, ';'],
  [/[\u2212\u2010-\u2015\uFE63\uFF0D]/g, '-'],
  [/[º˚ᵒ⁰]/g, '°'],
  [/['’‘ʹ´`′]{2}|["”“„ʺ″]/g, '″'],
  [/['’‘ʹ´`]/g, '′'],
  [/[()[\]{}<>]/g, ' '],
  [/[أإآ]/g, 'ا'],
  [/\s+/g, ' '],
];

/**
 * A coordinate as typed or pasted, with one sign for each meaning: ASCII digits, a point before decimals, `,` and `;`
 * between, `° ′ ″`, single plain spaces; without direction marks, vowel signs and brackets.
 */
export function plainCoordinates(text: string): string {
  let plain = text.replace(INVISIBLE, '').replace(/[\u0660-\u0669\u06F0-\u06F9]/g, toAsciiDigit);
  for (const [from, to] of REPLACED) plain = plain.replace(from, to);
  return plain.trim();
}

const toAsciiDigit = (digit: string): string => String((digit.codePointAt(0) ?? 0) & 0xf);
