import { foldName } from '../text';

/** Letters of Persian and Kurdish that Arabic writes with the nearest of its own. */
const NEAREST: Readonly<Record<string, string>> = { پ: 'ب', چ: 'ج', ژ: 'ز', گ: 'ك', ڤ: 'ف', ڨ: 'ق', ڭ: 'ك' };
/** Letters of a folded Arabic name: what one edit may put in. */
export const LETTERS: readonly string[] = [...'ابتثجحخدذرزسشصضطظعغفقكلمنهوي'];
export const ARTICLE = 'ال';

/** A folded name with Persian and Kurdish letters as Arabic has them. */
export const foldPlaceName = (name: string): string =>
  foldName(name).replace(/[پچژگڤڨڭ]/g, (letter) => NEAREST[letter] ?? letter);

/** Keys under which a name is found: folded, spaces and hyphens taken out (كفرنبل = كفر نبل). */
export const lookupKey = (name: string): string => foldPlaceName(name).replace(/[\s\-_.،'"«»()]+/g, '');

/** The key with the article where it has none, and without it where it has: sources leave it out or put it in. */
export const otherArticle = (key: string): string =>
  key.startsWith(ARTICLE) && key.length > 4 ? key.slice(2) : `${ARTICLE}${key}`;

/** Keys of a name without what may be attached before it: و or ف, then ب, ل or ك; «للـ» hides an article. */
export function withoutClitics(key: string): string[] {
  const forms: string[] = [];
  const bare = /^[وف]/.test(key) ? [key, key.slice(1)] : [key];
  for (const form of bare) {
    if (form !== key) forms.push(form);
    if (/^[بلك]/.test(form)) forms.push(form.startsWith('لل') ? `ا${form}` : form.slice(1));
    if (form.startsWith('لل')) forms.push(`${ARTICLE}${form.slice(2)}`);
  }
  return forms.filter((form) => form.replace(/^ال/, '').length >= 3);
}
