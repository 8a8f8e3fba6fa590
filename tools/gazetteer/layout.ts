import type { Place } from './merge';

/**
 * Areas come first, larger ones before smaller: what lies in one is told by its line. Rows of one country, level and
 * area stand together, by number of their id: then columns compress best.
 */
export function inFileOrder(places: readonly Place[]): Place[] {
  const keys = new Map(places.map((place) => [place, sortKey(place)]));
  return [...places].sort((a, b) => ((keys.get(a) ?? '') < (keys.get(b) ?? '') ? -1 : 1));
}

const LEVELS = 'C123PNFRW';

function sortKey(place: Place): string {
  const parents: string[] = [];
  for (let area = place.parent; area; area = area.parent) parents.unshift(idKey(area.id));
  const rank = LEVELS.indexOf(place.level);
  const isArea = rank <= LEVELS.indexOf('3');
  return [isArea ? rank : 9, place.country || 'ZZ', rank, parents.join('>'), idKey(place.id)].join(' ');
}

function idKey(id: string): string {
  const { scheme, number } = splitId(id);
  return number === null ? id : `${scheme}${String(number).padStart(12, '0')}`;
}

/** `wof:123` is w and 123; `pcode:C1353` is p and 1353; other ids have no number. */
export function splitId(id: string): { scheme: string; number: number | null; text: string } {
  const [scheme = '', value = ''] = id.split(':');
  const digits = /^C?(\d+)$/.exec(value)?.[1];
  return { scheme: scheme[0] ?? '', number: digits === undefined ? null : Number(digits), text: value };
}

/** `iSY`, `msy-sd-tshryn`, `w421202163`: an id with the letter of its scheme. */
export const shortId = (id: string): string => {
  const { scheme, number, text } = splitId(id);
  return `${scheme}${number ?? text}`;
};

/**
 * The columns of the lookup file, one a line, cells parted by tabs: names (parted by bars); line of the area above,
 * from 1, 0 for none; latitude and longitude in thousandths of a degree, less those of the area above; level; country;
 * digits of the population; flags (x person-like, y word-like, a area); radius in hundreds of metres; id (letter of the
 * scheme with, where it is a number, the difference to the one before of that scheme).
 */
export const COLUMNS = [
  'names',
  'area above',
  'lat*1000 - that of the area',
  'lon*1000 - that of the area',
  'level',
  'country',
  'population digits',
  'flags',
  'radius in 100 m',
  'id',
] as const;

/** Cells equal to the one before are empty in the columns of level, country and area. */
const sameAsBefore = (cells: readonly string[]): string[] =>
  cells.map((cell, at) => (at > 0 && cell === cells[at - 1] ? '' : cell || '-'));

export function encodePlaces(places: readonly Place[]): string {
  const rowOf = new Map(places.map((place, at) => [place, at + 1]));
  places.forEach((place, at) => {
    if (place.parent && (rowOf.get(place.parent) ?? Infinity) > at)
      throw new Error(`${place.id} stands before its area ${place.parent.id}`);
  });
  const thousandths = (value: number) => Math.round(value * 1000);
  const above = (place: Place, axis: 'lat' | 'lon') => (place.parent ? thousandths(place.parent[axis]) : 0);
  const last = new Map<string, number>();
  const ids = places.map((place) => {
    const { scheme, number, text } = splitId(place.id);
    if (number === null) return `${scheme}${text}`;
    const step = number - (last.get(scheme) ?? 0);
    last.set(scheme, number);
    return `${scheme}${step}`;
  });
  const columns: readonly string[][] = [
    places.map((place) => place.names.join('|')),
    sameAsBefore(places.map((place) => String(place.parent ? (rowOf.get(place.parent) ?? 0) : 0))),
    places.map((place) => String(thousandths(place.lat) - above(place, 'lat'))),
    places.map((place) => String(thousandths(place.lon) - above(place, 'lon'))),
    sameAsBefore(places.map((place) => place.level)),
    sameAsBefore(places.map((place) => place.country)),
    places.map((place) => (place.population > 0 ? String(populationDigits(place.population)) : '')),
    places.map((place) => place.flags),
    places.map((place) => (place.uncertaintyM > 0 ? String(Math.round(place.uncertaintyM / 100)) : '')),
    ids,
  ];
  return `${columns.map((cells) => cells.join('\t')).join('\n')}\n`;
}

export const populationDigits = (population: number): number => Math.min(8, String(population).length);

/** The columns of the side file, row by row as in the lookup file. */
export const SIDE_COLUMNS = ['English name', 'names in other languages', 'P-code'] as const;

export const encodeSide = (places: readonly Place[], pcodes: ReadonlyMap<string, string>): string =>
  `${[
    places.map((place) => place.english),
    places.map((place) => place.otherNames.join('|')),
    places.map((place) => pcodes.get(place.id) ?? ''),
  ]
    .map((cells) => cells.join('\t'))
    .join('\n')}\n`;
