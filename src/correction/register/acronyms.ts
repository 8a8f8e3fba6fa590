import type { Range } from '../../domain';
import { foldName } from '../../text';

const OPEN = /^\s*[([{（«"“‘']\s*$/u;
const CLOSE = /^\s*[)\]}）»"”’']/u;

/** Whether the second of two ranges stands in brackets or quotation marks right after the first. */
export const isBracketed = (raw: string, first: Range, second: Range): boolean =>
  OPEN.test(raw.slice(first.end, second.start)) && CLOSE.test(raw.slice(second.end, second.end + 3));

const LATIN_ACRONYM = /^[A-Z][A-Z0-9&.-]{1,9}$/;
/** Words that initials skip. */
const SKIPPED = new Set('في من على عن ل the of and for in de la du des et'.split(' '));
const MAX_LETTERS = 5;

/**
 * Whether a form in brackets may be an acronym of a name: Latin capitals beside an Arabic name; the initials of a Latin
 * name; initials of an Arabic one (`قسد`), or its letters in their order (`حماس`), from its first letter on.
 */
export function isAcronymOf(form: string, name: string): boolean {
  const isArabicName = /\p{Script=Arabic}/u.test(name);
  if (LATIN_ACRONYM.test(form)) return isArabicName || initialsOf(name) === lettersOf(form);
  const letters = lettersOf(form);
  if (!isArabicName || !/^\p{Script=Arabic}+$/u.test(letters)) return false;
  if (letters.length < 2 || letters.length > MAX_LETTERS || foldName(name).split(' ').length < 2)
    return false;
  if (initialsOf(name) === letters) return true;
  const all = wordsOf(name).join('');
  return (
    letters.length >= 3 &&
    !/\s/.test(form.trim()) &&
    all.startsWith(letters.charAt(0)) &&
    isWithin(letters, all)
  );
}

const lettersOf = (text: string): string => foldName(text).replace(/[^\p{L}\p{N}]/gu, '');

/** Words that count, without و and the article. */
const wordsOf = (name: string): string[] =>
  foldName(name)
    .split(' ')
    .filter((word) => word !== '' && !SKIPPED.has(word))
    .map((word) => word.replace(/^و(?=ال)/, '').replace(/^ال(?=..)/, ''));

const initialsOf = (name: string): string =>
  wordsOf(name)
    .map((word) => word.charAt(0))
    .join('');

/** Whether the letters occur in this order. */
function isWithin(letters: string, text: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
