import type { MultiPolygon, PlaceDescription } from '../../domain';
import type { SharedArea } from './shareable';

/** Areas that a place lies in. */
export type Areas = Record<'adm1' | 'adm2' | 'adm3', SharedArea | null>;

interface LatLon {
  readonly lat: number;
  readonly lon: number;
}

/**
 * Finds the governorate and district around a point that the list does not know (a place of a person's own), among the
 * areas of the other places, by their outlines.
 */
export function areasAround(
  descriptions: Iterable<PlaceDescription>,
  outlines: ReadonlyMap<string, MultiPolygon>,
): (point: LatLon) => Areas {
  const known = { adm1: new Map<string, SharedArea>(), adm2: new Map<string, SharedArea>() };
  const parents = new Map<string, SharedArea>();
  for (const { adm1, adm2 } of descriptions) {
    if (adm1) known.adm1.set(adm1.id, adm1);
    if (adm2) known.adm2.set(adm2.id, adm2);
    if (adm1 && adm2) parents.set(adm2.id, adm1);
  }
  const around = (areas: ReadonlyMap<string, SharedArea>, point: LatLon): SharedArea | null =>
    [...areas.values()].find(({ id }) => isInside(point, outlines.get(id) ?? [])) ?? null;
  return (point) => {
    const adm2 = around(known.adm2, point);
    const adm1 = (adm2 && parents.get(adm2.id)) ?? around(known.adm1, point);
    return { adm1, adm2, adm3: null };
  };
}

/** By how many edges a line to the east meets: an odd number is inside, holes included. */
function isInside({ lat, lon }: LatLon, outline: MultiPolygon): boolean {
  let isIn = false;
  for (const ring of outline.flat())
    for (const [i, [x, y]] of ring.entries()) {
      const [beforeX, beforeY] = ring.at(i - 1) ?? [x, y];
      if (y > lat !== beforeY > lat && lon < x + ((lat - y) / (beforeY - y)) * (beforeX - x)) isIn = !isIn;
    }
  return isIn;
}
