import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const FOLDER = resolve(import.meta.dirname, '../../tests/golden/places');

/** Where a name truly is; null for one that is no place. */
export interface Truth {
  readonly lat: number;
  readonly lon: number;
  /** Kilometres within which an answer is right. */
  readonly toleranceKm: number;
  /** A governorate, region or country: its town of the same name is no answer. */
  readonly isArea: boolean;
}

export interface GoldString {
  readonly id: string;
  readonly part: string;
  readonly kind: string;
  readonly group: string;
  readonly text: string;
  readonly name: string;
  readonly source: string;
  readonly truth: Truth | null;
}

export interface GoldMention {
  readonly start: number;
  readonly surface: string;
  readonly isMain: boolean;
  readonly source: string;
  readonly truth: Truth | null;
}

export interface GoldText {
  readonly id: string;
  readonly part: string;
  readonly group: string;
  readonly text: string;
  readonly mentions: readonly GoldMention[];
}

function readRows(file: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(join(FOLDER, file), 'utf8').trimEnd().split('\n');
  const columns = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
  });
}

function truthOf(row: Record<string, string>): Truth | null {
  if (!row['lat']) return null;
  const isArea = row['kind'] === 'area' || row['kind'] === 'country';
  return {
    lat: Number(row['lat']),
    lon: Number(row['lon']),
    toleranceKm: Number(row['tolerance_km']),
    isArea,
  };
}

/** The location strings of the set, both parts; `more-to-fit.tsv` holds those that only fitting uses. */
export const readStrings = (file = 'strings.tsv'): GoldString[] =>
  readRows(file).map((row) => ({
    id: row['id'] ?? '',
    part: row['part'] ?? '',
    kind: row['kind'] ?? '',
    group: row['group'] ?? '',
    text: row['text'] ?? '',
    name: row['name'] ?? '',
    source: row['source'] ?? '',
    truth: truthOf(row),
  }));

/** Files of the part that nothing was tuned on begin so. */
export const HELD_OUT = 'heldout-2';

/** The texts of the set with their mentions, both parts; `prefix` picks another set. */
export function readTexts(prefix = ''): GoldText[] {
  const mentions = readRows(`${prefix}mentions.tsv`);
  return readRows(`${prefix}texts.tsv`).map((row) => ({
    id: row['id'] ?? '',
    part: row['part'] ?? '',
    group: row['group'] ?? '',
    text: row['text'] ?? '',
    mentions: mentions
      .filter(({ id }) => id === row['id'])
      .map((mention) => ({
        start: Number(mention['start']),
        surface: mention['surface'] ?? '',
        isMain: mention['main'] === '1',
        source: mention['source'] ?? '',
        truth: truthOf(mention),
      })),
  }));
}
