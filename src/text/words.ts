import { rawOffset, type RawOffset, type Word } from '../domain';

/**
 * A word: letters, digits, marks, tatweel and joiners kept together; any other visible character stands alone.
 * The same expression was used to train the shipped models.
 */
const WORD = /[\p{L}\p{N}_\u0610-\u061A\u064B-\u065F\u0670\u0640\u200C\u200D]+|[^\s\u001C-\u001F\u0085]/gu;

/**
 * Words of `raw.slice(start, end)` with offsets into `raw`.
 * Every word satisfies `raw.slice(word.start, word.end) === word.surface`.
 */
export function wordsIn(raw: string, start: RawOffset, end: RawOffset): Word[] {
  const words: Word[] = [];
  for (const match of raw.slice(start, end).matchAll(WORD)) {
    const at = start + match.index;
    words.push({ start: rawOffset(at), end: rawOffset(at + match[0].length), surface: match[0] });
  }
  return words;
}
