import { findDate, isMonthWord } from './dates';
import { foldName } from './fold';
import { linesOf } from './lines';

const AGENCIES =
  'رويترز|أ ف ب|فرانس برس|أسوشيتد برس|أ ب|د ب أ|الأناضول|سانا|واع|وفا|سبأ|قنا|وام|واس|بترا|تاس|شينخوا|سبوتنيك|وكالات|سبق|عنب بلدي|نورث برس|روداو|' +
  'شفق نيوز|السومرية|السومرية نيوز|الجزيرة|الجزيرة نت|العربية|العربية نت|الحرة|العربي الجديد|القدس العربي|الشرق الأوسط|شام|تلفزيون سوريا|كوردستان 24|' +
  'كردستان 24|هاوار|باسنيوز|بي بي سي|سي إن إن|سكاي نيوز عربية|فرانس 24|دويتشه فيله|المدن|النهار|الأخبار|الميادين|زمان الوصل|AFP|AP|Reuters|DW|BBC|CNN|ANHA|ANF|SANA|dpa|TASS|Xinhua';
/** Spelled with or without full stops and spaces: «أ.ف.ب», «أ ف ب», «كوردستان24». */
const agencyKey = (name: string): string =>
  foldName(name)
    .replace(/^(?:وكاله|صحيفه|جريده|موقع|قناه|شبكه) /, '')
    .replace(/[\s.]+/g, '');
const AGENCY_KEYS = new Set(AGENCIES.split('|').map(agencyKey));
/** An agency that is not on the list says what it is, or is written in capitals. */
const NEW_AGENCY = /^(?:(?:وكالة|صحيفة|موقع|قناة|شبكة|تلفزيون) .+|.+ (?:نيوز|برس|تي في)|[A-Z]{2,5})$/;

/** «دمشق (رويترز) -», «بيروت ـ الأناضول:», «سبق- أبها:» at the head of a paragraph. */
const HEAD = /^\s*([^:؟!\n\r]{3,60}?)\s*(?::|[-–—ـ](?=\s|$))\s*/u;
/** «بغداد/ شفق نيوز/ أعلن». */
const SLASHES = /^\s*([^:.؟!/\n\r]{2,30}\/[^:؟!/\n\r]{2,30})\/\s/u;
const SEPARATOR = /\s*[-–—ـ/()[\]:]+\s*/u;
/** One or two words; «زلاتكو لـ» is no place. */
const PLACE = /^\p{L}[\p{L}\p{M}]{1,19}(?:\s+\p{L}[\p{L}\p{M}]{2,19})?$/u;
const MAX_PARTS = 4;
/** Longest line that is a dateline or a date as a whole, in UTF-16 units. */
const MAX_LINE = 60;
/** Words beside an agency that are no place. */
const NO_PLACE = /^(?:خاص|متابعة|متابعات|ترجمة|تقرير|special|exclusive)$/i;

/** What the first lines say about origin; fields are absent when nothing is said. */
export interface Dateline {
  readonly place?: string;
  readonly outlet?: string;
  readonly date?: string;
}

/** True for the name of a known news agency, paper or station. */
const isAgency = (name: string): boolean => AGENCY_KEYS.has(agencyKey(name));

