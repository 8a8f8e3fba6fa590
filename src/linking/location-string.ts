import { rawOffset, type Mention } from '../domain';
import { stripClitics } from '../text';
import { isCountryName } from './countries';
import { cueOf } from './cues';
import { isSmall } from './runs';

/** Longest name in words. */
const MOST_WORDS = 5;
const CHUNK = /[^،,;؛:/|()[\]{}\r\n]+/g;
const DASH = /\s[-–—ـ]+\s|[–—]/g;
const WORD = /[^\s.؟!«»"']+/g;
/** More words than this and a text is a sentence. */
const MOST_WORDS_OF_A_STRING = 12;
/** So is a text of so many words with so many that are in no name of the list. */
const SENTENCES: readonly (readonly [words: number, unknown: number])[] = [
  [4, 4],
  [6, 3],
  [8, 2],
];

interface Word {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A location string taken apart. */
export interface ParsedString {
  readonly mentions: readonly Mention[];
  /** Too long or too full of other words to be a name with its areas. */
  readonly isSentence: boolean;
}

/** Stretches between commas, dashes, slashes, brackets. */
function chunksOf(text: string): Word[][] {
  const flat = text.replace(DASH, (dash) => ','.repeat(dash.length));
  return [...flat.matchAll(CHUNK)]
    .map((chunk) =>
      [...chunk[0].matchAll(WORD)].map((word) => ({
        start: chunk.index + word.index,
        end: chunk.index + word.index + word[0].length,
        text: word[0],
      })),
    )
    .filter((words) => words.length > 0);
}

/** Every stretch of words that may be a name, with and without clitics: what to ask the list of places for. */
export function namesToAsk(text: string): string[] {
  const asked = new Set<string>();
  const note = (name: string) => {
    asked.add(name);
    return false;
  };
  for (const words of chunksOf(text))
    for (let from = 0; from < words.length; from++)
      for (let to = from; to < Math.min(words.length, from + MOST_WORDS); to++) {
        const name = text.slice(words[from]?.start, words[to]?.end);
        asked.add(name);
        stripClitics(name, note);
      }
  return [...asked];
}

/**
 * Names in a location string («كفرنبل، ريف إدلب الجنوبي»), each with those that are in no list, in the order of the text.
 * Longest known names first; a known name with an unknown word beside it is a longer, unknown name («السوق المسقوف»).
 */
export function parseLocationString(
  text: string,
  documentId: string,
  isKnownName: (name: string) => boolean,
): ParsedString {
  const mentions: Mention[] = [];
  let unknown = 0;
  let count = 0;
  for (const words of chunksOf(text)) {
    count += words.length;
    for (const [from, to] of namesOf(words, text, isKnownName)) {
      const start = words[from]?.start ?? 0;
      const end = words[to]?.end ?? 0;
      const surface = text.slice(start, end);
      const stem = stemOf(surface, isKnownName);
      if (!isKnownName(stem)) unknown += to - from + 1;
      mentions.push({
        documentId,
        start: rawOffset(start),
        end: rawOffset(end),
        surface,
        stem,
        label: 'LOC',
        score: 1,
      });
    }
  }
  const isSentence =
    count > MOST_WORDS_OF_A_STRING ||
    SENTENCES.some(([words, others]) => count >= words && unknown >= others);
  return { mentions, isSentence };
}

/** A name of two letters that is left of a word («فلان») is a chance hit. */
const LEAST_STEM = 3;

/** A name without what is attached before it; as it is where it is known so. */
function stemOf(surface: string, isKnownName: (name: string) => boolean): string {
  if (isKnownName(surface)) return surface;
  const stem = stripClitics(surface, isKnownName).text;
  return stem.length >= LEAST_STEM ? stem : surface;
}

/** Index pairs of first and last words of the names in a chunk. */
function namesOf(
  words: readonly Word[],
  text: string,
  isKnownName: (name: string) => boolean,
): [number, number][] {
  const slice = (from: number, to: number) => text.slice(words[from]?.start, words[to]?.end);
  const isName = (from: number, to: number) => {
    const surface = slice(from, to);
    return isKnownName(stemOf(surface, isKnownName));
  };
  const found: [number, number][] = [];
  /** Start of a stretch without a small word. */
  let open: number | null = null;
  const close = (end: number) => {
    if (open !== null) found.push([open, end]);
    open = null;
  };
  let at = 0;
  while (at < words.length) {
    const length = longest(at, words.length, isName);
    const word = words[at]?.text ?? '';
    const isLone = length === 1 && isSmall(word) && !isCountryName(word);
    // «مدينة» is a name somewhere too; before or after another name it says a kind, «شرق» a direction.
    if ((length === 0 || (isLone && words.length > 1)) && isSmall(word)) {
      close(at - 1);
      at += 1;
      continue;
    }
    const next = at + Math.max(1, length);
    // A name ends where a small word, another known name or the chunk ends; otherwise it goes on.
    if (open === null && length > 0 && isBoundary(next, words, isName)) {
      found.push([at, next - 1]);
    } else open ??= at;
    at = next;
  }
  close(words.length - 1);
  return found;
}

function longest(at: number, total: number, isName: (from: number, to: number) => boolean): number {
  for (let length = Math.min(MOST_WORDS, total - at); length > 0; length--)
    if (isName(at, at + length - 1)) return length;
  return 0;
}

/** Words that a name begins with and does not end with: «أبو سليم» is never أبو in سليم. */
const BEGINNING =
  /^[وف]?[بل]?(?:أبو|ابو|أبي|أم|ام|ابن|بن|بني|عين|تل|دير|كفر|بيت|خربة|راس|رأس|باب|الشيخ|شيخ|قصر|برج|وادي|جبل|عبد|آل|ود|سوق|خان|رام|معرة)$/;

function isBoundary(
  at: number,
  words: readonly Word[],
  isName: (from: number, to: number) => boolean,
): boolean {
  const word = words[at];
  if (!word) return true;
  if (isSmall(word.text)) return true;
  if (BEGINNING.test(words[at - 1]?.text ?? '')) return false;
  return longest(at, words.length, isName) > 0 && (at + 1 >= words.length || cueOf(word.text) === null);
}
