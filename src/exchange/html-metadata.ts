import { tidy } from './html-text';

/** What a page says of itself; empty strings where it says nothing. */
export interface PageMetadata {
  readonly title: string;
  readonly outlet: string;
  readonly url: string;
  readonly published: string;
}

type Loose = Readonly<Record<string, unknown>>;

const ARTICLE_TYPES =
  /^(?:News|Report|Analysis|Opinion|Background|Review)?(?:News)?Article$|^BlogPosting$|^Report$/;

/**
 * Title, outlet, address and date of publication: JSON-LD (schema.org Article), then Open Graph and `article:` tags,
 * canonical link, `<time>`, `<title>`.
 * @param plain turns text with entities into text
 */
export function readMetadata(page: globalThis.Document, plain: (value: string) => string): PageMetadata {
  const article = findArticle(page);
  const meta = (...names: string[]): string => {
    for (const name of names) {
      const tag = page.querySelector(`meta[property="${name}"], meta[name="${name}"]`);
      const content = tag?.getAttribute('content')?.trim();
      if (content) return content;
    }
    return '';
  };
  const publisher = article?.['publisher'];
  const canonical = page.querySelector('link[rel~="canonical"]')?.getAttribute('href') ?? '';
  const outlet = tidy(plain(nameOf(publisher) || meta('og:site_name', 'application-name')));
  const title =
    plain(text(article?.['headline'])) ||
    meta('og:title', 'twitter:title') ||
    page.querySelector('title')?.textContent?.trim();
  return {
    title: withoutOutlet(tidy(title ?? ''), [outlet, tidy(meta('og:site_name'))]),
    outlet,
    url:
      webAddress(canonical) ||
      webAddress(meta('og:url')) ||
      webAddress(text(article?.['url'])) ||
      webAddress(idOf(article?.['mainEntityOfPage'])),
    published: isoDate(
      text(article?.['datePublished']) ||
        meta('article:published_time', 'og:article:published_time', 'date', 'pubdate') ||
        page.querySelector('article time[datetime], time[datetime]')?.getAttribute('datetime') ||
        '',
    ),
  };
}

/** The first article in any JSON-LD block, `@graph` and lists included. A block that is not JSON is passed over. */
export function findArticle(page: globalThis.Document): Loose | null {
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    let value: unknown;
    try {
      value = JSON.parse(script.textContent ?? '');
    } catch {
      continue;
    }
    const found = articleIn(value, 0);
    if (found) return found;
  }
  return null;
}

function articleIn(value: unknown, depth: number): Loose | null {
  if (typeof value !== 'object' || value === null || depth > 6) return null;
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) {
      const found = articleIn(item, depth + 1);
      if (found) return found;
    }
    return null;
  }
  const record = value as Loose;
  const types = ([] as unknown[]).concat(record['@type']);
  if (types.some((type) => typeof type === 'string' && ARTICLE_TYPES.test(type))) return record;
  return articleIn(record['@graph'], depth + 1) ?? articleIn(record['mainEntity'], depth + 1);
}

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** Takes the name of the site off the end of a title (`عنوان | موقع`). */
function withoutOutlet(title: string, outlets: readonly string[]): string {
  const [, head, tail] = /^(.+?)\s+[|–—-]\s+([^|–—]+)$/.exec(title) ?? [];
  return head && tail && outlets.includes(tail) ? head : title;
}

function nameOf(value: unknown): string {
  if (Array.isArray(value)) return nameOf(value[0]);
  return typeof value === 'object' && value !== null ? text((value as Loose)['name']) : text(value);
}

function idOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? text((value as Loose)['@id']) : text(value);
}

const webAddress = (value: string): string => (/^https?:\/\/\S+$/i.test(value) ? value : '');

/** ISO dates and date-times are kept as they are; anything else that names a day is turned into one. */
function isoDate(value: string): string {
  const date = value.trim();
  const day = /^\d{4}-\d{2}-\d{2}(?!\d)/.exec(date)?.[0];
  if (day) return Number.isNaN(Date.parse(day)) ? '' : date;
  const time = new Date(date);
  if (Number.isNaN(time.getTime())) return '';
  // Read in the zone it was written in: without one, that is the zone of this machine, as in the parser.
  if (/(?:GMT|UTC|Z)$|:\d{2} ?[+-]\d{2}:?\d{2}$/.test(date)) return time.toISOString().slice(0, 10);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
}
