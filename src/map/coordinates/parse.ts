import { AppError, type ErrorData, type Result } from '../../domain';
import { readPair, type Angle } from './angles';
import { formatCoordinates, type CoordinateForm, type LatLon } from './format';
import { readLink } from './links';
import { fromMgrs } from './mgrs';
import { cutCoordinates } from './tokens';
import { plainCoordinates } from './written';

/** Coordinates that were typed or pasted. */
export interface Coordinates extends LatLon {
  /** Radius in metres that the written digits leave open; `null` where they are exact to about 100 m and nothing else is said. */
  readonly uncertaintyM: number | null;
  readonly form: CoordinateForm;
}

export interface ParseOptions {
  /**
   * Whether a place can be meant (in the countries of the collection, say). What is implausible as written and plausible
   * the other way round is refused as swapped.
   */
  readonly isPlausible?: (place: LatLon) => boolean;
}

/** Longer texts hold more than one coordinate. */
const MAX_LENGTH = 2000;
const METRES_PER_DEGREE = 111_320;
/** Finer is not worth a word. */
const EXACT_M = 100;

/**
 * Reads one place from what a person typed or pasted: decimal degrees (point, comma or ٫), degrees with minutes or
 * seconds, MGRS (100 km to 1 m), `geo:` addresses and links to maps; with Arabic or Latin letters and digits; latitude
 * first unless letters or labels say otherwise. WGS 84. Never throws. Errors: `coordinates/unreadable`,
 * `coordinates/half`, `coordinates/range`, `coordinates/swapped` (data `lat`, `lon`: what it would be the other way),
 * `coordinates/polar`.
 */
export function parseCoordinates(text: string, options: ParseOptions = {}): Result<Coordinates> {
  const plain = text.length > MAX_LENGTH ? '' : plainCoordinates(text);
  const square = fromMgrs(plain);
  if (square === 'polar') return fail('coordinates/polar');
  if (square === 'wrong') return unreadable(text);
  if (square) {
    const { lat, lon, sideM } = square;
    return { ok: true, value: { lat, lon, uncertaintyM: Math.ceil(sideM / Math.SQRT2), form: 'mgrs' } };
  }
  const link = readLink(text.trim().replace(/[\u200E\u200F\u061C]/g, ''));
  if (link === 'none') return unreadable(text);
  const tokens = cutCoordinates(link ? `${link.lat};${link.lon}` : plain);
  if (!tokens) return unreadable(text);
  const pair = readPair(tokens);
  if (pair.type === 'none') return unreadable(text);
  if (pair.type === 'half') return fail('coordinates/half', { text: shorten(text) });
  const read = check(pair.first, pair.second, options);
  if (!read.ok || link?.uncertaintyM == null) return read;
  return { ok: true, value: { ...read.value, uncertaintyM: link.uncertaintyM } };
}

function check(first: Angle, second: Angle, { isPlausible }: ParseOptions): Result<Coordinates> {
  const isLonFirst = first.axis === 'lon' || second.axis === 'lat';
  const [lat, lon] = isLonFirst ? [second, first] : [first, second];
  const isSaid = first.axis !== null || second.axis !== null;
  const place: LatLon = { lat: lat.degrees, lon: lon.degrees };
  const other: LatLon = { lat: lon.degrees, lon: lat.degrees };
  if (!lat.isProper || !lon.isProper) return fail('coordinates/range', asData(place));
  if (!isOnEarth(place))
    return fail(!isSaid && isOnEarth(other) ? 'coordinates/swapped' : 'coordinates/range', {
      ...asData(!isSaid && isOnEarth(other) ? other : place),
    });
  if (isPlausible && !isSaid && !isPlausible(place) && isOnEarth(other) && isPlausible(other))
    return fail('coordinates/swapped', asData(other));
  const form = lat.parts === 1 && lon.parts === 1 ? 'decimal' : 'dms';
  return { ok: true, value: { ...place, uncertaintyM: openBy(lat, lon), form } };
}

const isOnEarth = ({ lat, lon }: LatLon): boolean => Math.abs(lat) <= 90 && Math.abs(lon) <= 180;

/** Half the diagonal of the cell that the last digits leave open. */
function openBy(lat: Angle, lon: Angle): number | null {
  const metres =
    (METRES_PER_DEGREE / 2) * Math.hypot(lat.step, lon.step * Math.cos((lat.degrees * Math.PI) / 180));
  return metres > EXACT_M ? Math.round(metres) : null;
}

const asData = (place: LatLon): ErrorData => {
  const [lat = '', lon = ''] = formatCoordinates(place, 'decimal').split(', ');
  return { lat, lon };
};

const shorten = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
};

const unreadable = (text: string): Result<never> => fail('coordinates/unreadable', { text: shorten(text) });

const fail = (code: AppError['code'], data: ErrorData = {}): Result<never> => ({
  ok: false,
  error: new AppError(code, data),
});
