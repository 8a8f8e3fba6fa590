import { lookupKey } from '../../src/gazetteer';

/** Marks that tell how a name is read, not which it is: vowels, tatweel, directions. */
const MARKS = /[\u0610-\u061A\u0640\u064B-\u065F\u0670\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;
/** Letters that Arabic does not write, Persian's and Kurdish own. */
const NOT_ARABIC = /[^\u0621-\u063A\u0641-\u064A\u0660-\u0669\s\d\-'/.،()]/;
/** Persian forms of Arabic letters. */
const TWINS: Readonly<Record<string, string>> = { ی: 'ي', ک: 'ك' };

/** A name for display: composed, without marks, single spaces; bars and tabs mean something else in the files. */
export const cleanName = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/[\t\n|]/g, ' ')
    .replace(/[\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * Splits names in Arabic script into Arabic ones, once each by what is looked up, and those with letters of other
 * languages. Where there are but others they stand in for Arabic ones: an Iranian village is better found than not.
 */
export function arabicNames(all: readonly string[]): { names: string[]; others: string[] } {
  const clean = all
    .map((name) => cleanName(name.normalize('NFKC').replace(MARKS, '')))
    .map((name) => name.replace(/[یک]/g, (letter) => TWINS[letter] ?? letter))
    .map((name) => name.replace(/^[\s\-،.]+|[\s\-،.]+$/g, ''))
    .filter((name) => /[\u0621-\u06FF]{2}/.test(name));
  const isArabic = (name: string) => !NOT_ARABIC.test(name);
  const arabic = uniqueNames(clean.filter(isArabic));
  const others = uniqueNames(clean.filter((name) => !isArabic(name)));
  return arabic.length > 0 ? { names: arabic, others } : { names: others, others: [] };
}

/** The first of each spelling: what differs by hamza or spaces stays, since a text may write it so. */
export const uniqueNames = (names: readonly string[]): string[] => [...new Set(names)];

/** Names that are found under one key are kept once; the first is the one shown. */
export function oneForEachKey(names: readonly string[]): string[] {
  const kept = new Map<string, string>();
  for (const name of names) {
    const key = lookupKey(name);
    if (key !== '' && !kept.has(key)) kept.set(key, name);
  }
  return [...kept.values()];
}

/** The name to show first: with the article where another source has it so («الثورة» before «ثورة»). */
export function withArticleFirst(names: readonly string[]): string[] {
  const [first] = names;
  const better = first && !first.startsWith('ال') ? names.find((name) => name === `ال${first}`) : undefined;
  return better ? [better, ...names.filter((name) => name !== better)] : [...names];
}
