import { foldName } from './fold';

/** Names of months: Levantine, Egyptian, Maghrebi, English; folded. */
const MONTH_NAMES: readonly string[] = [
  'كانون الثاني|يناير|جانفي|january|jan',
  'شباط|فبراير|فيفري|february|feb',
  'اذار|مارس|march|mar',
  'نيسان|ابريل|افريل|april|apr',
  'ايار|مايو|ماي|may',
  'حزيران|يونيو|يونيه|جوان|june|jun',
  'تموز|يوليو|يوليه|جويليه|july|jul',
  'اب|اغسطس|اوت|august|aug',
  'ايلول|سبتمبر|september|sep',
  'تشرين الاول|اكتوبر|october|oct',
  'تشرين الثاني|نوفمبر|november|nov',
  'كانون الاول|ديسمبر|december|dec',
];
const MONTHS = new Map(
  MONTH_NAMES.flatMap((names, i) => names.split('|').map((name) => [foldName(name), i + 1] as const)),
);
const ALL_MONTHS = [...MONTHS.keys()].sort((a, b) => b.length - a.length).join('|');
const NAMED = new RegExp(
  `(?:^|[^\\p{N}])(\\d{1,2})\\s+(${ALL_MONTHS})(?:\\s*/\\s*(?:${ALL_MONTHS}))?[\\s،,]+(\\d{4})`,
  'u',
);
const NAMED_FIRST = new RegExp(`(?:^|\\s)(${ALL_MONTHS})\\s+(\\d{1,2})[\\s،,]+(\\d{4})`, 'u');
const ISO = /(?:^|[^\d])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/;
const DAY_FIRST = /(?:^|[^\d])(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)/;

const MONTH_WORDS = new Set([...MONTHS.keys()].flatMap((name) => name.split(' ')));

/** True for a folded word of a month's name. */
export const isMonthWord = (word: string): boolean => MONTH_WORDS.has(word);

/** A date written in words or figures, as ISO 8601; day before month where figures leave it open. Empty if none. */
export function findDate(line: string): string {
  const text = foldName(line);
  const named = NAMED.exec(text);
  if (named) return iso(named[3], MONTHS.get(named[2] ?? ''), named[1]);
  const first = NAMED_FIRST.exec(text);
  if (first) return iso(first[3], MONTHS.get(first[1] ?? ''), first[2]);
  const figures = ISO.exec(text);
  if (figures) return iso(figures[1], Number(figures[2]), figures[3]);
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst) return iso(dayFirst[3], Number(dayFirst[2]), dayFirst[1]);
  return '';
}

function iso(year: string | undefined, month: number | undefined, day: string | undefined): string {
  const y = Number(year);
  const d = Number(day);
  if (!month || month > 12 || d < 1 || d > 31 || y < 1900 || y > 2200) return '';
  return `${y}-${String(month).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}
