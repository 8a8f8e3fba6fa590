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
  'AFP',
  'AP',
  'Reuters',
];
/** «دمشق (رويترز) -», «بيروت ـ الأناضول:», «غزة/ سانا/ -» at the head of a paragraph. */
const DATELINE =
  /^\s*([\p{L}\s]{2,30}?)\s*[,،]?\s*(?:[(/]\s*([\p{L}\s.]{1,24}?)\s*[)/]|[-–—ـ]\s*([\p{L}\s.]{2,24}?))\s*[-–—ـ:]/u;

/** What the first lines say about origin; fields are absent when nothing is said. */
export interface Dateline {
  readonly place?: string;
  readonly outlet?: string;
  readonly date?: string;
}

/** Place and agency at the head of a paragraph, or null. */
export function datelineOf(line: string): { place: string; outlet: string } | null {
  const match = DATELINE.exec(line.slice(0, 90));
  const outlet = (match?.[2] ?? match?.[3] ?? '').trim();
  const place = match?.[1]?.trim() ?? '';
  const isAgency = AGENCIES.some((name) => name.toLowerCase() === outlet.toLowerCase());
  if (!match || place.split(/\s+/).length > 3) return null;
  return isAgency || match[2] !== undefined ? { place, outlet } : null;
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
