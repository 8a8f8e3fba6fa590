import { toMgrs } from './mgrs';

export const COORDINATE_FORMS = ['decimal', 'dms', 'mgrs'] as const;
export type CoordinateForm = (typeof COORDINATE_FORMS)[number];

/** WGS 84 degrees. */
export interface LatLon {
  readonly lat: number;
  readonly lon: number;
}

/**
 * Coordinates for people and other programs, always with ASCII digits and a point: `decimal` `33.5138, 36.2765` (three
 * to five decimals, about 1 m), `dms` `33°30′49.7″N 36°16′35.4″E` (about 3 m), `mgrs` `37S BT 47031 11418` (the 1 m
 * square; empty beyond 80° S and 84° N, where the grid is another).
 */
export function formatCoordinates({ lat, lon }: LatLon, form: CoordinateForm): string {
  switch (form) {
    case 'decimal':
      return `${decimal(lat)}, ${decimal(lon)}`;
    case 'dms':
      return `${sexagesimal(lat, 'N', 'S')} ${sexagesimal(lon, 'E', 'W')}`;
    case 'mgrs':
      return toMgrs(lat, lon);
    default:
      return form satisfies never;
  }
}

const decimal = (degrees: number): string => {
  const text = degrees.toFixed(5).replace(/0{1,2}$/, '');
  return Number(text) === 0 ? text.replace('-', '') : text;
};

function sexagesimal(degrees: number, positive: string, negative: string): string {
  const tenths = Math.round(Math.abs(degrees) * 36_000);
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(tenths / 600) % 60;
  const seconds = `${two(Math.floor((tenths % 600) / 10))}.${tenths % 10}`;
  return `${Math.floor(tenths / 36_000)}°${two(minutes)}′${seconds}″${degrees < 0 ? negative : positive}`;
}
