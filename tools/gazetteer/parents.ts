import { lookupKey } from '../../src/gazetteer';
import { distanceKm, type Place } from './merge';
import { isInside, type Outline } from './outlines';
import { slugOf } from './slug';

/** A place without an area of its own takes that of the nearest one with it, up to this distance. */
const NEIGHBOUR_KM = 40;

/** Finds areas by name within a country, or within the area above. */
class Areas {
  readonly #byName = new Map<string, Place[]>();

  constructor(places: readonly Place[]) {
    for (const place of places) if (/[123]/.test(place.level)) this.add(place);
  }

  /** Sources name some districts in English only. */
  addEnglish(): void {
    const all = new Set([...this.#byName.values()].flat());
    for (const area of all) if (area.english !== '') this.#addAs(area, area.english);
  }

  add(place: Place): void {
    for (const name of place.names) this.#addAs(place, name);
  }

  #addAs(place: Place, name: string): void {
    const key = `${place.country}:${place.level}:${lookupKey(name)}`;
    const here = this.#byName.get(key);
    if (here) here.push(place);
    else this.#byName.set(key, [place]);
  }

  /** The area of this name nearest to a place, under the given parent where several are called so. */
  named(level: string, name: string, place: Place, parent: Place | null): Place | null {
    if (name === '') return null;
    const all = this.#byName.get(`${place.country}:${level}:${lookupKey(name)}`) ?? [];
    const under = all.filter((area) => area !== place && (!parent || !area.parent || isUnder(area, parent)));
    return under.sort((a, b) => distanceKm(a, place) - distanceKm(b, place))[0] ?? null;
  }
}

const isUnder = (place: Place, area: Place): boolean =>
  place.parent === area || (place.parent !== null && isUnder(place.parent, area));

const containing = (outlines: readonly Outline[], place: Place, level: string): string | undefined =>
  outlines.find((one) => one.level === level && one.country === place.country && isInside(one, place))?.id;

/**
 * Hangs every place below its area: districts below governorates, subdistricts below districts, the others below the
 * smallest that is known. By the name in the source, then by outline, then by the nearest neighbour. Districts and
 * subdistricts that OCHA names and no source has are made, at their chief town or else in the middle of their places.
 */
export function hangUnderAreas(places: Place[], outlines: readonly Outline[]): void {
  const areas = new Areas(places);
  const byId = new Map(places.map((place) => [place.id, place]));
  const outlined = (place: Place, level: string): Place | null =>
    byId.get(containing(outlines, place, level) ?? '') ?? null;
  for (const place of places.filter(({ level }) => level === '2'))
    place.parent = areas.named('1', place.areas[0] ?? '', place, null) ?? outlined(place, '1');
  for (const place of places.filter(({ level }) => level === '3'))
    place.parent =
      areas.named('2', place.areas[1] ?? '', place, null) ??
      areas.named('1', place.areas[0] ?? '', place, null) ??
      outlined(place, '1');
  makeSyrianAreas(places, areas, outlined);
  for (const place of places) {
    if (/[C123]/.test(place.level) || place.parent) continue;
    const governorate = outlined(place, '1') ?? areas.named('1', place.areas[0] ?? '', place, null);
    place.parent =
      areas.named('2', place.areas[1] ?? '', place, governorate) ?? outlined(place, '2') ?? governorate;
  }
  hangByNeighbour(places);
}

/** Hangs places that are no areas below those of a list that is finished and stays as it is. */
export function hangUnderKnown(places: readonly Place[], known: readonly Place[]): void {
  const areas = new Areas(known);
  areas.addEnglish();
  for (const place of places) {
    const governorate = areas.named('1', place.areas[0] ?? '', place, null);
    place.parent = areas.named('2', place.areas[1] ?? '', place, governorate) ?? governorate;
  }
  hangByNeighbour(places, [...known, ...places]);
}

/** OCHA's districts and subdistricts, each from the communities that name it. */
function makeSyrianAreas(
  places: Place[],
  areas: Areas,
  outlined: (place: Place, level: string) => Place | null,
): void {
  for (const at of [1, 2] as const) {
    const level = String(at + 1);
    const members = new Map<string, Place[]>();
    for (const place of places) {
      const name = place.areas[at] ?? '';
      if (place.level !== 'P' || place.areas[2] === undefined || place.areas[2] === '' || name === '')
        continue;
      const key = at === 1 ? name : `${name}|${place.areas[1] ?? ''}`;
      const here = members.get(key);
      if (here) here.push(place);
      else members.set(key, [place]);
    }
    for (const [key, inside] of members) {
      const [name = '', district = ''] = key.split('|');
      const middle = middleOf(name, inside);
      const above =
        at === 1 ? mostCommon(inside.map((place) => outlined(place, '1'))) : (inside[0]?.parent ?? null);
      const known = areas.named(level, name, middle, at === 1 ? above : null);
      const area = known ?? makeArea(level, name, district, middle, above);
      // OCHA's English is what humanitarian maps write.
      area.english = mostCommon(inside.map(({ areasEnglish }) => areasEnglish[at] || null)) ?? area.english;
      if (!known) {
        places.push(area);
        areas.add(area);
      }
      for (const place of inside) place.parent = area;
    }
  }
}

function makeArea(level: string, name: string, district: string, middle: Place, above: Place | null): Place {
  const kind = level === '2' ? 'mntqa' : 'nahya';
  const slug = `${slugOf('SY', `${kind} ${name}`)}${district ? slugOf('', `-${district}`) : ''}`;
  return {
    ...middle,
    id: `mawdi:${slug}`,
    names: [name],
    english: '',
    otherNames: [],
    level,
    population: 0,
    areas: [],
    areasEnglish: [],
    members: [],
    parent: above,
  };
}

/** The place that an area is called after, else one in the middle of its places. */
function middleOf(name: string, inside: readonly Place[]): Place {
  const key = lookupKey(name);
  const chief = inside.find((place) => place.names.some((own) => lookupKey(own) === key));
  const [first] = inside;
  if (!first || chief) return chief ?? emptyPlace();
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return { ...first, lat: mean(inside.map(({ lat }) => lat)), lon: mean(inside.map(({ lon }) => lon)) };
}

function emptyPlace(): never {
  throw new Error('an area without places');
}

function mostCommon<T>(items: readonly (T | null)[]): T | null {
  const counts = new Map<T, number>();
  for (const item of items) if (item !== null) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** Places that no name and no outline has told the area of: what their nearest neighbour lies in. */
function hangByNeighbour(places: readonly Place[], neighbours = places): void {
  const cell = (lat: number, lon: number) => `${Math.floor(lat * 2)}:${Math.floor(lon * 2)}`;
  const known = new Map<string, Place[]>();
  for (const place of neighbours) {
    if (!place.parent || !/[PN]/.test(place.level)) continue;
    const here = known.get(cell(place.lat, place.lon));
    if (here) here.push(place);
    else known.set(cell(place.lat, place.lon), [place]);
  }
  for (const place of places) {
    if (place.parent || /[C123]/.test(place.level)) continue;
    const near: { place: Place; km: number }[] = [];
    for (const dLat of [-0.5, 0, 0.5])
      for (const dLon of [-0.5, 0, 0.5])
        for (const other of known.get(cell(place.lat + dLat, place.lon + dLon)) ?? [])
          if (other.country === place.country) near.push({ place: other, km: distanceKm(place, other) });
    const nearest = near.sort((a, b) => a.km - b.km)[0];
    if (nearest && nearest.km <= NEIGHBOUR_KM) place.parent = nearest.place.parent;
  }
}
