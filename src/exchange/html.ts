import { blockText, looseText, tidy } from './html-text';
import { findArticle, readMetadata, type PageMetadata } from './html-metadata';

const DROPPED =
  'script, style, noscript, template, nav, footer, aside, form, button, svg, iframe, select, dialog, [hidden], [aria-hidden="true"], [role="navigation"], [role="complementary"]';
/** Text outside links below this is too little for an article, in UTF-16 units. */
const MIN_ARTICLE = 140;
/** A block with less text than this is a label or a button, not a paragraph. */
const MIN_PARAGRAPH = 25;

/** Whether pages can be read here: the parser is the browser's own, which Node and workers lack. */
export const canReadHtml = (): boolean => typeof DOMParser === 'function';

/**
 * Text and metadata of a saved page. The article is `<article>`, else `<main>`, else the block with most text outside
 * links (after Readability's scores). Nothing of the page runs: `DOMParser` makes an inert document.
 */
export function readHtml(html: string): { text: string } & PageMetadata {
  const page = parse(html);
  const metadata = readMetadata(page, looseText);
  const body = findArticle(page)?.['articleBody'];
  for (const element of page.querySelectorAll(DROPPED)) element.remove();
  const root = articleRoot(page);
  let text = root ? blockText(root) : '';
  if (text.length < MIN_ARTICLE && typeof body === 'string') {
    const given = /<\w/.test(body) ? blockText(parse(body).body) : looseText(body);
    if (given.length > text.length) text = given;
  }
  const heading = tidy((root?.querySelector('h1') ?? page.querySelector('h1'))?.textContent ?? '');
  // A heading outside the article may be the name of the site; what the page says of itself comes first then.
  const title = (root?.querySelector('h1') && heading) || metadata.title || heading;
  if (title && text && !startsWithLine(text, title)) text = `${title}\n\n${text}`;
  return { ...metadata, title, text };
}

/** The charset a page declares, looked for in its first bytes as browsers do. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1]?.toLowerCase();
}

const parse = (html: string): globalThis.Document => new DOMParser().parseFromString(html, 'text/html');

/** Whether one of the first lines is the title: a section's name or a date may stand above it. */
const startsWithLine = (text: string, title: string): boolean =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .slice(0, 4)
    .some((line) => line === title);

function articleRoot(page: globalThis.Document): Element | null {
  const best = (selector: string): Element | null => {
    let found: Element | null = null;
    let most = MIN_ARTICLE - 1;
    for (const element of page.querySelectorAll(selector)) {
      const size = sizeOutsideLinks(element);
      if (size > most) {
        found = element;
        most = size;
      }
    }
    return found;
  };
  return best('article') ?? best('main, [role="main"]') ?? densest(page) ?? page.body;
}

function sizeOutsideLinks(element: Element): number {
  let size = tidy(element.textContent ?? '').length;
  for (const link of element.querySelectorAll('a')) size -= tidy(link.textContent ?? '').length;
  return size;
}

/**
 * The block that holds most paragraphs. A text counts for its own block when lines are parted by `<br>`, wholly for the
 * parent of a paragraph, and half for the block above, so that an article cut into sections still wins over one of them.
 */
function densest(page: globalThis.Document): Element | null {
  const scores = new Map<Element, number>();
  const add = (element: Element | null, score: number): void => {
    if (element && element !== page.documentElement) scores.set(element, (scores.get(element) ?? 0) + score);
  };
  for (const block of page.querySelectorAll('p, div, td, section, blockquote, pre, center')) {
    const size = ownTextSize(block);
    if (size < MIN_PARAGRAPH) continue;
    const holder = block.tagName === 'P' || block.tagName === 'BLOCKQUOTE' ? block.parentElement : block;
    add(holder, size);
    add(holder?.parentElement ?? null, size / 2);
  }
  const [top] = [...scores].sort((a, b) => b[1] - a[1]);
  return top && top[1] >= MIN_ARTICLE ? top[0] : null;
}

/** Text that stands in the block itself or in its inline elements, links aside. */
function ownTextSize(block: Element): number {
  let size = 0;
  for (const node of block.childNodes) {
    if (node.nodeType === 3) size += tidy(node.nodeValue ?? '').length;
    else if (
      node.nodeType === 1 &&
      /^(?:B|I|EM|STRONG|SPAN|FONT|U|BDI|MARK|SMALL)$/.test((node as Element).tagName)
    )
      size += sizeOutsideLinks(node as Element);
  }
  return size;
}
