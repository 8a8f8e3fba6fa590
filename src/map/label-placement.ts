import type { BaseLabel } from './basemap';

/** A rectangle in pixels, y downwards. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** A label that wants a place. */
export interface PointLabel {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** Distance of the text from its point; 0 centres it. */
  readonly offset: number;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
}

/** Height of a line of labels, in pixels. */
export const LABEL_HEIGHT = 20;
const GAP = 3;

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

/**
 * Boxes of labels without collisions, null for those that find no place: greedy in the order given, a label to the left
 * of its point, else to the right, above or below (Imhof's positions for point features, right-to-left first).
 * @param most at most so many are placed
 */
export function placeLabels(
  labels: Iterable<PointLabel>,
  frame: Frame,
  blocked: readonly Box[],
  most: number,
): (Box | null)[] {
  const taken = new BoxGrid(blocked);
  let count = 0;
  return Array.from(labels, (label) => {
    if (count >= most || isFarOut(label, frame)) return null;
    const box = positions(label).find((one) => isInside(one, frame) && !taken.meets(one)) ?? null;
    if (box) {
      taken.add(box);
      count += 1;
    }
    return box;
  });
}

const isFarOut = ({ x, y }: PointLabel, { width, height }: Frame): boolean =>
  x < -50 || y < -20 || x > width + 50 || y > height + 20;

const isInside = ({ left, top, right, bottom }: Box, { width, height }: Frame): boolean =>
  left >= 0 && top >= 0 && right <= width && bottom <= height;

function positions({ x, y, width, offset }: PointLabel): Box[] {
  const box = (left: number, top: number): Box => ({
    left,
    top,
    right: left + width,
    bottom: top + LABEL_HEIGHT,
  });
  const middle = y - LABEL_HEIGHT / 2;
  if (offset === 0) return [box(x - width / 2, middle)];
  return [
    box(x - offset - GAP - width, middle),
    box(x + offset + GAP, middle),
    box(x - width / 2, y - offset - LABEL_HEIGHT),
    box(x - width / 2, y + offset),
  ];
}

/** Boxes by cell, so that thousands of them are asked quickly. */
class BoxGrid {
  readonly #cells = new Map<string, Box[]>();

  constructor(boxes: readonly Box[]) {
    for (const box of boxes) this.add(box);
  }

  add(box: Box): void {
    for (const key of cellsOf(box)) {
      const cell = this.#cells.get(key);
      if (cell) cell.push(box);
      else this.#cells.set(key, [box]);
    }
  }

  meets(box: Box): boolean {
    for (const key of cellsOf(box))
      if (this.#cells.get(key)?.some((other) => overlaps(box, other))) return true;
    return false;
  }
}

const CELL = 64;

function* cellsOf({ left, top, right, bottom }: Box): Generator<string> {
  for (let x = Math.floor(left / CELL); x <= right / CELL; x++)
    for (let y = Math.floor(top / CELL); y <= bottom / CELL; y++) yield `${x},${y}`;
}

/** Zoom from which a town is named, by digits of its population. */
const TOWNS_FROM: Readonly<Record<number, number>> = { 7: 5, 6: 6.5, 5: 8 };

/** Names of the base map at a zoom, the most important first: countries far out, then towns by size. */
export function baseLabelsAt(labels: readonly BaseLabel[], zoom: number): BaseLabel[] {
  const isWanted = ({ rank }: BaseLabel) =>
    rank === 0 ? zoom >= 3 && zoom <= 6.5 : zoom >= (TOWNS_FROM[Math.min(rank, 7)] ?? 9);
  return labels.filter(isWanted).sort((a, b) => (b.rank || 9) - (a.rank || 9));
}
