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

/** Reads the compiled list (`public/gazetteer/manifest.json` names its columns). */
export function parseEntries(content: string): Entry[] {
  const lines = content.split('\n');
  const admin1 = (lines[0] ?? '').split('|');
  const entries: Entry[] = [];
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i];
    if (!line) continue;
    const cells = line.split('\t');
    const short = cells[8] ?? '';
    entries.push({
      id: `${SCHEMES[short[0] ?? ''] ?? 'mawdi'}:${short.slice(1)}`,
      names: (cells[0] ?? '').split('|'),
      lat: Number(cells[1]) / 1000,
      lon: Number(cells[2]) / 1000,
      level: levelOf(cells[3] ?? ''),
      country: cells[4] ?? '',
      populationDigits: Number(cells[5] || 0),
      admin1: admin1[Number(cells[6] || 0)] ?? '',
      isPersonLike: cells[7] === 'x',
    });
  }
  return entries;
}

/** Keys under which a name is found: folded, spaces and hyphens taken out (كفرنبل = كفر نبل). */
export const lookupKey = (name: string): string => foldName(name).replace(/[\s\-_.'"«»()]+/g, '');
/** The key without the article, for sources that leave it out. */
export const bareKey = (key: string): string => (key.startsWith('ال') && key.length > 4 ? key.slice(2) : key);
