/** A point on a plane. */
export type XY = readonly [x: number, y: number];

/** A side of a straight line: all points with `a·x + b·y ≥ c`. */
export interface HalfPlane {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** The four sides of a rectangle. */
export const rectangle = (left: number, top: number, right: number, bottom: number): HalfPlane[] => [
  { a: 1, b: 0, c: left },
  { a: -1, b: 0, c: -right },
  { a: 0, b: 1, c: top },
  { a: 0, b: -1, c: -bottom },
];

const depth = ({ a, b, c }: HalfPlane, [x, y]: XY): number => a * x + b * y - c;

function cross(side: HalfPlane, from: XY, to: XY): XY {
  const [start, end] = [depth(side, from), depth(side, to)];
  const share = start / (start - end);
  return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
}

/**
 * The part of a ring within all half-planes (Sutherland and Hodgman 1974); empty where it lies outside. The parts of a
 * ring that is cut apart stay joined along the cut, which a fill does not show.
 */
export function clipRing(ring: readonly XY[], sides: readonly HalfPlane[]): readonly XY[] {
  let points = ring;
  for (const side of sides) {
    if (points.length === 0) break;
    const kept: XY[] = [];
    let from = points.at(-1) ?? [0, 0];
    for (const to of points) {
      const [wasIn, isIn] = [depth(side, from) >= 0, depth(side, to) >= 0];
      if (wasIn !== isIn) kept.push(cross(side, from, to));
      if (isIn) kept.push(to);
      from = to;
    }
    points = kept;
  }
  return points;
}

/** The parts of a line within all half-planes. */
export function clipLine(line: readonly XY[], sides: readonly HalfPlane[]): readonly (readonly XY[])[] {
  let parts: readonly (readonly XY[])[] = [line];
  for (const side of sides) parts = parts.flatMap((part) => cutLine(part, side));
  return parts;
}

function cutLine(line: readonly XY[], side: HalfPlane): XY[][] {
  const parts: XY[][] = [];
  let open: XY[] | null = null;
  line.forEach((to, at) => {
    const from = line[at - 1];
    const isIn = depth(side, to) >= 0;
    if (from && depth(side, from) >= 0 !== isIn) {
      const edge = cross(side, from, to);
      if (open) open.push(edge);
      else parts.push((open = [edge]));
    }
    if (!isIn) open = null;
    else if (open) open.push(to);
    else parts.push((open = [to]));
  });
  return parts.filter((part) => part.length > 1);
}
