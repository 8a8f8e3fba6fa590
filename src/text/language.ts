import type { LanguageGuess } from '../domain';

const SCRIPTS = {
  arabic: /\p{Script=Arabic}/gu,
  latin: /\p{Script=Latin}/gu,
  cyrillic: /\p{Script=Cyrillic}/gu,
  hebrew: /\p{Script=Hebrew}/gu,
};
/** Letters that one language of the Arabic script has and the others hardly use. */
const SORANI = /[ێۆەڕڵڤ]/g;
const URDU = /[ٹڈڑےںہھ]/g;
const PERSIAN = /[پچژگیک]/g;
const STOP_WORDS: Readonly<Record<'en' | 'fr' | 'de' | 'tr', ReadonlySet<string>>> = {
  en: new Set('the of and in to that was for with on by from his were said'.split(' ')),
  fr: new Set('le la les de des et en du une dans que pour par sur au est'.split(' ')),
  de: new Set('der die das und in den von mit ist des im auf für dem eine'.split(' ')),
  tr: new Set('ve bir bu da de için ile olarak olan daha sonra gibi'.split(' ')),
};
/** Characters looked at: enough for a guess, the same time for any text. */
const SAMPLE = 4000;
const MIN_LETTERS = 8;

const count = (text: string, expression: RegExp): number => text.match(expression)?.length ?? 0;

/** Language of a text by script, typical letters and frequent words; `und` when there is too little to go by. */
export function guessLanguage(raw: string): LanguageGuess {
  const text = raw.slice(0, SAMPLE);
  const letters = {
    arabic: count(text, SCRIPTS.arabic),
    latin: count(text, SCRIPTS.latin),
    cyrillic: count(text, SCRIPTS.cyrillic),
    hebrew: count(text, SCRIPTS.hebrew),
  };
  const most = Math.max(...Object.values(letters));
  if (most < MIN_LETTERS) return 'und';
  if (letters.arabic === most) return guessArabicScript(text, letters.arabic);
  if (letters.hebrew === most) return 'he';
  if (letters.cyrillic === most) return 'ru';
  return guessLatin(text);
}

function guessArabicScript(text: string, letters: number): LanguageGuess {
  if (count(text, SORANI) / letters > 0.05) return 'ckb';
  if (count(text, URDU) / letters > 0.04) return 'ur';
  if (count(text, PERSIAN) / letters > 0.03) return 'fa';
  return 'ar';
}

function guessLatin(text: string): LanguageGuess {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  let best: LanguageGuess = 'und';
  let bestHits = 0;
  for (const language of ['en', 'fr', 'de', 'tr'] as const) {
    const hits = words.filter((word) => STOP_WORDS[language].has(word)).length;
    if (hits > bestHits) {
      best = language;
      bestHits = hits;
    }
  }
  return best;
}

const RTL = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/gu;

/**
 * Direction by the majority of strong letters: a paragraph that begins with a Latin name stays right-to-left.
 * Without letters the fallback holds.
 */
export function guessDirection(raw: string, fallback: 'rtl' | 'ltr' = 'rtl'): 'rtl' | 'ltr' {
  const text = raw.slice(0, SAMPLE);
  const rtl = count(text, RTL);
  const ltr = count(text, SCRIPTS.latin) + count(text, SCRIPTS.cyrillic);
  if (rtl + ltr === 0) return fallback;
  return rtl >= ltr ? 'rtl' : 'ltr';
}
