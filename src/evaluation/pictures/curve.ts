import type { Score } from '../scores';
import type { ThresholdPoint } from '../threshold';
import { Canvas, type PictureOptions } from './svg';

export interface CurveTexts extends Readonly<Record<keyof Score, string>> {
  readonly title: string;
  /** Under the axis: the score from which on a prediction counts. */
  readonly threshold: string;
}

export interface CurveOptions extends PictureOptions<CurveTexts> {
  /** Threshold in use, marked by a line. */
  readonly current?: number;
}

const MARGIN = 16;
const AXIS = 56;
const HEAD = 76;
const PLOT = { width: 480, height: 260 };
const FOOT = 52;
const TICKS = [0, 0.25, 0.5, 0.75, 1];
/** Lines differ by dash as well as by colour. */
const LINES = [
  { figure: 'f1', dash: 'none', width: 2.5 },
  { figure: 'precision', dash: '8 4', width: 2 },
  { figure: 'recall', dash: '2 3', width: 2 },
] as const;

/** Picture of precision, recall and F1 against the threshold. A line has a gap where there is no figure. */
export function curveSvg(points: readonly ThresholdPoint[], options: CurveOptions): string {
  const { direction, theme, texts, format, current } = options;
  const canvas = new Canvas(
    MARGIN + AXIS + PLOT.width + 2 * MARGIN,
    HEAD + PLOT.height + FOOT,
    direction,
    theme,
  );
  const left = MARGIN + AXIS;
  const bottom = HEAD + PLOT.height;
  const colours = { f1: theme.accent, precision: theme.ink, recall: theme.danger };
  const along = (threshold: number) => left + threshold * PLOT.width;
  const down = (value: number) => bottom - value * PLOT.height;
  const small = { fill: theme.inkSoft, 'font-size': 12 };
  canvas.text(texts.title, MARGIN, 28, 'start', { 'font-size': 16, 'font-weight': 600 });
  for (const tick of TICKS) {
    canvas.line([left, down(tick)], [left + PLOT.width, down(tick)]);
    canvas.text(format(tick, 'percent'), left - 8, down(tick) + 4, 'end', small);
    canvas.text(format(tick, 'percent'), along(tick), bottom + 18, 'middle', small);
  }
  canvas.text(texts.threshold, left + PLOT.width / 2, bottom + 40, 'middle', { fill: theme.inkSoft });
  if (current !== undefined)
    canvas.line([along(current), HEAD], [along(current), bottom], {
      stroke: theme.inkSoft,
      'stroke-width': 1.5,
    });
  LINES.forEach(({ figure, dash, width }, i) => {
    const stroke = { stroke: colours[figure], 'stroke-width': width, 'stroke-dasharray': dash };
    for (const piece of piecesOf(points, figure))
      canvas.path(
        piece.map(([threshold, value]): [number, number] => [along(threshold), down(value)]),
        stroke,
      );
    const key = left + i * (PLOT.width / LINES.length);
    canvas.line([key, 54], [key + 32, 54], stroke);
    canvas.text(texts[figure], key + 40, 59);
  });
  return canvas.finish(texts.title);
}

/** Runs of points that have the figure. */
function piecesOf(points: readonly ThresholdPoint[], figure: keyof Score): [number, number][][] {
  const pieces: [number, number][][] = [[]];
  for (const point of points) {
    const value = point[figure];
    if (value === null) pieces.push([]);
    else pieces.at(-1)?.push([point.threshold, value]);
  }
  return pieces;
}
