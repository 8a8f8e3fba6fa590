/** Faces of a picture: the page's own where it is embedded, else what the device has for Arabic. */
const TEXT_FACE = "'Mawdi Text','Noto Naskh Arabic','Geeza Pro','Traditional Arabic','Noto Serif',serif";

/** Text for XML. */
export const escapeXml = (text: string): string =>
  text
    // Control characters are not allowed in XML 1.0 at all.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

export interface TextStyle {
  readonly x: number;
  readonly y: number;
  /** Pixels. */
  readonly size: number;
  readonly colour: string;
  readonly isBold?: boolean;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly direction?: 'rtl' | 'ltr';
  /** Colour of a rim round the letters. */
  readonly rim?: string;
  readonly className?: string;
}

/** One line of text as one element, so that Arabic letters stay joined. */
export function textElement(text: string, style: TextStyle): string {
  const { x, y, size, colour, isBold = false, anchor = 'start', direction, rim, className } = style;
  const parts = [
    `x="${Math.round(x * 10) / 10}" y="${Math.round(y * 10) / 10}"`,
    `font-family="${TEXT_FACE}" font-size="${size}" fill="${colour}" text-anchor="${anchor}"`,
    isBold ? 'font-weight="600"' : '',
    direction ? `direction="${direction}" unicode-bidi="embed"` : '',
    rim ? `stroke="${rim}" stroke-width="3.5" stroke-linejoin="round" paint-order="stroke"` : '',
    className ? `class="${className}"` : '',
  ];
  return `<text ${parts.filter((part) => part !== '').join(' ')}>${escapeXml(text)}</text>`;
}

/** Width of a text in pixels, where nothing can measure it. */
export const estimateWidth = (text: string, size: number): number => [...text].length * size * 0.5;

/** A text in lines that are no wider than `width`; a word that is wider stands alone. */
export function wrapText(text: string, width: number, measure: (text: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && measure(`${last} ${word}`) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