/** Place and agency at the head of a paragraph, or null. */
export function datelineOf(line: string): { place: string; outlet: string } | null {
  if (!/[-–—ـ/(:]/.test(line)) return null;
  const head = line.slice(0, 90).replace(/[«»"“”]/g, '');
  // The longest first: an author may stand before agency and place.
  for (const candidate of headsOf(head, line.length).reverse()) {
    const parts = partsOf(candidate);
    if (parts.length < 2 || parts.length > MAX_PARTS) continue;
    const outlet = parts.find(isAgency) ?? newAgency(candidate);
    const place = parts.findLast(
      (part) => !isAgency(part) && part !== outlet && !NO_PLACE.test(part) && PLACE.test(part),
    );
    if (outlet !== undefined && place !== undefined) return { place, outlet };
  }
  return null;
}

/** True for a line that tells only where the text comes from: «عنب بلدي – خاص», «دمشق-سانا», «رويترز». */
export function isOrigin(line: string): boolean {
  if (line.length > MAX_LINE || /:\s*\S/.test(line)) return false;
  const parts = partsOf(line.replace(/[«»"“”]/g, ''));
  if (parts.length > MAX_PARTS) return false;
  return parts.some(isAgency) && parts.every((part) => isAgency(part) || part.split(/\s+/).length <= 2);
}

/** Parts of a head, without the wider region after a comma and without a day: «موسكو 3 آذار (رويترز)». */
function partsOf(head: string): string[] {
  return head
    .replace(/[،,][^()\-–—ـ/]*/gu, ' ')
    .split(SEPARATOR)
    .map((part) => (isAgency(part) ? part : part.replace(/\s+\p{Nd}.*$/u, '')).trim())
    .filter((part) => part !== '');
}

function newAgency(head: string): string | undefined {
  const name = /[(/]\s*([^()/]{2,24}?)\s*[)/]/u.exec(`${head}/`)?.[1];
  return name !== undefined && NEW_AGENCY.test(name) ? name : undefined;
}

/** What stands before the first colon, and before the first dashes: an agency may stand between two of them. */
function headsOf(line: string, length: number): string[] {
  const heads: string[] = [];
  const slashes = SLASHES.exec(line)?.[1];
  if (slashes !== undefined) heads.push(slashes);
  for (let from = 0; heads.length < MAX_PARTS;) {
    const match = HEAD.exec(line.slice(from));
    if (!match?.[1]) break;
    const end = from + match[0].length;
    heads.push(line.slice(0, end).replace(/[\s:\-–—ـ]+$/u, ''));
    if (line.slice(0, end).includes(':')) break;
    from = end;
  }
  // A line by itself must end with the agency: after it come the first words of the news.
  const whole = line.trim().replace(/[\s:\-–—ـ]+$/u, '');
  if (length <= MAX_LINE && isAgency(partsOf(whole).at(-1) ?? '')) heads.push(whole);
  return heads;
}

/** Dateline, agency and date of publication, from the first lines of an article. */
export function guessDateline(raw: string): Dateline {
  const head = linesOf(raw.slice(0, 3000))
    .filter((line) => !line.isBlank)
    .slice(0, 6);
  let found: Dateline = {};
  for (const { start, end } of head) {
    const line = raw.slice(start, end);
    const dateline = datelineOf(line);
    if (dateline && !found.outlet) found = { ...found, ...dateline };
    const date = dateOfLine(line);
    if (date && !found.date) found = { ...found, date };
  }
  return found;
}

/** Words that say what a date is, folded. */
const DATE_LABEL = /^(?:نشر|تم النشر|تاريخ|اخر تحديث|تحديث|حدث|published|updated|last updated|posted)/u;
const DATE_WORD =
  /^(?:(?:ال)?(?:سبت|احد|اثنين|ثلاثاء?|اربعاء?|خميس|جمعه)|يوم|في|الساعه|ص|م|ه|gmt|am|pm|at|on|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/u;

/**
 * The date of a line that is little more than a date, maybe after a place or an author; empty for others: a headline
 * may hold a date too.
 */
export function dateOfLine(line: string): string {
  // Most lines of a page end here. What folding takes away (vowels, marks) does not quadruple a line.
  if (line.length > 4 * MAX_LINE || !/\p{Nd}/u.test(line)) return '';
  const text = foldName(line);
  if (text.length > MAX_LINE) return '';
  const date = findDate(text);
  if (date === '' || DATE_LABEL.test(text)) return date;
  const others = (text.match(/\p{L}+/gu) ?? []).filter((word) => !DATE_WORD.test(word) && !isMonthWord(word));
  const isApart = /[-–|•/،,]\s/u.test(text);
  return others.length <= (isApart ? 3 : 1) ? date : '';
}
