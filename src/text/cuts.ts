import { rawOffset, type RawOffset } from '../domain';
import { findDate } from './dates';
import { datelineOf, isHeadline } from './headline';
import { linesOf, type Line } from './lines';
import { findSideBlocks } from './side-blocks';

/** Where one article may end and the next begin. */
export interface Cut {
  readonly at: RawOffset;
  /** Units that belong to no article (the line of `=`); 0 for a proposal. */
  readonly length: number;
  readonly reason: 'rule' | 'dateline' | 'date' | 'afterCredits';
  /** True only for a line of five or more `=`: the person's own word. */
  readonly certain: boolean;
}

const RULE = /^\s*={5,}\s*$/;
/** Words that an article must have on either side of a proposed cut. */
const MIN_WORDS = 30;

const countWords = (text: string): number => text.match(/\S+/g)?.length ?? 0;

/**
 * Cuts between articles in one paste. Lines of `=` are certain; a proposal needs a line like a headline after a blank
 * line and a second sign: an agency line or a date right below it, or credits, tags or a share bar right above.
 * A blank line alone never cuts.
 */
export function proposeCuts(raw: string): { cuts: Cut[] } {
  const lines = linesOf(raw);
  const blocks = findSideBlocks(raw);
  const isSide = (line: Line) => blocks.some((b) => line.start < b.end && line.next > b.start);
  const cuts: Cut[] = [];
  let articleStart = 0;
  lines.forEach((line, i) => {
    const text = raw.slice(line.start, line.end);
    if (RULE.test(text)) {
      cuts.push({ at: rawOffset(line.start), length: line.next - line.start, reason: 'rule', certain: true });
      articleStart = line.next;
      return;
    }
    if (line.isBlank || !lines[i - 1]?.isBlank || !isHeadline(text) || isSide(line)) return;
    const reason = signOfStart(raw, lines, i, isSide);
    if (!reason || countWords(raw.slice(articleStart, line.start)) < MIN_WORDS) return;
    if (countWords(raw.slice(line.start, line.start + 4000)) < MIN_WORDS) return;
    cuts.push({ at: rawOffset(line.start), length: 0, reason, certain: false });
    articleStart = line.start;
  });
  return { cuts };
}

function signOfStart(
  raw: string,
  lines: readonly Line[],
  at: number,
  isSide: (line: Line) => boolean,
): Exclude<Cut['reason'], 'rule'> | null {
  const after = lines
    .slice(at + 1, at + 7)
    .filter((line) => !line.isBlank)
    .slice(0, 3);
  for (const line of after) {
    const text = raw.slice(line.start, line.end);
    if (datelineOf(text)) return 'dateline';
    if (text.trim().length <= 60 && findDate(text)) return 'date';
  }
  const before = lines.slice(Math.max(0, at - 4), at).findLast((line) => !line.isBlank);
  return before && isSide(before) ? 'afterCredits' : null;
}

/**
 * The articles between cuts. Lines of `=` belong to none; blank lines at the ends of a part are left out, everything
 * else is kept as it is. Without cuts the text comes back whole.
 */
export function splitAt(raw: string, cuts: readonly Cut[]): string[] {
  if (cuts.length === 0) return [raw];
  const parts: string[] = [];
  let start = 0;
  for (const cut of [...cuts].sort((a, b) => a.at - b.at)) {
    parts.push(raw.slice(start, cut.at));
    start = cut.at + cut.length;
  }
  parts.push(raw.slice(start));
  return parts
    .map((part) => part.replace(/^(?:[^\S\r\n]*(?:\r\n|\r|\n))+/, '').trimEnd())
    .filter((part) => part.trim() !== '');
}
