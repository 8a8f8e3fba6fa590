import { foldName } from './fold';

/** A name without its attached clitics; `start` and `end` are offsets into the surface, `text` may restore letters. */
export interface Stripped {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const MARK = /[\p{M}\u0640\u200C-\u200F]/u;
const CONJUNCTIONS = 'وف';
const PREPOSITIONS = 'بلك';
/** Letters that must follow ال for it to be an article where nothing else is known (والي, والتر, وكالات have none). */
const MIN_AFTER_ARTICLE = 3;

/**
 * Takes attached و/ف, then ب/ل/ك off the first word, never س. Only when the whole is not a known name, and what
 * remains is one or begins with the article. A known name goes before the article, the shorter prefix before the longer.
 * `لل…` gives back what it swallowed: `للبنان` → `لبنان`, `للرقة` → `الرقة`, `للاذقية` → `اللاذقية`. Diacritics and
 * tatweel between the letters are skipped. Sources: Buckwalter's prefix tables; the order of Arabic proclitics
 * (conjunction, preposition, article).
 */
export function stripClitics(surface: string, isKnownName: (name: string) => boolean): Stripped {
  const whole: Stripped = { start: 0, end: surface.length, text: surface };
  const letters = lettersOf(surface);
  const first = letters[0]?.letter ?? '';
  if (first === '' || !(CONJUNCTIONS + PREPOSITIONS).includes(first) || isKnownName(surface)) return whole;
  const afterConjunction = CONJUNCTIONS.includes(first) ? 1 : 0;
  const starts = afterConjunction === 1 ? [1] : [];
  const second = letters[afterConjunction]?.letter ?? '';
  if (second !== '' && PREPOSITIONS.includes(second)) starts.push(afterConjunction + 1);
  const rests = starts.flatMap((at) => restsAt(surface, letters, at));
  const rest = rests.find(({ text }) => isKnownName(text)) ?? rests.find(({ hasArticle }) => hasArticle);
  return rest ? { start: rest.start, end: surface.length, text: rest.text } : whole;
}

interface Letter {
  readonly letter: string;
  readonly at: number;
}

/** Letters looked at: clitics, the article and what must follow it. */
const REACH = 12;

/** First letters of the first word with their offsets; marks and tatweel left out. */
function lettersOf(surface: string): Letter[] {
  const letters: Letter[] = [];
  let at = 0;
  for (const character of surface) {
    if (/\s/.test(character) || letters.length >= REACH) break;
    if (!MARK.test(character)) letters.push({ letter: foldName(character) || character, at });
    at += character.length;
  }
  return letters;
}

interface Rest {
  readonly start: number;
  readonly text: string;
  readonly hasArticle: boolean;
}

/** What may remain from a letter on: as written, and after ل with the letters that writing swallowed. */
function restsAt(surface: string, letters: readonly Letter[], at: number): Rest[] {
  const start = letters[at];
  if (!start) return [];
  const rest = surface.slice(start.at);
  const isArticle = start.letter === 'ا' && letters[at + 1]?.letter === 'ل';
  const hasLetters = letters.length - at - (isArticle ? 2 : 1) >= MIN_AFTER_ARTICLE;
  const rests: Rest[] = [{ start: start.at, text: rest, hasArticle: isArticle && hasLetters }];
  if (letters[at - 1]?.letter !== 'ل' || start.letter !== 'ل') return rests;
  // ل + ال is written لل, and ل + الل… too.
  rests.push({ start: start.at, text: `ا${rest}`, hasArticle: hasLetters });
  rests.push({ start: start.at, text: `ال${rest}`, hasArticle: false });
  return rests;
}
