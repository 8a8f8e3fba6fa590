/** The exact raw text under the selection: what the DOM adds between paragraphs is left out. */
export function selectedRaw(root: HTMLElement, raw: string): string | null {
  const selection = getSelection();
  if (!selection || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.commonAncestorContainer)) return null;
  const start = offsetOf(root, range.startContainer, range.startOffset);
  const end = offsetOf(root, range.endContainer, range.endOffset);
  return raw.slice(start, end);
}

/** Raw offset of a DOM position: the text view holds the raw text and nothing else. */
export function offsetOf(root: HTMLElement, node: Node, offset: number): number {
  const before = document.createRange();
  before.setStart(root, 0);
  before.setEnd(node, offset);
  return before.toString().length;
}

/** The characters `[start, end)` of an element's text as a range, or null when it has fewer. */
export function textRange(element: HTMLElement, start: number, end: number): StaticRange | null {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let at = 0;
  let from: { node: Node; offset: number } | null = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.nodeValue?.length ?? 0;
    if (!from && start < at + length) from = { node, offset: start - at };
    if (from && end <= at + length) {
      return new StaticRange({
        startContainer: from.node,
        startOffset: from.offset,
        endContainer: node,
        endOffset: end - at,
      });
    }
    at += length;
  }
  return null;
}
