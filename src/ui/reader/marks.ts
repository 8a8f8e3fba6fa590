import { CORE_LABELS, type Label } from '../../domain';
import type { DrawnSpan } from './paragraphs';

const supported = (): boolean =>
  typeof CSS !== 'undefined' && 'highlights' in CSS && typeof Highlight === 'function';

/** Labels of foreign schemes share the look of MISC. */
const lookOf = (label: Label): string =>
  (CORE_LABELS as readonly string[]).includes(label) ? label : 'MISC';

/**
 * Paints marks with the CSS Custom Highlight API: a tint over the whole span, a line under the stem, so that
 * a word is never cut in the DOM and Arabic letters stay joined (CSS Custom Highlight API, W3C). One instance
 * serves one text view; the registry of the page is shared, so names carry the label only.
 */
export class MarkPainter {
  readonly isNative = supported();
  readonly #highlights = new Map<string, Highlight>();

  /** Ranges that paint one span inside its element; give them back to {@link erase}. */
  paint(span: DrawnSpan, node: Text): readonly AbstractRange[] {
    if (!this.isNative) return [];
    const look = lookOf(span.label);
    const whole = rangeIn(node, 0, node.length);
    const stem = rangeIn(node, span.stem.start - span.start, span.stem.end - span.start);
    // What nobody confirmed yet has its line only, while a text is corrected.
    if (span.origin !== 'predicted') this.#highlight(`mention-${look}`).add(whole);
    this.#highlight(`stem-${look}`).add(stem);
    return [whole, stem];
  }

  /** Paints the mention under attention above the others. */
  select(node: Node | null): void {
    if (!this.isNative) return;
    const highlight = this.#highlight('mention-selected');
    highlight.priority = 1;
    highlight.clear();
    if (node instanceof Text) highlight.add(rangeIn(node, 0, node.length));
  }

  /** Paints a search result above everything else. */
  find(range: StaticRange | null): void {
    if (!this.isNative) return;
    const highlight = this.#highlight('found');
    highlight.priority = 2;
    highlight.clear();
    if (range) highlight.add(range);
  }

  erase(ranges: readonly AbstractRange[]): void {
    for (const range of ranges) for (const highlight of this.#highlights.values()) highlight.delete(range);
  }

  destroy(): void {
    for (const [name, highlight] of this.#highlights) {
      highlight.clear();
      CSS.highlights.delete(name);
    }
    this.#highlights.clear();
  }

  #highlight(name: string): Highlight {
    let highlight = this.#highlights.get(name);
    if (!highlight) {
      highlight = new Highlight();
      this.#highlights.set(name, highlight);
      CSS.highlights.set(name, highlight);
    }
    return highlight;
  }
}

function rangeIn(node: Text, start: number, end: number): StaticRange {
  const from = Math.max(0, Math.min(start, node.length));
  const to = Math.max(from, Math.min(end, node.length));
  // StaticRange costs nothing when the DOM changes elsewhere, unlike live ranges.
  return new StaticRange({ startContainer: node, startOffset: from, endContainer: node, endOffset: to });
}
