import type { Label } from '../../domain';
import type { ConfusionMatrix } from '../confusion';
import { Canvas, type PictureOptions } from './svg';

export interface MatrixTexts {
  readonly title: string;
  /** Over the rows, and over the columns. */
  readonly gold: string;
  readonly predicted: string;
  /** A label's name; also of the row of spurious and the column of missed ranges. */
  readonly nameOf: (label: Label) => string;
}

const CELL = { width: 92, height: 44 };
const NAMES = 120;
const HEAD = 92;
const MARGIN = 16;
/** Deepest shade: the figure on it stays readable in both themes. */
const DEEPEST = 0.45;

/** Picture of a confusion matrix: the deeper a cell, the greater its share of the row. */
export function matrixSvg(matrix: ConfusionMatrix, options: PictureOptions<MatrixTexts>): string {
  const { direction, theme, texts, format } = options;
  const { rows, columns, cell } = matrix;
  const width = NAMES + columns.length * CELL.width + 2 * MARGIN;
  const height = HEAD + rows.length * CELL.height + MARGIN;
  const canvas = new Canvas(width, height, direction, theme);
  const left = MARGIN + NAMES;
  canvas.text(texts.title, MARGIN, 28, 'start', { 'font-size': 16, 'font-weight': 600 });
  canvas.text(texts.predicted, left + (columns.length * CELL.width) / 2, 56, 'middle', {
    fill: theme.inkSoft,
  });
  canvas.text(texts.gold, MARGIN, HEAD - 10, 'start', { fill: theme.inkSoft });
  columns.forEach((column, c) => {
    canvas.text(texts.nameOf(column), left + (c + 0.5) * CELL.width, HEAD - 10, 'middle');
  });
  rows.forEach((row, r) => {
    const y = HEAD + r * CELL.height;
    const middle = y + CELL.height / 2 + 5;
    canvas.text(texts.nameOf(row), MARGIN, middle);
    const total = columns.reduce((sum, column) => sum + cell(row, column).count, 0);
    columns.forEach((column, c) => {
      const { count } = cell(row, column);
      const along = left + c * CELL.width;
      canvas.rect(along, y, CELL.width, CELL.height, {
        fill: row === column ? theme.accent : theme.danger,
        'fill-opacity': total === 0 ? 0 : (DEEPEST * count) / total,
        stroke: theme.line,
      });
      // Spurious and missed at once is nothing: that corner stays empty.
      const isCorner = r === rows.length - 1 && c === columns.length - 1;
      if (!isCorner) canvas.text(format(count, 'count'), along + CELL.width / 2, middle, 'middle');
    });
  });
  return canvas.finish(texts.title);
}
