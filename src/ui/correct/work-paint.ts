import type { Range } from '../../domain';
import { domRanges } from './dom-ranges';

export interface WorkPaint {
  /** Selected words, the sentence that holds them, and the sentences that were not read yet. */
  show(state: {
    readonly words: Range | null;
    readonly sentence: Range | null;
    readonly unread: readonly Range[];
  }): void;
  destroy(): void;
}

const LAYERS = [
  // What lies lower is painted first.
  ['sentence-unread', -2],
  ['sentence-here', -1],
  ['caret-words', 1],
] as const;

/** Paints where the work stands over a text view with the CSS Custom Highlight API, as marks are painted. */
export function createWorkPaint(root: HTMLElement): WorkPaint {
  const isNative = typeof CSS !== 'undefined' && 'highlights' in CSS && typeof Highlight === 'function';
  const highlights = new Map<string, Highlight>();
  if (isNative)
    for (const [name, priority] of LAYERS) {
      const highlight = new Highlight();
      highlight.priority = priority;
      highlights.set(name, highlight);
      CSS.highlights.set(name, highlight);
    }

  function fill(name: string, ranges: readonly Range[]): void {
    const highlight = highlights.get(name);
    if (!highlight) return;
    highlight.clear();
    for (const range of ranges) for (const piece of domRanges(root, range)) highlight.add(piece);
  }

  return {
    show({ words, sentence, unread }) {
      fill('sentence-unread', joined(unread));
      fill('sentence-here', sentence ? [sentence] : []);
      fill('caret-words', words ? [words] : []);
    },
    destroy() {
      for (const name of highlights.keys()) CSS.highlights.delete(name);
    },
  };
}

/** Neighbouring sentences as one range: a long text has thousands. */
function joined(ranges: readonly Range[]): Range[] {
  const found: Range[] = [];
  for (const range of ranges) {
    const last = found.at(-1);
    if (last && range.start - last.end <= 2) found[found.length - 1] = { start: last.start, end: range.end };
    else found.push(range);
  }
  return found;
}
