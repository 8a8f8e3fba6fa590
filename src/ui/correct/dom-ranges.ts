import type { Range } from '../../domain';
import { textRange } from '../reader/selection';

/** Paragraphs of the text view carry the offset at which they begin. */
const startOf = (paragraph: Element): number => Number((paragraph as HTMLElement).dataset['start'] ?? 0);

/** The part of the screen that shows a range of the text: one piece for each paragraph that it touches. */
export function domRanges(root: HTMLElement, { start, end }: Range): StaticRange[] {
  const found: StaticRange[] = [];
  for (let i = paragraphAt(root, start); i < root.children.length; i++) {
    const paragraph = root.children[i];
    if (!(paragraph instanceof HTMLElement) || startOf(paragraph) >= end) break;
    const from = Math.max(0, start - startOf(paragraph));
    const to = Math.min(end - startOf(paragraph), paragraph.textContent?.length ?? 0);
    const piece = to > from ? textRange(paragraph, from, to) : null;
    if (piece) found.push(piece);
  }
  return found;
}

/** Index of the last paragraph that begins at or before an offset. */
export function paragraphAt(root: HTMLElement, offset: number): number {
  let low = 0;
  let high = root.children.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const paragraph = root.children[middle];
    if (paragraph && startOf(paragraph) <= offset) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}

/** Offset in the text of a position in the DOM, or null outside every paragraph. */
export function textOffset(root: HTMLElement, node: Node, offset: number): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const paragraph = element?.closest('[data-start]:not(.mention)');
  if (!paragraph || !root.contains(paragraph)) return null;
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return startOf(paragraph) + before.toString().length;
}

/** The first and the last offset on screen. */
export function offsetsInView(root: HTMLElement): { start: number; end: number } {
  const view = root.getBoundingClientRect();
  let start = Infinity;
  let end = 0;
  for (const mention of root.querySelectorAll<HTMLElement>('.mention')) {
    const box = mention.getBoundingClientRect();
    if (box.height === 0 || box.bottom < view.top || box.top > view.bottom) continue;
    start = Math.min(start, Number(mention.dataset['start']));
    end = Math.max(end, Number(mention.dataset['end']));
  }
  return { start, end };
}
