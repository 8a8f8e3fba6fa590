import { rawOffset, type BlockReason, type SideBlock } from '../domain';
import { titleLine } from './headline';
import { linesOf, type Line } from './lines';
import { shareWords, sideLine } from './side-lines';
import { joinWrapped } from './unwrap';

/** Longest line that is taken for a link, in UTF-16 units. */
const MAX_LINK = 130;
/** Buttons that a bar with one button a line must have. */
const MIN_BUTTONS = 3;
/** A link may ask or shout, but does not end so. */
const NO_LINK_END = /[.؛،:]["”»)]*$/;
const ENDS_SENTENCE = /[.؟!؛…]["”»)]*$/;

interface Found {
  readonly reason: BlockReason;
  readonly last: number;
}

/**
 * Blocks that stand beside an article on a news page: "read also", share bars, link lists, captions, credits. Whole
 * lines; only clear cases, since a sentence of the article must never be dimmed: neither its headline nor a line that
 * a program wrapped. In order, not overlapping.
 */
export function findSideBlocks(raw: string): SideBlock[] {
  const lines = linesOf(raw);
  const wrapped = wrappedLines(raw, lines);
  const title = titleLine(raw);
  const blocks: SideBlock[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (!line || line.isBlank || wrapped.get(i) === false || line.start === title?.start) continue;
    const found = blockAt(raw, lines, i, wrapped.has(i));
    if (!found) continue;
    const last = lines[found.last] ?? line;
    blocks.push({ start: rawOffset(line.start), end: rawOffset(last.end), reason: found.reason });
    i = found.last;
  }
  return blocks;
}

/** For lines that share a paragraph with their neighbours: whether they begin a sentence there. */
function wrappedLines(raw: string, lines: readonly Line[]): Map<number, boolean> {
  const wrapped = new Map<number, boolean>();
  for (const [first, last] of joinWrapped(raw, lines))
    for (let i = first; first < last && i <= last; i++)
      wrapped.set(i, i === first || ENDS_SENTENCE.test(textOf(raw, lines[i - 1])));
  return wrapped;
}

function blockAt(raw: string, lines: readonly Line[], at: number, isWrapped: boolean): Found | null {
  const text = textOf(raw, lines[at]);
  const side = sideLine(text);
  if (side && isWrapped && !side.isSure) return null;
  if (side) return { reason: side.reason, last: lastTaken(raw, lines, at, side.takes) };
  return !isWrapped && shareWords(text) > 0 ? buttonsAt(raw, lines, at) : null;
}

/** A bar with one button a line, perhaps with blank lines between. */
function buttonsAt(raw: string, lines: readonly Line[], at: number): Found | null {
  let last = at;
  let buttons = 0;
  for (let i = at; i < lines.length && i <= last + 2; i++) {
    const text = textOf(raw, lines[i]);
    if (text === '') continue;
    if (shareWords(text) === 0) break;
    last = i;
    buttons += 1;
  }
  return buttons >= MIN_BUTTONS ? { reason: 'share', last } : null;
}

/** Short lines without a full stop that follow a lead directly belong to it, at most `takes`. */
function lastTaken(raw: string, lines: readonly Line[], at: number, takes: number): number {
  if (takes === 0) return at;
  const from = lines[at + 1]?.isBlank && takes > 1 ? at + 2 : at + 1;
  let last = at;
  for (let i = from; i < lines.length && i < from + takes; i++) {
    const text = textOf(raw, lines[i]);
    if (text === '' || text.length > (takes > 1 ? MAX_LINK : 40) || NO_LINK_END.test(text)) break;
    last = i;
  }
  // A blank line between lead and links is allowed only for a list, never for one headline of the next part.
  return from === at + 2 && last - from < 1 ? at : last;
}

const textOf = (raw: string, line: Line | undefined): string =>
  line ? raw.slice(line.start, line.end).trim() : '';
