import type { SideBlock } from '../../domain';
import { guessDirection } from '../../text';
import type { Block, DrawnSpan } from './paragraphs';

/** A mention's span with the text node that holds it. */
export interface MarkNode {
  readonly span: DrawnSpan;
  readonly node: Text;
}

/**
 * Fills an element with a block: its raw text and nothing else, one element per mention. Words are never cut in the
 * DOM, since spans stand on word borders.
 * @param sideLabel sentence on the button of a side block
 */
export function drawBlock(
  element: HTMLElement,
  block: Block,
  raw: string,
  sideLabel: (side: SideBlock) => string,
): MarkNode[] {
  const marks: MarkNode[] = [];
  const parts: Node[] = [];
  let at: number = block.start;
  for (const span of block.spans) {
    if (span.start > at) parts.push(document.createTextNode(raw.slice(at, span.start)));
    const node = document.createTextNode(raw.slice(span.start, span.end));
    parts.push(mentionElement(span, node));
    marks.push({ span, node });
    at = span.end;
  }
  if (at < block.end) parts.push(document.createTextNode(raw.slice(at, block.end)));
  if (block.side && block.isSideStart) parts.unshift(sideButton(block.side, sideLabel(block.side)));
  element.replaceChildren(...parts);
  const text = raw.slice(block.start, block.end);
  element.dir = guessDirection(text);
  element.classList.toggle('side', block.side !== null && block.side.counted !== true);
  element.classList.toggle('blank', text.trim() === '');
  element.dataset['start'] = String(block.start);
  return marks;
}

function mentionElement(span: DrawnSpan, node: Text): HTMLElement {
  const mark = document.createElement('span');
  mark.append(node);
  mark.className = 'mention';
  mark.setAttribute('role', 'mark');
  mark.tabIndex = -1;
  mark.dataset['testid'] = 'mention';
  mark.dataset['label'] = span.label;
  mark.dataset['start'] = String(span.start);
  mark.dataset['end'] = String(span.end);
  if (span.origin) mark.dataset['origin'] = span.origin;
  return mark;
}

/** Only the first line of a side block carries the button; its words are drawn by CSS so that the text stays pure. */
function sideButton(side: SideBlock, label: string): Node {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'side-toggle';
  button.dataset['side'] = String(side.start);
  button.setAttribute('aria-label', label);
  // Its words are in the language of the interface, whatever the text is.
  button.dir = document.documentElement.dir;
  return button;
}
