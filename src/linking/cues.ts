import type { Mention, PlaceLevel } from '../domain';
import { foldName } from '../text';

/** A word before a name that says what kind of place is meant. */
export interface Cue {
  /** Folded, without clitics. */
  readonly word: string;
  /** Words of the same meaning in the singular: «سد» and «خزان», «حي» for «أحياء»; the list may have a name with any of them. */
  readonly forms: readonly string[];
  /** The first level is the likeliest. */
  readonly levels: readonly PlaceLevel[];
  /** A thing of its own that is called after a place («سجن الباب», «جبل الشيخ»): it is not where its namesake is. */
  readonly isSite: boolean;
}

/** A line: words of one meaning, the singular first, then levels. */
const CUES: readonly (readonly [words: string, levels: readonly PlaceLevel[], kind?: 'site'])[] = [
  ['محافظة محافظات', ['governorate', 'district']],
  ['ولاية ولايات', ['governorate', 'district']],
  ['إمارة مقاطعة', ['governorate', 'district']],
  ['قطاع', ['governorate', 'region', 'subdistrict']],
  ['ريف أرياف', ['governorate', 'district', 'town']],
  ['مدينة مدينتي مدن عاصمة العاصمة', ['town', 'governorate']],
  ['بلدة بلدتي بلدات', ['town', 'quarter', 'subdistrict']],
  ['قرية قريتي قرى', ['town', 'quarter', 'subdistrict']],
  ['مزرعة عزلة واحة بلدية', ['town', 'quarter', 'subdistrict']],
  ['ناحية', ['subdistrict', 'district']],
  ['قضاء منطقة مديرية دائرة محلية معتمدية عمالة', ['district', 'subdistrict', 'region', 'town']],
  ['حي حيي أحياء', ['quarter', 'town']],
  ['ضاحية حارة', ['quarter', 'town']],
  ['مخيم مخيمات معسكر معسكرات', ['facility', 'town'], 'site'],
  ['سجن سجون معتقل', ['facility', 'town'], 'site'],
  ['معبر منفذ معابر', ['facility', 'town'], 'site'],
  ['سد خزان سدود', ['facility', 'town'], 'site'],
  ['جسر كوبري', ['facility', 'town'], 'site'],
  ['مطار قاعدة', ['facility', 'town'], 'site'],
  ['مستشفى مشفى', ['facility', 'town'], 'site'],
  ['ميناء مرفأ', ['facility', 'town'], 'site'],
  ['مصفاة مصفى', ['facility', 'town'], 'site'],
  ['دوار مفرق تقاطع', ['facility', 'town'], 'site'],
  ['ساحة ميدان', ['facility', 'quarter', 'town'], 'site'],
  ['حقل شارع حاجز مسجد جامع كنيسة مدرسة جامعة كلية منجم مقبرة ثكنة', ['facility', 'town'], 'site'],
  ['نهر بحيرة بحر البحر خليج الخليج', ['water', 'region'], 'site'],
  ['جبل جبال', ['region', 'governorate', 'town'], 'site'],
  ['سهل صحراء شبه هضبة وادي', ['region', 'governorate', 'town'], 'site'],
  ['جزيرة جزر أرخبيل', ['region', 'quarter', 'town', 'governorate'], 'site'],
  ['بادية إقليم', ['region', 'governorate', 'district', 'town']],
  ['دولة جمهورية مملكة', ['country']],
];
/** Words that a name goes with alike; a plural stands for its singular. */
const SAME: readonly (readonly string[])[] = [
  'حي أحياء حيي',
  'قرية قرى قريتي',
  'بلدة بلدات بلدتي',
  'مدينة مدن مدينتي',
  'محافظة محافظات',
  'ولاية ولايات',
  'ريف أرياف',
  'مخيم معسكر مخيمات معسكرات',
  'سجن معتقل سجون',
  'معبر منفذ معابر',
  'سد خزان سدود',
  'جسر كوبري',
  'مطار قاعدة',
  'مستشفى مشفى',
  'ميناء مرفأ',
  'مصفاة مصفى',
  'ساحة ميدان',
  'جبل جبال',
  'جزيرة جزر',
].map((line) => line.split(' ').map(foldName));
const BY_WORD = new Map(
  CUES.flatMap(([line, levels, kind]) => {
    const words = line.split(' ').map(foldName);
    return words.map((word): readonly [string, Cue] => {
      const forms = SAME.find((same) => same.includes(word)) ?? [word];
      return [word, { word, forms: [...new Set([word, ...forms])], levels, isSite: kind === 'site' }];
    });
  }),
);
/** Words for the country around a city: a direction may follow the name («ريف دير الزور الشرقي»). */
const COUNTRYSIDE: ReadonlySet<string> = new Set(['ريف', 'أرياف'].map(foldName));
const DIRECTION = /(?:\s+ال(?:شرق|غرب|شمال|جنوب)ي)+$/;
/** Characters before a mention that are looked at. */
const REACH = 40;
const LIST_REACH = 120;
/** Words that hold for all names of a list. */
const PLURALS = 'أحياء|قرى|بلدات|مدن|محافظات|ولايات|مخيمات|معسكرات|حيي|قريتي|بلدتي|مدينتي';
/** A name of one to three words, none of them a preposition. */
const ITEM = '(?!(?:في|من|إلى|على|عن|مع|بين)\\s)[^\\s،,.؟!]+';
const LIST = new RegExp(
  `(?:^|\\s)[وفبل]{0,2}(${PLURALS})\\s+(?:${ITEM}(?:\\s+(?!و)${ITEM}){0,2}\\s*[،,]?\\s+)+و?$`,
);

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

/** «أحياء الصاخور والفردوس والسكري»: the word before the first name of a list holds for a later one that begins with «و». */
export function listCueBefore(raw: string, { start, surface, stem }: Mention): Cue | null {
  const before = raw.slice(Math.max(0, start - LIST_REACH), start);
  const goesOn = /[،,]\s*$|\sو$/.test(before) || (surface.startsWith('و') && !stem.startsWith('و'));
  const word = goesOn ? LIST.exec(before)?.[1] : undefined;
  return word === undefined ? null : cueOf(word);
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
