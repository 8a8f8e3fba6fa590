import type { RegisterEntry } from './register';

/** An English form, and whose it is. */
export interface EnglishForm {
  readonly text: string;
  /** A person's, the gazetteer's, or a romanisation that nobody looked at. */
  readonly from: 'person' | 'gazetteer' | 'suggested';
}

/** The form that a person gave, else the gazetteer's for one of its names, else a romanisation marked as such. */
export function englishOf(
  { entity }: RegisterEntry,
  inGazetteer: (name: string) => string | null = () => null,
): EnglishForm {
  if (entity.english !== '') return { text: entity.english, from: 'person' };
  for (const name of [entity.name, ...entity.aliases]) {
    const known = inGazetteer(name);
    if (known !== null && known !== '') return { text: known, from: 'gazetteer' };
  }
  return { text: suggestEnglish(entity.name), from: 'suggested' };
}

const CONSONANTS: Readonly<Record<string, string>> = {
  ...{ ب: 'b', ت: 't', ث: 'th', ج: 'j', ح: 'h', خ: 'kh', د: 'd', ذ: 'dh', ر: 'r', ز: 'z', س: 's', ش: 'sh' },
  ...{ ص: 's', ض: 'd', ط: 't', ظ: 'z', غ: 'gh', ف: 'f', ق: 'q', ك: 'k', ل: 'l', م: 'm', ن: 'n', ه: 'h' },
  ...{ پ: 'p', چ: 'ch', گ: 'g', ڤ: 'v', ژ: 'zh', ک: 'k' },
};
const VOWELS: Readonly<Record<string, string>> = { ا: 'a', أ: 'a', آ: 'a', إ: 'i', ى: 'a', ة: 'a', ٱ: 'a' };
/** Small words of which names are made; letters alone would give something odd. */
const SMALL_WORDS: Readonly<Record<string, string>> = {
  عبد: 'Abd',
  أبو: 'Abu',
  ابو: 'Abu',
  أبي: 'Abi',
  أم: 'Umm',
  ابن: 'Ibn',
  بن: 'bin',
  آل: 'Al',
  الله: 'Allah',
  عبدالله: 'Abdallah',
};
const SHORT_VOWELS: Readonly<Record<string, string>> = { '\u064E': 'a', '\u064F': 'u', '\u0650': 'i' };
const SHADDA = '\u0651';

/**
 * A plain romanisation, to be shown as a suggestion only. Letters as in the simplified IJMES table, without dots and
 * without signs for ع and ء; the article is `al-`. Arabic leaves short vowels out: where a word is not vocalised, an `a`
 * is put where two consonants would begin it, three would meet, or two would end it (an `i` in words like `خالد`). So `بشار الأسد` gives
 * `Bashar al-Asad`, but `محمد` gives `Mahmad`: right consonants, guessed vowels. Words in other scripts stay.
 */
export function suggestEnglish(name: string): string {
  return name
    .normalize('NFC')
    .replace(/[\u0640\u200B-\u200F\u061C\u202A-\u202E\u2066-\u2069]/g, '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(romanizeWord)
    .join(' ');
}

function romanizeWord(word: string): string {
  if (!/\p{Script=Arabic}/u.test(word)) return word;
  const bare = word.replace(/\p{M}/gu, '');
  const small = SMALL_WORDS[bare];
  if (small !== undefined) return small;
  const hasArticle = /^ال../.test(bare);
  const rest = hasArticle ? word.replace(/^ا\p{M}*ل\p{M}*/u, '') : word;
  // أوباما, أوروبا: one vowel.
  const sounds = soundsOf(rest.replace(/^[أا]و(?=\p{L}\p{L})/u, '\u064F'));
  const isVocalised = /[\u064E-\u0650]/.test(rest);
  const text = (isVocalised ? sounds : withVowels(sounds)).map(({ text: sound }) => sound).join('');
  const smooth = text.replace(/([aiu])\1+/g, '$1');
  return (hasArticle ? 'al-' : '') + smooth.charAt(0).toUpperCase() + smooth.slice(1);
}

interface Sound {
  readonly text: string;
  readonly isVowel: boolean;
}

function soundsOf(word: string): Sound[] {
  const sounds: Sound[] = [];
  const letters = [...word];
  letters.forEach((letter, i) => {
    const last = sounds.at(-1);
    const short = SHORT_VOWELS[letter];
    if (letter === SHADDA && last) double(sounds);
    else if (letter === 'ي' && /[اة]/.test(letters[i + 1] ?? '') && last?.isVowel === false)
      sounds.push({ text: 'iy', isVowel: true });
    else if (short !== undefined) sounds.push({ text: short, isVowel: true });
    else if (letter === 'و' || letter === 'ي' || letter === 'ی') sounds.push(glide(letters, i, last));
    else if (letter === 'ع' || letter === 'ء' || letter === 'ئ' || letter === 'ؤ')
      sounds.push({ text: '', isVowel: false });
    else if (VOWELS[letter] !== undefined) sounds.push({ text: VOWELS[letter], isVowel: true });
    else if (!/\p{M}/u.test(letter)) sounds.push({ text: CONSONANTS[letter] ?? letter, isVowel: false });
  });
  return sounds;
}

/** Says the last consonant twice; canonical order puts the vowel before the sign that doubles. */
function double(sounds: Sound[]): void {
  const at = sounds.findLastIndex(({ isVowel }) => !isVowel);
  const consonant = sounds[at];
  if (consonant) sounds.splice(at, 0, consonant);
}

/** و and ي are consonants at the beginning and beside another vowel, long vowels elsewhere. */
function glide(letters: readonly string[], i: number, last: Sound | undefined): Sound {
  const isW = letters[i] === 'و';
  const next = letters[i + 1] ?? '';
  const isConsonant = !last || last.isVowel || VOWELS[next] !== undefined || SHORT_VOWELS[next] !== undefined;
  if (last?.isVowel === true && last.text === (isW ? 'u' : 'i')) return { text: '', isVowel: true };
  return isConsonant ? { text: isW ? 'w' : 'y', isVowel: false } : { text: isW ? 'u' : 'i', isVowel: true };
}

/** Puts an `a` between consonants that cannot stand together in a syllable of Arabic (CV, CVC). */
function withVowels(sounds: readonly Sound[]): Sound[] {
  const out: Sound[] = [];
  // خالد, ياسر: the pattern of the active participle, with an i.
  const isParticiple = sounds.map(({ text, isVowel }) => (isVowel ? text : 'C')).join('') === 'CaCC';
  /** Consonants since the last vowel; the one after a vowel closes its syllable. */
  let open = 1;
  sounds.forEach((sound, i) => {
    if (sound.isVowel) {
      out.push(sound);
      open = 0;
      return;
    }
    open += 1;
    out.push(sound);
    const next = sounds[i + 1];
    const isLastButOne = i === sounds.length - 2;
    if (next?.isVowel === false && (open === 2 || isLastButOne)) {
      out.push({ text: isParticiple ? 'i' : 'a', isVowel: true });
      open = 0;
    }
  });
  return out;
}
