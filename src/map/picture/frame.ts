import type { HalfPlane, XY } from '../clip';
import { clipLine, clipRing, rectangle } from '../clip';
import { project } from '../mercator';

/** What of the world a picture shows, as the map on the page: middle in degrees, size in pixels. */
export interface PictureView {
  readonly lat: number;
  readonly lon: number;
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
}

/** Steps shorter than this, in pixels, are not seen. */
const SHORTEST_PX = 0.7;
/** Shapes are cut this far outside, so that their edges are not seen as lines. */
const MARGIN_PX = 8;

/** Degrees to pixels of a picture, and shapes in them as path data cut to the picture. */
export class Frame {
  readonly view: PictureView;
  readonly #left: number;
  readonly #top: number;
  readonly #sides: readonly HalfPlane[];

  constructor(view: PictureView) {
    this.view = view;
    const [x, y] = project(view.lat, view.lon, view.zoom);
    this.#left = x - view.width / 2;
    this.#top = y - view.height / 2;
    this.#sides = rectangle(-MARGIN_PX, -MARGIN_PX, view.width + MARGIN_PX, view.height + MARGIN_PX);
  }

  at(lat: number, lon: number): XY {
    const [x, y] = project(lat, lon, this.view.zoom);
    return [x - this.#left, y - this.#top];
  }

  shows([x, y]: XY): boolean {
    return x >= 0 && y >= 0 && x <= this.view.width && y <= this.view.height;
  }

  /** Closed rings of `[lon, lat]`; empty where nothing of them is seen. */
  rings(rings: readonly (readonly (readonly number[])[])[]): string {
    return rings
      .map((ring) => clipRing(this.#points(ring), this.#sides))
      .filter((ring) => ring.length > 2)
      .map((ring) => `${pathOf(ring)}Z`)
      .join('');
  }

  /** A line of `[lon, lat]`. */
  line(line: readonly (readonly number[])[]): string {
    return clipLine(this.#points(line), this.#sides).map(pathOf).join('');
  }

  #points(positions: readonly (readonly number[])[]): XY[] {
    const points: XY[] = [];
    positions.forEach(([lon = 0, lat = 0], at) => {
      const point = this.at(lat, lon);
      const last = points.at(-1);
      const isEnd = at === positions.length - 1;
      if (last && !isEnd && Math.hypot(point[0] - last[0], point[1] - last[1]) < SHORTEST_PX) return;
      points.push(point);
    });
    return points;
  }
}

const pathOf = (points: readonly XY[]): string =>
  points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${short(x)} ${short(y)}`).join('');

/** A number with at most one decimal. */
export const short = (value: number): string => String(Math.round(value * 10) / 10);
