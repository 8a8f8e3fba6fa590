import { Canvas, type PictureOptions } from './svg';

export interface Bar {
  /** As written beside the bar. */
  readonly name: string;
  /** Fraction 0 to 1; `null` shows the text for nothing. */
  readonly value: number | null;
  readonly range: readonly [low: number, high: number] | null;
  /** Colour of the label; the accent without it. */
  readonly colour?: string;
}

export interface BarsTexts {
  readonly title: string;
  /** Where there is no figure. */
  readonly nothing: string;
  /** Puts a figure and the ends of its interval together, all written already. */
  readonly withRange: (value: string, low: string, high: string) => string;
}

const MARGIN = 16;
const NAMES = 120;
const LENGTH = 320;
const FIGURES = 150;
const HEAD = 48;
const ROW = 34;
const FOOT = 34;
const THICK = 16;

/** Picture of one figure for several labels, with its interval on each. */
export function barsSvg(bars: readonly Bar[], options: PictureOptions<BarsTexts>): string {
  const { direction, theme, texts, format } = options;
  const width = MARGIN + NAMES + LENGTH + 16 + FIGURES + MARGIN;
  const bottom = HEAD + bars.length * ROW;
  const canvas = new Canvas(width, bottom + FOOT, direction, theme);
  const left = MARGIN + NAMES;
  canvas.text(texts.title, MARGIN, 28, 'start', { 'font-size': 16, 'font-weight': 600 });
  for (const tick of [0, 0.25, 0.5, 0.75, 1]) {
    const along = left + tick * LENGTH;
    canvas.line([along, HEAD], [along, bottom]);
    canvas.text(format(tick, 'percent'), along, bottom + 20, 'middle', {
      fill: theme.inkSoft,
      'font-size': 12,
    });
  }
  bars.forEach(({ name, value, range, colour }, i) => {
    const middle = HEAD + (i + 0.5) * ROW;
    const figures = left + LENGTH + 16;
    canvas.text(name, MARGIN, middle + 5);
    if (value === null) {
      canvas.text(texts.nothing, figures, middle + 5, 'start', { fill: theme.inkSoft });
      return;
    }
    const fill = colour ?? theme.accent;
    canvas.rect(left, middle - THICK / 2, value * LENGTH, THICK, { fill, 'fill-opacity': 0.55 });
    if (range) drawWhisker(canvas, left, middle, range, theme.ink);
    const written = format(value, 'percent');
    const [low, high] = range ?? [];
    canvas.text(
      low === undefined || high === undefined
        ? written
        : texts.withRange(written, format(low, 'percent'), format(high, 'percent')),
      figures,
      middle + 5,
    );
  });
  return canvas.finish(texts.title);
}

function drawWhisker(
  canvas: Canvas,
  left: number,
  middle: number,
  [low, high]: readonly [number, number],
  ink: string,
): void {
  const stroke = { stroke: ink, 'stroke-width': 1.5 };
  canvas.line([left + low * LENGTH, middle], [left + high * LENGTH, middle], stroke);
  for (const end of [low, high]) {
    const along = left + end * LENGTH;
    canvas.line([along, middle - 5], [along, middle + 5], stroke);
  }
}
