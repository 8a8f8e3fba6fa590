/** Colours as SVG paints, `#rrggbb`: a picture is also a file, which knows no custom properties. */
export interface PictureTheme {
  readonly paper: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly line: string;
  readonly accent: string;
  /** Of what went wrong. */
  readonly danger: string;
}

/** What every picture needs besides its figures. */
export interface PictureOptions<Texts> {
  readonly direction: 'rtl' | 'ltr';
  readonly theme: PictureTheme;
  /** Every word in the picture, in the reader's language. */
  readonly texts: Texts;
  /** Writes a count, or a fraction as percent, with the reader's digits. */
  readonly format: (value: number, as: 'count' | 'percent') => string;
}

type Attributes = Readonly<Record<string, string | number>>;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** Characters that no XML file may hold, not even escaped. */
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** Text for content and attributes of XML. */
export const escapeXml = (text: string): string =>
  text.replace(FORBIDDEN, '').replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** Two decimals are finer than any screen, and make files short and equal everywhere. */
const written = (value: string | number): string =>
  typeof value === 'number' ? String(Math.round(value * 100) / 100) : escapeXml(value);

export function element(name: string, attributes: Attributes, content = ''): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${written(value)}"`);
  return content === '' ? `<${name}${list.join('')}/>` : `<${name}${list.join('')}>${content}</${name}>`;
}

/**
 * Draws from the start of the line: distances from the left in a left-to-right picture, from the right in a
 * right-to-left one. Text anchors turn with the direction by themselves.
 */
export class Canvas {
  private readonly parts: string[] = [];

  constructor(
    readonly width: number,
    readonly height: number,
    private readonly direction: 'rtl' | 'ltr',
    private readonly theme: PictureTheme,
  ) {}

  /** Distance from the start of the line to a coordinate; of the left edge of something `width` wide. */
  x(along: number, width = 0): number {
    return this.direction === 'rtl' ? this.width - along - width : along;
  }

  rect(along: number, y: number, width: number, height: number, attributes: Attributes): void {
    this.parts.push(element('rect', { x: this.x(along, width), y, width, height, ...attributes }));
  }

  line(from: readonly [number, number], to: readonly [number, number], attributes: Attributes = {}): void {
    const [x1, y1] = [this.x(from[0]), from[1]];
    const [x2, y2] = [this.x(to[0]), to[1]];
    this.parts.push(element('line', { x1, y1, x2, y2, stroke: this.theme.line, ...attributes }));
  }

  /** A line through points; none for fewer than two. */
  path(points: readonly (readonly [number, number])[], attributes: Attributes): void {
    if (points.length < 2) return;
    const list = points.map(([along, y]) => `${written(this.x(along))},${written(y)}`).join(' ');
    this.parts.push(element('polyline', { points: list, fill: 'none', ...attributes }));
  }

  /** `anchor`: which part of the text stands at the point, in reading direction. */
  text(
    content: string,
    along: number,
    y: number,
    anchor: 'start' | 'middle' | 'end' = 'start',
    attributes: Attributes = {},
  ): void {
    const place = { x: this.x(along), y, 'text-anchor': anchor, fill: this.theme.ink };
    this.parts.push(element('text', { ...place, ...attributes }, escapeXml(content)));
  }

  /** The whole file: its own title, no fonts, styles or links from elsewhere. */
  finish(title: string): string {
    const root = {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${written(this.width)} ${written(this.height)}`,
      width: this.width,
      height: this.height,
      role: 'img',
      'aria-label': title,
      direction: this.direction,
      'font-family': "system-ui, 'Segoe UI', 'Noto Sans Arabic', 'Noto Sans', Tahoma, sans-serif",
      'font-size': 14,
    };
    const paper = element('rect', { width: this.width, height: this.height, fill: this.theme.paper });
    return element('svg', root, [element('title', {}, escapeXml(title)), paper, ...this.parts].join(''));
  }
}
