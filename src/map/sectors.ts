import type { MultiPolygon } from '../domain';
import { clipRing, type HalfPlane, type XY } from './clip';

/** East and north of the eight names that linking gives to sectors. */
const DIRECTIONS: Readonly<Record<string, readonly [east: number, north: number]>> = {
  east: [1, 0],
  west: [-1, 0],
  north: [0, 1],
  south: [0, -1],
  northEast: [1, 1],
  northWest: [-1, 1],
  southEast: [1, -1],
  southWest: [-1, -1],
};

/** Angle of a sector in degrees, clockwise from north; undefined for an unknown name. */
export function bearingOf(sector: string): number | undefined {
  const direction = DIRECTIONS[sector];
  return direction && (Math.atan2(direction[0], direction[1]) * 180) / Math.PI;
}

/** The half of an area that lies on the side that is named, divided at its middle; empty for an unknown name. */
export function sectorOfArea(area: MultiPolygon, sector: string): MultiPolygon {
  const direction = DIRECTIONS[sector];
  if (!direction) return [];
  const [east, north] = direction;
  const [lon, lat] = middleOf(area);
  // Degrees of longitude are shorter than those of latitude.
  const x = east * Math.cos((lat * Math.PI) / 180);
  const side: HalfPlane = { a: x, b: north, c: x * lon + north * lat };
  return area
    .map((rings) => rings.map((ring) => clipRing(ring, [side])).filter((ring) => ring.length > 2))
    .filter((rings) => rings.length > 0);
}

/** Middle of an area as `[lon, lat]`: the centroid of its largest ring. */
export function middleOf(area: MultiPolygon): XY {
  let best: { twice: number; at: XY } = { twice: 0, at: [0, 0] };
  for (const [ring = []] of area) {
    let [twice, x, y] = [0, 0, 0];
    ring.forEach(([x1, y1], at) => {
      const [x2, y2] = ring[(at + 1) % ring.length] ?? [x1, y1];
      const cross = x1 * y2 - x2 * y1;
      twice += cross;
      x += (x1 + x2) * cross;
      y += (y1 + y2) * cross;
    });
    if (Math.abs(twice) > Math.abs(best.twice)) best = { twice, at: [x / (3 * twice), y / (3 * twice)] };
  }
  return best.at;
}
