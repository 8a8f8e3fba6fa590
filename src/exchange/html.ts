import { findArticle, readMetadata, type PageMetadata } from './html-metadata';

const DROPPED =
  'script, style, noscript, template, nav, footer, aside, form, button, svg, iframe, select, dialog, [hidden], [aria-hidden="true"], [role="navigation"], [role="complementary"]';
const BLOCKS = new Set(
  'ADDRESS ARTICLE BLOCKQUOTE DD DIV DL DT FIGCAPTION FIGURE H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN OL P PRE SECTION TABLE TR UL'.split(
    ' ',
  ),
);
/** Paragraph text below this is too little for an article, in UTF-16 units. */
const MIN_ARTICLE = 140;

/**
 * Text and metadata of a saved page. The article is `<article>`, else `<main>`, else the block with most paragraph
 * text. Nothing of the page runs: `DOMParser` makes an inert document.
 */
export function readHtml(html: string): { text: string } & PageMetadata {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const metadata = readMetadata(page);
  const body = findArticle(page)?.['articleBody'];
  for (const element of page.querySelectorAll(DROPPED)) element.remove();
  const root = articleRoot(page);
  let text = root ? blockText(root) : '';
  if (text.length < MIN_ARTICLE && typeof body === 'string' && body.length > text.length) text = body.trim();
  const heading = page.querySelector('h1')?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  const title = heading || metadata.title;
  if (title && text && !text.startsWith(title)) text = `${title}\n\n${text}`;
  return { ...metadata, title: title || metadata.title, text };
}

/** The charset a page declares, looked for in its first bytes as browsers do. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1]?.toLowerCase();
}

function articleRoot(page: globalThis.Document): Element | null {
  const best = (selector: string): Element | null => {
    let found: Element | null = null;
    let most = MIN_ARTICLE - 1;
    for (const element of page.querySelectorAll(selector)) {
      const size = paragraphSize(element);
      if (size > most) {
        found = element;
        most = size;
      }
    }
    return found;
  };
  return best('article') ?? best('main, [role="main"]') ?? densest(page) ?? page.body;
}

function paragraphSize(element: Element): number {
  let size = 0;
  for (const paragraph of element.querySelectorAll('p')) size += paragraph.textContent?.trim().length ?? 0;
  return size;
}

/** The parent whose own paragraphs hold most text. */
function densest(page: globalThis.Document): Element | null {
  const sizes = new Map<Element, number>();
  for (const paragraph of page.querySelectorAll('p')) {
    const parent = paragraph.parentElement;
    if (parent) sizes.set(parent, (sizes.get(parent) ?? 0) + (paragraph.textContent?.trim().length ?? 0));
  }
  const top = [...sizes].sort((a, b) => b[1] - a[1])[0];
  return top && top[1] >= MIN_ARTICLE ? top[0] : null;
}

/** Blocks as paragraphs with a blank line between; `<br>` is a line break, other white space is one space. */
function blockText(root: Element): string {
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
