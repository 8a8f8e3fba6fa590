import type { Line } from './lines';

/** Widths between which a text may have been hard-wrapped, in UTF-16 units. */
const MIN_WIDTH = 30;
const MAX_WIDTH = 120;
const MIN_LINES = 3;
/** Share of breaks in a block that a wrapping program would have made. */
const MIN_SHARE = 0.6;
const TERMINAL = /[.!?؟؛…۔][»”"'’)\]]*\s*$/;

const BULLET = /^\s*(?:[-–—•▪●*·◦]|[\p{Nd}]{1,3}\s*[-–.)]|[\u0620-\u064Aa-z]\s*[-.)])\s/iu;

/** Lines `[first, last]` without a blank one between them. */
interface Block {
  readonly first: number;
  readonly last: number;
  readonly width: number;
  readonly isWrapped: boolean;
}

/**
 * Joins lines that a program wrapped at a fixed width: a break is its work when the next line's first word would not
 * have fitted (the rule of `fmt` and of RFC 3676 readers, run backwards). A block is a run of lines without a
 * blank one; only blocks where most breaks are of that kind are joined. A block too short to tell goes by the width of
 * the others. Returns runs `[first, last]` of line numbers.
 */
export function joinWrapped(raw: string, lines: readonly Line[]): [number, number][] {
  const blocks = blocksOf(raw, lines);
  let common = 0;
  for (const block of blocks) if (block.isWrapped) common = Math.max(common, block.width);
  const runs: [number, number][] = [];
  for (const block of blocks) {
    const { first, last, isWrapped } = block;
    const width = isWrapped ? block.width : common;
    const joins =
      isWrapped || (last > first && block.width <= common && isByProgram(raw, lines, first, last, common));
    pushBlock(raw, lines, { first, last, width, isWrapped: joins }, runs);
  }
  return runs;
}

function blocksOf(raw: string, lines: readonly Line[]): Block[] {
  const blocks: Block[] = [];
  for (let first = 0; first < lines.length; first++) {
    if (lines[first]?.isBlank) continue;
    let last = first;
    while (lines[last + 1] && !lines[last + 1]?.isBlank) last += 1;
    const width = widthOf(lines, first, last);
    const isWrapped =
      last - first + 1 >= MIN_LINES &&
      width >= MIN_WIDTH &&
      width <= MAX_WIDTH &&
      isByProgram(raw, lines, first, last, width);
    blocks.push({ first, last, width, isWrapped });
    first = last;
  }
  return blocks;
}

function pushBlock(raw: string, lines: readonly Line[], block: Block, runs: [number, number][]): void {
  const { first, last, width } = block;
  let start = first;
  for (let i = first; i <= last; i++) {
    const joins =
      block.isWrapped &&
      i < last &&
      wouldOverflow(raw, lines, i, width) &&
      !endsParagraph(raw, lines, i, width) &&
      !isItem(raw, lines[i + 1]);
    if (joins) continue;
    runs.push([start, i]);
    start = i + 1;
  }
}

const isItem = (raw: string, line: Line | undefined): boolean =>
  line !== undefined && BULLET.test(raw.slice(line.start, Math.min(line.end, line.start + 12)));

function widthOf(lines: readonly Line[], first: number, last: number): number {
  let width = 0;
  for (let i = first; i <= last; i++) width = Math.max(width, lengthOf(lines[i]));
  return width;
}

const lengthOf = (line: Line | undefined): number => (line ? line.end - line.start : 0);

function wouldOverflow(raw: string, lines: readonly Line[], at: number, width: number): boolean {
  const next = lines[at + 1];
  if (!next) return false;
  const word = /^\s*\S+/.exec(raw.slice(next.start, Math.min(next.end, next.start + 60)))?.[0].trim() ?? '';
  return lengthOf(lines[at]) + 1 + word.length > width;
}

/** A full stop on a line that leaves room is the end of a paragraph even inside a wrapped block. */
function endsParagraph(raw: string, lines: readonly Line[], at: number, width: number): boolean {
  const line = lines[at];
  if (!line || lengthOf(line) > width * 0.85) return false;
  return TERMINAL.test(raw.slice(Math.max(line.start, line.end - 12), line.end));
}

function isByProgram(
  raw: string,
  lines: readonly Line[],
  first: number,
  last: number,
  width: number,
): boolean {
  let byProgram = 0;
  for (let i = first; i < last; i++) if (wouldOverflow(raw, lines, i, width)) byProgram += 1;
  return byProgram / (last - first) >= MIN_SHARE;
}
