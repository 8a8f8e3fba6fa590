import { rawOffset, type BlockReason, type RawOffset } from '../domain';
import { dateOfLine, datelineOf } from './dateline';
import { isByline, isHeadline } from './headline';
import { linesOf, type Line } from './lines';
import { findSideBlocks } from './side-blocks';
import { sideLine } from './side-lines';

/** Where one article may end and the next begin. */
export interface Cut {
  readonly at: RawOffset;
  /** Units that belong to no article (the line of `=`); 0 for a proposal. */
  readonly length: number;
  readonly reason: 'rule' | 'dateline' | 'date' | 'byline' | 'address' | 'separator' | 'afterCredits';
  /** True only for a line of five or more `=`: the person's own word. */
  readonly certain: boolean;
}

const RULE = /^\s*={5,}\s*$/;
/** Words that an article must have on either side of a proposed cut. */
const MIN_WORDS = 30;

/** A line of signs between articles, less plain than `=`. */
const SEPARATOR = /^\s*[-–—_*~•.·]{5,}\s*$/;
const ADDRESS = /^\s*(?:https?:\/\/|www\.)\S+\s*$/i;
const SENTENCE_END = /[.؟!…]["”»)]*\s*$/;
/** Blocks that end an article; "read also" and captions stand in the middle too. */
const CLOSING: ReadonlySet<BlockReason> = new Set<BlockReason>(['credit', 'share', 'linkList', 'follow']);

/** A text as its lines, with what stands beside the articles and how many words come before each line. */
interface Page {
  readonly raw: string;
  readonly lines: readonly Line[];
  readonly side: readonly (BlockReason | undefined)[];
  readonly wordsBefore: readonly number[];
}

/**
 * Cuts between articles in one paste. Lines of `=` are certain; a proposal needs a line like a headline after a blank
 * line and a second sign: an agency line, a date, an author or an address right below it, or credits, tags, a share
 * bar or a line of signs right above. Below a sentence without a blank line only an agency line is sign enough.
 * A blank line alone never cuts. Linear.
 */
export function proposeCuts(raw: string): { cuts: Cut[] } {
  const page = readPage(raw);
  const { lines, wordsBefore } = page;
  const total = wordsBefore.at(-1) ?? 0;
  const cuts: Cut[] = [];
  let wordsAtStart = 0;
  lines.forEach((line, i) => {
    const here = wordsBefore[i] ?? 0;
    if (RULE.test(textAt(page, i))) {
      cuts.push({ at: rawOffset(line.start), length: line.next - line.start, reason: 'rule', certain: true });
      wordsAtStart = wordsBefore[i + 1] ?? here;
      return;
    }
    if (line.isBlank || here - wordsAtStart < MIN_WORDS || total - here < MIN_WORDS) return;
    const reason = reasonAt(page, i);
    if (!reason) return;
    cuts.push({ at: rawOffset(line.start), length: 0, reason, certain: false });
    wordsAtStart = here;
  });
  return { cuts };
}

const textAt = ({ raw, lines }: Page, i: number): string => {
  const line = lines[i];
  return line ? raw.slice(line.start, line.end) : '';
};

function readPage(raw: string): Page {
  const lines = linesOf(raw);
  const blocks = findSideBlocks(raw);
  const side: (BlockReason | undefined)[] = [];
  const wordsBefore = [0];
  let block = 0;
  lines.forEach((line, i) => {
    while ((blocks[block]?.end ?? Infinity) <= line.start) block += 1;
    const isInside = !line.isBlank && (blocks[block]?.start ?? Infinity) <= line.start;
    side.push(isInside ? blocks[block]?.reason : undefined);
    const words = raw.slice(line.start, line.end).match(/\S+/g)?.length ?? 0;
    wordsBefore.push((wordsBefore[i] ?? 0) + words);
  });
  return { raw, lines, side, wordsBefore };
}

type Sign = Exclude<Cut['reason'], 'rule'>;

function reasonAt(page: Page, at: number): Sign | null {
  const text = textAt(page, at);
  const isAfterBlank = page.lines[at - 1]?.isBlank === true;
  if (!isAfterBlank && !SENTENCE_END.test(textAt(page, at - 1)) && !isSign(page, at - 1)) return null;
  const reason = secondSign(page, at, isAfterBlank);
  if (!reason) return null;
  // «بالفيديو: …» is a headline where a second sign stands beside it.
  if (!isHeadline(text) || (page.side[at] !== undefined && !sideLine(text.trim())?.isWeak)) return null;
  return reason;
}

function secondSign(page: Page, at: number, isAfterBlank: boolean): Sign | null {
  const below = signBelow(page, at);
  if (below === 'dateline' || (below && isAfterBlank)) return below;
  return isAfterBlank || isSign(page, at - 1) ? signAbove(page, at) : null;
}

function signBelow(page: Page, at: number): Sign | null {
  let seen = 0;
  for (let i = at + 1; i < at + 7 && seen < 3; i++) {
    const text = textAt(page, i);
    if (text.trim() === '') continue;
    seen += 1;
    if (datelineOf(text)) return 'dateline';
    if (dateOfLine(text)) return 'date';
    if (isByline(text)) return 'byline';
    if (ADDRESS.test(text)) return 'address';
  }
  return null;
}

function signAbove(page: Page, at: number): Sign | null {
  for (let i = at - 1; i >= Math.max(0, at - 4); i--) {
    const text = textAt(page, i);
    if (text.trim() === '') continue;
    if (SEPARATOR.test(text)) return 'separator';
    const reason = page.side[i];
    return reason && CLOSING.has(reason) ? 'afterCredits' : null;
  }
  return null;
}

function isSign(page: Page, at: number): boolean {
  const reason = page.side[at];
  return SEPARATOR.test(textAt(page, at)) || (reason !== undefined && CLOSING.has(reason));
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
