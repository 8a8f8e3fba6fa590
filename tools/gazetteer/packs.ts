import { encodePlaces, encodeSide, inFileOrder, shortId } from './layout';
import type { Place } from './merge';

/**
 * Lists that a person adds: villages that the list of all leaves out, by the countries they lie in. Sudan, Libya,
 * Tunisia, Syria, Iraq, Lebanon, Palestine and Jordan have none, since all that the sources know of them is in that
 * list; Turkey and Somalia neither: the Arabic names of their further villages belong to namesakes («حركة حماس» for a
 * hamlet Hamas, «البصرة» for a Basra in Somalia).
 */
export const PACKS: Readonly<Record<string, readonly string[]>> = {
  egypt: ['EG'],
  gulf: ['AE', 'BH', 'KW', 'OM', 'QA', 'SA'],
  iran: ['IR'],
  maghreb: ['DZ', 'MA', 'MR'],
  yemen: ['YE'],
};

/** One list to add. */
export interface Pack {
  readonly id: string;
  readonly countries: readonly string[];
  /** In the order of the file, the areas of the list of all that they hang on among them. */
  readonly rows: readonly Place[];
  /** Those of them that are the pack's own. */
  readonly places: readonly Place[];
}

/** Names that tell of an organisation: a source has given them to a hamlet of like letters. */
const NO_PLACE = /^(?:حركة|شركة|منظمة)\s/;

/** Divides places among the packs; those of countries without a pack are left out. */
export const dividePacks = (places: readonly Place[]): Pack[] =>
  Object.entries(PACKS).flatMap(([id, countries]) => {
    const own = places.filter(
      ({ country, names }) => countries.includes(country) && !NO_PLACE.test(names[0] ?? ''),
    );
    return own.length === 0 ? [] : [toPack(id, countries, own)];
  });

function toPack(id: string, countries: readonly string[], own: readonly Place[]): Pack {
  const areas = new Map<Place, Place>();
  /** An area as a pack mentions it: its id, and its point, which those of its places are told from. */
  const mentioned = (area: Place): Place => {
    let copy = areas.get(area);
    if (!copy) {
      const parent = area.parent && mentioned(area.parent);
      const nothing = { names: [], english: '', otherNames: [], members: [], population: 0, flags: '' };
      copy = { ...area, ...nothing, uncertaintyM: 0, parent };
      areas.set(area, copy);
    }
    return copy;
  };
  const places = own.map((place) => ({ ...place, parent: place.parent && mentioned(place.parent) }));
  return { id, countries, places, rows: inFileOrder([...areas.values(), ...places]) };
}

/**
 * A pack as one file: the lines of a side file, then those of a lookup file, both as the list of all has them. Rows
 * without names stand for entries of that list.
 */
export function encodePack({ rows, places }: Pack): string {
  const former = places.flatMap(({ id, members }) =>
    members.filter((member) => member !== id).map((member) => `${shortId(member)}\t${shortId(id)}\n`),
  );
  return `${encodeSide(rows, new Map())}${encodePlaces(rows)}${former.sort().join('')}`;
}
