import type { AdminArea, PlaceFlag, PlaceLevel } from '../domain';

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

/** Cells of a column in which those equal to the one before are left empty, `-` standing for nothing. */
function filled(cells: readonly string[]): string[] {
  let last = '';
  return cells.map((cell) => (last = cell || last)).map((cell) => (cell === '-' ? '' : cell));
}

/** Ids of a column where numbers are differences to the one before of their scheme. */
function idsOf(cells: readonly string[]): string[] {
  const last = new Map<string, number>();
  return cells.map((cell) => {
    const scheme = cell[0] ?? '';
    const step = /^[wgp](-?\d+)$/.exec(cell)?.[1];
    if (step === undefined) return cell;
    const number = (last.get(scheme) ?? 0) + Number(step);
    last.set(scheme, number);
    return `${scheme}${number}`;
  });
}

/**
 * The compiled list: a line a column, cells parted by tabs, then lines of former ids and their current one
 * (`public/gazetteer/manifest.json` names the columns). An entry is put together when it is asked for, since a text
 * names a hundred places of fifty thousand.
 */
export class EntryList {
  readonly size: number;
  readonly #names: readonly string[];
  readonly #above: Int32Array;
  /** Thousandths of a degree. */
  readonly #lat: Int32Array;
  readonly #lon: Int32Array;
  readonly #levels: readonly string[];
  readonly #countries: readonly string[];
  readonly #digits: readonly string[];
  readonly #flags: readonly string[];
  readonly #radii: readonly string[];
  readonly #ids: readonly string[];
  readonly #former: ReadonlyMap<string, string>;
  #byId: Map<string, number> | null = null;

  constructor(content: string) {
    const lines = content.split('\n');
    const [names = [], above = [], lat = [], lon = [], levels = [], countries = [], ...rest] = lines
      .slice(0, 10)
      .map((line) => line.split('\t'));
    const [digits = [], flags = [], radii = [], ids = []] = rest;
    this.size = names.length;
    this.#names = names;
    // Lines count from 1; an area comes before what lies in it.
    this.#above = Int32Array.from(filled(above), (line) => Number(line || 0) - 1);
    const fromArea = (steps: readonly string[]): Int32Array => {
      const values = new Int32Array(steps.length);
      steps.forEach((step, at) => (values[at] = Number(step) + (values[this.#above[at] ?? -1] ?? 0)));
      return values;
    };
    this.#lat = fromArea(lat);
    this.#lon = fromArea(lon);
    this.#levels = filled(levels);
    this.#countries = filled(countries);
    [this.#digits, this.#flags, this.#radii] = [digits, flags, radii];
    this.#ids = idsOf(ids);
    this.#former = new Map(
      lines.slice(10).flatMap((line) => {
        const [old, now] = line.split('\t');
        return old && now ? [[longId(old), longId(now)] as const] : [];
      }),
    );
  }

  /** Names of entry `at`, best first. */
  namesAt(at: number): string[] {
    return (this.#names[at] ?? '').split('|');
  }

  /** The entry of an id, a former one included; -1 without. */
  indexOf(id: string): number {
    this.#byId ??= new Map(this.#ids.map((short, at) => [longId(short), at]));
    return this.#byId.get(this.#former.get(id) ?? id) ?? -1;
  }

  get(at: number): Entry | undefined {
    const short = this.#ids[at];
    if (short === undefined) return undefined;
    const flags = FLAGS.filter(([letter]) => this.#flags[at]?.includes(letter)).map(([, flag]) => flag);
    const areas = this.#areasOf(at);
    const radius = Number(this.#radii[at] || 0);
    return {
      id: longId(short),
      names: this.namesAt(at),
      lat: (this.#lat[at] ?? 0) / 1000,
      lon: (this.#lon[at] ?? 0) / 1000,
      level: levelOf(this.#levels[at] ?? ''),
      country: this.#countries[at] ?? '',
      populationDigits: Number(this.#digits[at] || 0),
      admin1: areas[0]?.name ?? '',
      areas,
      flags,
      isPersonLike: flags.includes('personLike'),
      uncertaintyM: radius > 0 ? radius * 100 : null,
    };
  }

  #areasOf(entry: number): [AdminArea | null, AdminArea | null, AdminArea | null] {
    const areas: [AdminArea | null, AdminArea | null, AdminArea | null] = [null, null, null];
    for (let at = entry; at >= 0; at = this.#above[at] ?? -1) {
      const rank = Number(this.#levels[at]);
      if (rank >= 1 && rank <= 3)
        areas[rank - 1] = { id: longId(this.#ids[at] ?? ''), name: this.namesAt(at)[0] ?? '' };
    }
    return areas;
  }
}
