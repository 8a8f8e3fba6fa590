import type { PlaceLevel } from '../domain';
import { foldName } from '../text';

/** A word before a name that says what kind of place is meant. */
export interface Cue {
  /** Folded, without clitics. */
  readonly word: string;
  /** The first level is the likeliest. */
  readonly levels: readonly PlaceLevel[];
  /** A thing of its own that is called after a place («سجن الباب», «جبل الشيخ»): it is not where its namesake is. */
  readonly isSite: boolean;
}

const CUES: readonly (readonly [words: string, levels: readonly PlaceLevel[], kind?: 'site'])[] = [
  ['محافظة ولاية إمارة مقاطعة', ['governorate', 'district']],
  ['ريف أرياف', ['governorate', 'district', 'town']],
  ['مدينة مدينتي عاصمة العاصمة', ['town', 'governorate']],
  ['بلدة بلدتي قرية قريتي قرى بلدات مزرعة عزلة واحة', ['town', 'quarter', 'subdistrict']],
  ['ناحية', ['subdistrict', 'district']],
  ['قضاء منطقة مديرية دائرة', ['district', 'subdistrict', 'region', 'town']],
  ['حي حيي أحياء ضاحية حارة', ['quarter', 'town']],
  [
    'مخيم مخيمات سجن معتقل مطار معبر منفذ جسر سد حقل قاعدة مستشفى مشفى ميناء مرفأ مصفاة دوار شارع حاجز مسجد جامع كنيسة مدرسة جامعة كلية',
    ['facility', 'town'],
    'site',
  ],
  ['نهر بحيرة بحر البحر خليج الخليج', ['water', 'region'], 'site'],
  ['جبل جبال سهل صحراء شبه هضبة وادي', ['region', 'governorate', 'town'], 'site'],
  ['بادية إقليم', ['region', 'governorate', 'district', 'town']],
  ['دولة جمهورية مملكة', ['country']],
];
const BY_WORD = new Map(
  CUES.flatMap(([words, levels, kind]) =>
    words.split(' ').map((shown): readonly [string, Cue] => {
      const word = foldName(shown);
      return [word, { word, levels, isSite: kind === 'site' }];
    }),
  ),
);
/** Words for the country around a city: a direction may follow the name («ريف دير الزور الشرقي»). */
const COUNTRYSIDE: ReadonlySet<string> = new Set(['ريف', 'أرياف'].map(foldName));
const DIRECTION = /(?:\s+ال(?:شرق|غرب|شمال|جنوب)ي)+$/;
/** Characters before a mention that are looked at. */
const REACH = 40;

/** What a word, clitics aside, says of the kind of place, or null. */
export function cueOf(word: string): Cue | null {
  const folded = foldName(word);
  const bare = folded.replace(/^[وف]?(?:بال|لل|[بلك])?(?=.{2})/, '');
  return BY_WORD.get(folded) ?? BY_WORD.get(bare) ?? BY_WORD.get(folded.replace(/^[وف](?=.{2})/, '')) ?? null;
}

/** The word of kind right before a mention, or null. Punctuation in between ends the search. */
export function levelCueBefore(raw: string, start: number): Cue | null {
  const before = raw.slice(Math.max(0, start - REACH), start);
  const word = /(\S+)[^\S\r\n]+$/.exec(before)?.[1];
  return word && !/[.،,؛:؟!»)]$/.test(word) ? cueOf(word) : null;
}

const SITE_LEVELS: ReadonlySet<PlaceLevel> = new Set(['facility', 'water', 'region']);

/** Whether a place of this level can be the site itself; a town or a province of the name cannot. */
export const isTheSite = (cue: Cue, level: PlaceLevel): boolean =>
  cue.levels.includes(level) && SITE_LEVELS.has(level);

/** Splits a leading word of kind off a name («مدينة الرقة»), or null. */
export function splitCue(name: string): { readonly rest: string; readonly cue: Cue } | null {
  const match = /^(\S+)\s+(\S[\s\S]*)$/.exec(name);
  const cue = match?.[1] ? cueOf(match[1]) : null;
  return cue && match?.[2] ? { rest: withoutTail(match[2], cue), cue } : null;
}

/** What kind of site it is, said after its name. */
const SITE_WORDS =
  'الدولي|العسكري|العسكرية|المدني|النفطي|النفطية|الجوي|الجوية|البري|البرية|الحدودي|الحدودية|المركزي|التجاري|الوطني';
const SITE_TAIL = new RegExp(`(?:\\s+(?:${SITE_WORDS}))+$`);
const SITE_WORD = new RegExp(`^(?:${SITE_WORDS})$`);

/** «الدولي», «الحدودي»: says what a site before it is, and is no name. */
export const isSiteWord = (word: string): boolean => SITE_WORD.test(word);

/** A name after a word of kind without the direction or the kind of site said after it; other names as they are. */
export const withoutTail = (name: string, cue: Cue | null): string =>
  withoutDirection(cue?.isSite === true ? name.replace(SITE_TAIL, '') : name, cue);

/** A name after «ريف» without the direction at its end; other names as they are. */
const withoutDirection = (name: string, cue: Cue | null): string =>
  isCountryside(cue) ? name.replace(DIRECTION, '') : name;

/** Whether the word is «ريف»: what follows is the area around a city, and may have a direction. */
export const isCountryside = (cue: Cue | null): boolean => cue !== null && COUNTRYSIDE.has(cue.word);
