import { findDate } from './dates';
import { linesOf } from './lines';

const MAX_TITLE = 160;
const TERMINAL = /[.؟?!؛…:،]["”»)]*$/;
const AGENCIES = [
  'رويترز',
  'أ ف ب',
  'أ.ف.ب',
  'فرانس برس',
  'أسوشيتد برس',
  'أ ب',
  'د ب أ',
  'الأناضول',
  'سانا',
  'واع',
  'وفا',
  'سبأ',
  'قنا',
  'وام',
  'واس',
  'بترا',
  'وكالات',
  'سبق',
  'عنب بلدي',
  'نورث برس',
  'روداو',
  'شفق نيوز',
  'السومرية',
  'الجزيرة',
  'العربية',
  'الحرة',
  'العربي الجديد',
  'القدس العربي',
  'شام',
  'AFP',
  'AP',
  'Reuters',
];
/** «دمشق (رويترز) -», «بيروت ـ الأناضول:», «غزة/ سانا/ -», «سبق- أبها:» at the head of a paragraph. */
const HEAD = /^\s*([^:.؟!«»"\n\r]{3,60}?)\s*(?::|[-–—ـ](?=\s))\s*\S/u;
const SEPARATOR = /\s*[-–—ـ/()،,[\]]+\s*/u;
const MAX_PARTS = 4;

/** What the first lines say about origin; fields are absent when nothing is said. */
export interface Dateline {
  readonly place?: string;
  readonly outlet?: string;
  readonly date?: string;
}

/** Place and agency at the head of a paragraph, or null. An agency must be a known one, or stand in brackets. */
export function datelineOf(line: string): { place: string; outlet: string } | null {
  // The longest first: an author may stand before agency and place.
  for (const head of headsOf(line.slice(0, 90)).reverse()) {
    const parts = head.split(SEPARATOR).filter((part) => part !== '');
    if (parts.length < 2 || parts.length > MAX_PARTS) continue;
    const bracketed = /[(/]\s*([\p{L}\s.]{1,24}?)\s*[)/]/u.exec(head)?.[1];
    const outlet = parts.find(isAgency) ?? bracketed;
    const place = parts.findLast((part) => part !== outlet && /^\p{L}[\p{L}\s]{1,29}$/u.test(part));
    if (outlet !== undefined && place !== undefined && place.split(/\s+/).length <= 3)
      return { place, outlet };
  }
  return null;
}

/** What stands before the first colon, and before the first dashes: an agency may stand between two of them. */
function headsOf(line: string): string[] {
  const heads: string[] = [];
  for (let from = 0; heads.length < MAX_PARTS;) {
    const match = HEAD.exec(line.slice(from));
    if (!match?.[1]) break;
    const end = from + match.index + match[0].length - 1;
    heads.push(line.slice(0, end).replace(/[\s:\-–—ـ]+$/u, ''));
    if (line.slice(0, end).includes(':')) break;
    from = end;
  }
  return heads;
}

const isAgency = (part: string): boolean =>
  AGENCIES.some((name) => name.toLowerCase() === part.toLowerCase());

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
    // Only a line that is little more than a date tells when the article appeared.
    const date = line.trim().length <= 60 ? findDate(line) : '';
    if (date && !found.date) found = { ...found, date };
  }
  return found;
}

/** True for a line that could head an article: a few words, no full stop, not a date or an agency line. */
export function isHeadline(line: string): boolean {
  const text = line.trim();
  const words = text.split(/\s+/).length;
  if (text.length < 12 || text.length > MAX_TITLE || words < 3) return false;
  if (TERMINAL.test(text) || /^https?:/i.test(text)) return false;
  return !(findDate(text) && text.length <= 60) && datelineOf(text) === null;
}

/** The first headline-like line, else the beginning of the first sentence. A copy: the text keeps it. */
export function guessTitle(raw: string): string {
  const head = linesOf(raw.slice(0, 4000))
    .filter((line) => !line.isBlank)
    .slice(0, 5);
  for (const { start, end } of head) {
    const line = raw.slice(start, end).replace(/^\s*#+\s*/, '');
    if (isHeadline(line)) return tidy(line);
  }
  const first = head.find(({ start, end }) => /[\p{L}\p{N}]/u.test(raw.slice(start, end)));
  if (!first) return '';
  const line = tidy(raw.slice(first.start, first.end));
  if (line.length <= 90) return line;
  return `${line.slice(0, 90).replace(/\s+\S*$/, '')}…`;
}

const tidy = (line: string): string => line.replace(/\s+/g, ' ').trim();
