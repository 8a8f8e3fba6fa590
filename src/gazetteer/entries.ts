import { foldName } from '../text';
import type { PlaceLevel } from '../domain';

/** One place of the list. */
export interface Entry {
  readonly id: string;
  /** Best name first. */
  readonly names: readonly string[];
  /** Degrees. */
  readonly lat: number;
  readonly lon: number;
  readonly level: PlaceLevel;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** Digits of the population: 5 is 10,000 to 99,999; 0 when unknown. */
  readonly populationDigits: number;
  /** Name of the governorate it lies in; may be empty. */
  readonly admin1: string;
  /** Named like a person: only believed after a word such as «قرية». */
  readonly isPersonLike: boolean;
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
  w: 'wof',
  g: 'geonames',
  p: 'pcode',
  i: 'iso',
  m: 'mawdi',
};

/** Level of a letter in the compiled list. */
export const levelOf = (letter: string): PlaceLevel => LEVELS[letter] ?? 'town';

/**
 * The compiled list (`public/gazetteer/manifest.json` names its columns). It stays one string; an entry is read when it
 * is asked for, since a text names a hundred places of fifty thousand.
 */
export class EntryList {
  readonly size: number;
  readonly #content: string;
  readonly #starts: Int32Array;
  readonly #admin1: readonly string[];

  constructor(content: string) {
    this.#content = content;
    const head = content.indexOf('\n');
    this.#admin1 = content.slice(0, head).split('|');
    const starts: number[] = [];
    for (let at = head + 1; at > 0 && at < content.length; at = content.indexOf('\n', at) + 1)
      starts.push(at);
    this.#starts = Int32Array.from(starts);
    this.size = starts.length;
  }

  /** Names of entry `at`, best first. */
  namesAt(at: number): string[] {
    const start = this.#starts[at] ?? 0;
    return this.#content.slice(start, this.#content.indexOf('\t', start)).split('|');
  }

  get(at: number): Entry | undefined {
    const start = this.#starts[at];
    if (start === undefined) return undefined;
    const cells = this.#content.slice(start, this.#content.indexOf('\n', start)).split('\t');
    const short = cells[8] ?? '';
    return {
      id: `${SCHEMES[short[0] ?? ''] ?? 'mawdi'}:${short.slice(1)}`,
      names: (cells[0] ?? '').split('|'),
      lat: Number(cells[1]) / 1000,
      lon: Number(cells[2]) / 1000,
      level: levelOf(cells[3] ?? ''),
      country: cells[4] ?? '',
      populationDigits: Number(cells[5] || 0),
      admin1: this.#admin1[Number(cells[6] || 0)] ?? '',
      isPersonLike: cells[7] === 'x',
    };
  }
}

/** Keys under which a name is found: folded, spaces and hyphens taken out (كفرنبل = كفر نبل). */
export const lookupKey = (name: string): string => foldName(name).replace(/[\s\-_.'"«»()]+/g, '');
/** The key with the article where it has none, and without it where it has: sources leave it out or put it in. */
export const otherArticle = (key: string): string =>
  key.startsWith('ال') && key.length > 4 ? key.slice(2) : `ال${key}`;
