import { dateOfLine, datelineOf, isOrigin } from './dateline';
import { linesOf, type Line } from './lines';
import { shareWords, sideLine } from './side-lines';

const MAX_TITLE = 160;
const MIN_TITLE = 12;
/** Lines of a text among which its title is looked for. */
const HEAD_LINES = 8;
/** Words from which on a line with a full stop is a sentence of the article. */
const SENTENCE_WORDS = 6;
/** A headline may ask, shout or trail off, but not end like a sentence or announce what follows. */
const NO_HEADLINE_END = /(?:[؛:،]|(?:^|[^.])\.)["”»)]*$/;
const SENTENCE_END = /[.؛]["”»)]*$/;
const BYLINE =
  /^(?:بقلم|كتب|كتبت|إعداد|تحرير|ترجمة|المصدر|الكاتب|المراسل|by|author|source)\s*[:：/]|^بقلم\s|^by\s+\p{Lu}|^(?:وقت|مدة|زمن) القراءة/iu;

const wordCount = (text: string): number => text.split(/\s+/).length;

/** «الرئيسية > أخبار > سوريا», «أخبار | سوريا | محليات». */
function isBreadcrumb(text: string): boolean {
  if (!/[>›|]/.test(text)) return false;
  const arrows = text.split(/\s*[>›]\s*/);
  const bars = text.split(/\s*\|\s*/);
  const isShort = (parts: string[], least: number) =>
    parts.length >= least && parts.every((part) => wordCount(part) <= 3);
  return isShort(arrows, 2) || isShort(bars, 3);
}

/** True for a line that tells who wrote: «بقلم: …». */
export const isByline = (text: string): boolean => BYLINE.test(text.trim());

/** What pages put round a headline: address, date, author, agency, path, buttons. */
function isFurniture(text: string): boolean {
  if (/^https?:|^www\./i.test(text) || isByline(text) || isBreadcrumb(text)) return true;
  if (dateOfLine(text) !== '' || isOrigin(text)) return true;
  return sideLine(text)?.isWeak === false || shareWords(text) > 0;
}

/** True for a line that could head an article: a few words, no full stop, not a date, an agency line or a link. */
export function isHeadline(line: string): boolean {
  const text = line.trim();
  if (text.length < MIN_TITLE || text.length > MAX_TITLE || wordCount(text) < 3) return false;
  return !NO_HEADLINE_END.test(text) && !isFurniture(text) && datelineOf(text) === null;
}

/** A line after which no headline comes: a long one, a sentence, an agency line with its news. */
function isBody(text: string): boolean {
  if (text.length > MAX_TITLE) return true;
  return wordCount(text) >= SENTENCE_WORDS && (SENTENCE_END.test(text) || datelineOf(text) !== null);
}

/** One or two words right above the first sentence. */
function isShortHeadline(text: string, raw: string, next: Line | undefined): boolean {
  if (!next || text.length > MAX_TITLE || !isBody(textOf(raw, next)) || !/\p{L}/u.test(text)) return false;
  return !NO_HEADLINE_END.test(text) && !isFurniture(text) && datelineOf(text) === null;
}

/** The line that heads a text, if one looks so: before the first sentence, past the furniture of the page. */
export function titleLine(raw: string): Line | null {
  const head = headOf(raw);
  for (const [i, line] of head.entries()) {
    const text = textOf(raw, line);
    if (isHeadline(text) || isShortHeadline(text, raw, head[i + 1])) return line;
    if (isBody(text) && !isFurniture(text)) return null;
  }
  return null;
}

/** The first headline-like line, else the beginning of the first sentence. A copy: the text keeps it. */
export function guessTitle(raw: string): string {
  const title = titleLine(raw);
  if (title) return tidy(textOf(raw, title));
  const texts = headOf(raw)
    .map((line) => textOf(raw, line))
    .filter((text) => /[\p{L}\p{N}]/u.test(text));
  const line = tidy(texts.find((text) => !isFurniture(text)) ?? texts[0] ?? '');
  if (line.length <= 90) return line;
  return `${line.slice(0, 90).replace(/\s+\S*$/, '')}…`;
}

const headOf = (raw: string): Line[] =>
  linesOf(raw.slice(0, 4000))
    .filter((line) => !line.isBlank)
    .slice(0, HEAD_LINES);
const textOf = (raw: string, line: Line): string =>
  raw
    .slice(line.start, line.end)
    .replace(/^\s*#+\s+/, '')
    .trim();
const tidy = (line: string): string => line.replace(/\s+/g, ' ').trim();
