const BLOCKS = new Set(
  (
    'ADDRESS ARTICLE BLOCKQUOTE CAPTION CENTER DD DIV DL DT FIGCAPTION FIGURE H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN OL P ' +
    'PRE SECTION TABLE TD TH TR UL'
  ).split(' '),
);

/** White space as a page shows it: one space. */
export const tidy = (value: string): string => value.replace(/\s+/g, ' ').trim();

/** Text that a page's data holds with entities or tags in it (JSON-LD often does), as a reader would see it. */
export function looseText(value: string): string {
  if (!/[&<]/.test(value)) return value.trim();
  return (new DOMParser().parseFromString(value, 'text/html').body.textContent ?? '').trim();
}

/** Blocks as paragraphs with a blank line between; `<br>` is a line break, other white space is one space. */
export function blockText(root: Element): string {
  let out = '';
  const visit = (node: Node): void => {
    if (node.nodeType === 3) {
      out += (node.nodeValue ?? '').replace(/\s+/g, ' ');
      return;
    }
    if (node.nodeType !== 1) return;
    const { tagName } = node as Element;
    if (tagName === 'BR') out += '\n';
    const isBlock = BLOCKS.has(tagName);
    if (isBlock) out += '\n\n';
    node.childNodes.forEach(visit);
    if (isBlock) out += '\n\n';
  };
  visit(root);
  return out
    .split('\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
