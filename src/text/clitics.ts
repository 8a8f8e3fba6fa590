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
/** Letters that must follow ال for it to be an article (والي is not و + الي). */
const MIN_AFTER_ARTICLE = 2;

/**
 * Takes attached و/ف, then ب/ل/ك off the first word, never س. Only when the whole is not a known name, and what
 * remains is one or begins with the article; `لل…` gives back its `ال…`. Diacritics and tatweel between the letters
 * are skipped. Sources: Buckwalter's prefix tables; the order of Arabic proclitics (conjunction, preposition, article).
 */
export function stripClitics(surface: string, isKnownName: (name: string) => boolean): Stripped {
  const whole: Stripped = { start: 0, end: surface.length, text: surface };
  const letters = lettersOf(surface);
  const first = letters[0]?.letter ?? '';
  if (!(CONJUNCTIONS + PREPOSITIONS).includes(first) || first === '' || isKnownName(surface)) return whole;
  const afterConjunction = CONJUNCTIONS.includes(first) ? 1 : 0;
  const starts = afterConjunction === 1 ? [1] : [];
  const second = letters[afterConjunction]?.letter ?? '';
  if (second !== '' && PREPOSITIONS.includes(second)) starts.push(afterConjunction + 1);
  for (const at of starts) {
    const rest = candidateAt(surface, letters, at);
    if (!rest) continue;
    if (rest.hasArticle || isKnownName(rest.stripped.text)) return rest.stripped;
  }
  return whole;
}

interface Letter {
  readonly letter: string;
  readonly at: number;
}

/** Letters of the first word with their offsets; marks and tatweel left out. */
function lettersOf(surface: string): Letter[] {
  const letters: Letter[] = [];
  let at = 0;
  for (const character of surface) {
    if (/\s/.test(character)) break;
    if (!MARK.test(character)) letters.push({ letter: foldName(character) || character, at });
    at += character.length;
  }
  return letters;
}

function candidateAt(
  surface: string,
  letters: readonly Letter[],
  at: number,
): { stripped: Stripped; hasArticle: boolean } | null {
  const start = letters[at];
  if (!start) return null;
  const rest = surface.slice(start.at);
  const isArticle = start.letter === 'ا' && letters[at + 1]?.letter === 'ل';
  // ل + ال is written لل: the alif comes back in the stem.
  const isAssimilated = letters[at - 1]?.letter === 'ل' && start.letter === 'ل';
  const lettersAfter = letters.length - at - (isArticle ? 2 : 1);
  const hasArticle = (isArticle || isAssimilated) && lettersAfter >= MIN_AFTER_ARTICLE;
  const text = isAssimilated && hasArticle ? `ا${rest}` : rest;
  return { stripped: { start: start.at, end: surface.length, text }, hasArticle };
}
