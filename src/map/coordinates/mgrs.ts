import * as library from 'mgrs';

// Node sees the package as CommonJS with everything under `default`, bundlers as a module.
const { forward, inverse } = (library as { default?: typeof library }).default ?? library;

/** Where MGRS is on the UTM grid; beyond are the polar zones. */
const SOUTH = -80;
const NORTH = 84;

const GRID = /^(\d{1,2})([C-HJ-NP-X])([A-HJ-NP-Z])([A-HJ-NP-V])((?: ?\d)*)$/i;
const POLAR = /^[ABYZ] ?[A-HJ-NP-Z] ?[A-HJ-NP-Z](?: ?\d){2,10}$/i;

/** A square of the grid: its middle and the length of its sides in metres. */
export interface GridSquare {
  readonly lat: number;
  readonly lon: number;
  readonly sideM: number;
}

/** Reference of the 1 m square, `37S DU 12345 67890`; empty in the polar zones, which are not on the UTM grid. */
export function toMgrs(lat: number, lon: number): string {
  const reference = encode(lat, lon, 5);
  const [, zone = '', band = '', column = '', row = '', digits = ''] = GRID.exec(reference) ?? [];
  return reference && `${zone}${band} ${column}${row} ${digits.slice(0, 5)} ${digits.slice(5)}`;
}

/** `null` for what does not look like a reference; `'wrong'` for one that names no square of the grid. */
export function fromMgrs(plain: string): GridSquare | 'wrong' | 'polar' | null {
  if (POLAR.test(plain)) return 'polar';
  const spaced = plain.replace(/^(\d{1,2}) ?([A-Z]) ?([A-Z]) ?([A-Z]) ?/i, '$1$2$3$4');
  const [, zone, band, column, row, written = ''] = GRID.exec(spaced) ?? [];
  if (!zone || !band || !column || !row) return null;
  const digits = written.replaceAll(' ', '');
  const groups = written.trim().split(' ').filter(Boolean);
  const isEven = digits.length % 2 === 0 && digits.length <= 10;
  if (!isEven || (groups.length === 2 && groups[0]?.length !== groups[1]?.length)) return 'wrong';
  if (Number(zone) < 1 || Number(zone) > 60) return 'wrong';
  return squareOf(`${Number(zone)}${band}${column}${row}`.toUpperCase(), digits) ?? 'wrong';
}

/** Along each side of a square so many points are tried, its corners among them. */
const TRIED = 9;
/** How far beyond a square its zone may begin, in degrees and in parts of its side: the grid is askew to the meridians. */
const SLACK = 2e-5;
const SKEW = 0.25;

/**
 * Squares at the edge of a zone or band are cut: the middle is that of the part which is inside. A square that has no
 * part inside does not exist, though the library reckons with it all the same.
 */
function squareOf(letters: string, digits: string): GridSquare | null {
  const [west, south, east, north] = inverse(letters + digits);
  const isInside = ([lon, lat]: Point) => encode(lat, lon, 0) === letters;
  const within = pointsOf(west, south, east, north).filter(isInside);
  const x = SLACK * 10 + SKEW * (east - west);
  const y = SLACK + SKEW * (north - south);
  const around = [west - x, south - y, east + x, north + y] as const;
  // Of a narrow strip the net finds a point or two, which may lie at its end.
  const points = within.length > TRIED ? within : [...within, ...slivers(...around).filter(isInside)];
  if (points.length === 0 && !pointsOf(...around).some(isInside)) return null;
  if (points.length === 0) points.push([(west + east) / 2, (south + north) / 2]);
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  return { lat: mean(1), lon: wrap(mean(0)), sideM: 10 ** (5 - digits.length / 2) };
}

type Point = readonly [lon: number, lat: number];

/** A hair on either side of a border, in degrees. */
const HAIR = 1e-6;
/** Steps along a border: what is left of a square there may be short. */
const ALONG = 256;

/** Points along the borders of zones (every third meridian can be one) and bands: a square may have only a sliver there. */
function slivers(west: number, south: number, east: number, north: number): Point[] {
  const bordersIn = (low: number, high: number, step: number): number[] => {
    const first = Math.ceil(low / step) * step;
    return Array.from(
      { length: Math.max(0, Math.floor((high - first) / step) + 1) },
      (_, i) => first + i * step,
    );
  };
  const along = (low: number, high: number) =>
    Array.from({ length: ALONG + 1 }, (_, i) => low + (i / ALONG) * (high - low));
  const sides = (border: number) => [border - HAIR, border + HAIR];
  return [
    ...bordersIn(west, east, 3).flatMap((lon) =>
      sides(lon).flatMap((x) => along(south, north).map((y): Point => [x, y])),
    ),
    ...bordersIn(south, north, 4).flatMap((lat) =>
      sides(lat).flatMap((y) => along(west, east).map((x): Point => [x, y])),
    ),
  ];
}

function pointsOf(west: number, south: number, east: number, north: number): readonly Point[] {
  const steps = Array.from({ length: TRIED }, (_, i) => i / (TRIED - 1));
  return steps.flatMap((x) =>
    steps.map((y): Point => [west + x * (east - west), south + y * (north - south)]),
  );
}

function encode(lat: number, lon: number, digits: number): string {
  if (!(lat >= SOUTH && lat <= NORTH) || !Number.isFinite(lon)) return '';
  // A hair before the date line the library reckons with a zone 61.
  return forward([Math.min(wrap(lon), 180 - 1e-9), lat], digits);
}

/** Squares beside the date line reach over it. */
const wrap = (lon: number): number => (lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon);
