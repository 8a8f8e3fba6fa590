import type { AdminArea, PlaceFlag, PlaceLevel } from '../domain';
import { readColumns, withPack, type Columns } from './columns';

/** One place of the list. */
export interface Entry {
  readonly id: string;
  /** Best name first. */
  readonly names: readonly string[];
  /** Degrees. */
  readonly lat: number;
  readonly lon: number;
  readonly level: PlaceLevel;
  /** ISO 3166-1 alpha-2; empty for seas and contested places. */
  readonly country: string;
  /** Digits of the population: 5 is 10,000 to 99,999; 0 when unknown. */
  readonly populationDigits: number;
  /** Name of the governorate it lies in or is; may be empty. */
  readonly admin1: string;
  /** Governorate, district and subdistrict that it lies in or is. */
  readonly areas: readonly [AdminArea | null, AdminArea | null, AdminArea | null];
  readonly flags: readonly PlaceFlag[];
  /** Named like a person: only believed after a word such as «قرية». */
  readonly isPersonLike: boolean;
  /** Radius in metres within which it lies; null where the point is its own. */
  readonly uncertaintyM: number | null;
}

const LEVELS: Readonly<Record<string, PlaceLevel>> = {
  C: 'country',
  '1': 'governorate',
  '2': 'district',
  '3': 'subdistrict',
  P: 'town',
  N: 'quarter',
  F: 'facility',
  R: 'region',
  W: 'water',
};
const SCHEMES: Readonly<Record<string, string>> = {
  w: 'wof:',
  g: 'geonames:',
  p: 'pcode:C',
  i: 'iso:',
  m: 'mawdi:',
};
const FLAGS: readonly (readonly [letter: string, flag: PlaceFlag])[] = [
  ['x', 'personLike'],
  ['y', 'wordLike'],
  ['a', 'area'],
];

/** Level of a letter in the compiled list. */
export const levelOf = (letter: string): PlaceLevel => LEVELS[letter] ?? 'town';

/** An id as the compiled list writes it, with its scheme's name. */
const longId = (short: string): string => `${SCHEMES[short[0] ?? ''] ?? 'mawdi:'}${short.slice(1)}`;

/**
 * The compiled list: a line a column, cells parted by tabs, then lines of former ids and their current one
 * (`public/gazetteer/manifest.json` names the columns); packs behind it are laid out the same. An entry is put together
 * when it is asked for, since a text names a hundred places of fifty thousand.
 */
export class EntryList {
  /** Rows, from 0; some stand for others and have no name. */
  readonly rows: number;
  /** Places among them. */
  readonly size: number;
  readonly #columns: Columns;
  readonly #former: ReadonlyMap<string, string>;
  #byId: Map<string, number> | null = null;

  constructor(content: string, packs: readonly string[] = []) {
    this.#columns = packs.map(readColumns).reduce(withPack, readColumns(content));
    const { names, former } = this.#columns;
    this.rows = names.length;
    this.size = names.reduce((count, name) => (name === '' ? count : count + 1), 0);
    this.#former = new Map(former.map(([old, now]) => [longId(old), longId(now)]));
  }

  /** Names of entry `at`, best first. */
  namesAt(at: number): string[] {
    return (this.#columns.names[at] ?? '').split('|');
  }

  /** The entry of an id, a former one included; -1 without. */
  indexOf(id: string): number {
    this.#byId ??= new Map(this.#columns.ids.map((short, at) => [longId(short), at]));
    return this.#byId.get(this.#former.get(id) ?? id) ?? -1;
  }

  get(at: number): Entry | undefined {
    const { ids, lat, lon, levels, countries, digits, radii, flags: letters } = this.#columns;
    const short = ids[at];
    if (!short) return undefined;
    const flags = FLAGS.filter(([letter]) => letters[at]?.includes(letter)).map(([, flag]) => flag);
    const areas = this.#areasOf(at);
    const radius = Number(radii[at] || 0);
    return {
      id: longId(short),
      names: this.namesAt(at),
      lat: (lat[at] ?? 0) / 1000,
      lon: (lon[at] ?? 0) / 1000,
      level: levelOf(levels[at] ?? ''),
      country: countries[at] ?? '',
      populationDigits: Number(digits[at] || 0),
      admin1: areas[0]?.name ?? '',
      areas,
      flags,
      isPersonLike: flags.includes('personLike'),
      uncertaintyM: radius > 0 ? radius * 100 : null,
    };
  }

  #areasOf(entry: number): [AdminArea | null, AdminArea | null, AdminArea | null] {
    const areas: [AdminArea | null, AdminArea | null, AdminArea | null] = [null, null, null];
    const { above, levels, ids } = this.#columns;
    for (let at = entry; at >= 0; at = above[at] ?? -1) {
      const rank = Number(levels[at]);
      const name = this.namesAt(at)[0] ?? '';
      // An area that only a pack still knows has no name.
      if (rank >= 1 && rank <= 3 && name !== '') areas[rank - 1] = { id: longId(ids[at] ?? ''), name };
    }
    return areas;
  }
}
