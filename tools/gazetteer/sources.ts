import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** One row of a source with its stable id: what a merged row is traced back to. */
export interface SourceRow {
  readonly id: string;
  readonly names: readonly string[];
  readonly lat: number;
  readonly lon: number;
  readonly country: string;
  /** Letter of the level where the source tells it: 1 governorate, 2 district, P place, … */
  readonly level: string;
  /** Where the source tells it. */
  readonly population?: number;
}

const readTable = (path: string): string[][] => {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/\r$/, '').split('\t'));
};

const WOF_LEVELS: Readonly<Record<string, string>> = {
  country: 'C',
  region: '1',
  county: '2',
  localadmin: '3',
  neighbourhood: 'N',
  campus: 'F',
};

/** Who's On First: id, names, placetype. */
export function readWhosOnFirst(geo: string): SourceRow[] {
  const folder = join(geo, 'whosonfirst');
  return readdirSync(folder)
    .filter((file) => /^wof_.*_ar\.tsv\.gz$/.test(file))
    .sort()
    .flatMap((file) => readTable(join(folder, file)).slice(1))
    .map((row) => ({
      id: `wof:${row[0] ?? ''}`,
      names: (row[6] ?? '').split('|'),
      lat: Number(row[8]),
      lon: Number(row[9]),
      country: row[5] ?? '',
      level: WOF_LEVELS[row[3] ?? ''] ?? 'P',
    }));
}

/** OCHA's communities of Syria by their P-code. */
export function readOcha(geo: string): SourceRow[] {
  return readTable(join(geo, 'ocha-syria/communities.tsv.gz'))
    .slice(1)
    .map((row) => ({
      id: `pcode:${row[0] ?? ''}`,
      names: (row[1] ?? '')
        .split(/[_()]/)
        .map((name) => name.trim())
        .filter((name) => name !== ''),
      lat: Number(row[9]),
      lon: Number(row[10]),
      country: 'SY',
      level: 'P',
    }));
}

/** GeoNames cities over 15,000 people, with the Arabic names of its translation file. */
export function readGeoNames(geo: string): SourceRow[] {
  const arabic = new Map(
    readTable(join(geo, 'geonames/geonames_ar_from_mo.tsv')).map(([id = '', name = '']) => [id, name]),
  );
  return readTable(join(geo, 'geonames/cities15000.txt.gz')).map((row) => ({
    id: `geonames:${row[0] ?? ''}`,
    names: [...(row[3] ?? '').split(','), arabic.get(row[0] ?? '') ?? ''].filter((name) => name !== ''),
    lat: Number(row[4]),
    lon: Number(row[5]),
    country: row[8] ?? '',
    level: 'P',
    population: Number(row[14] || 0),
  }));
}

/** A row of the merged list that the sources were joined into. */
export interface MergedRow {
  readonly names: readonly string[];
  /** Degrees × 1000. */
  readonly lat: number;
  readonly lon: number;
  readonly level: string;
  readonly country: string;
  readonly populationDigits: string;
  readonly admin1: number;
  readonly sources: string;
  readonly isPersonLike: boolean;
}

/** The merged list with its table of governorates. */
export function readMerged(geo: string): { admin1: string[]; rows: MergedRow[] } {
  const [, admin = [], ...rows] = readTable(join(geo, 'prototype/gazetteer.tsv.gz'));
  return {
    // Its first cell is the comment "#admin1"; the names follow, one tab and bars between.
    admin1: admin
      .slice(1)
      .join('\t')
      .split('|')
      .map((name) => name.replace(/[\u200e\u200f]/g, '').trim()),
    rows: rows.map((row) => ({
      names: (row[0] ?? '')
        .split('|')
        .map((name) => name.replace(/[\u200e\u200f]/g, '').trim())
        .filter((name) => name !== ''),
      lat: Number(row[1]),
      lon: Number(row[2]),
      level: row[3] ?? 'P',
      country: row[4] ?? '',
      populationDigits: row[5] ?? '',
      admin1: Number(row[6] || 0),
      sources: row[7] ?? '',
      isPersonLike: row[8] === 'x',
    })),
  };
}

/** Capitals that the merged list lacks, under the names of `capitals.tsv` at the coordinates of GeoNames. */
export function readCapitals(geoNames: readonly SourceRow[]): MergedRow[] {
  const byId = new Map(geoNames.map((row) => [row.id, row]));
  return readTable(join(import.meta.dirname, 'capitals.tsv'))
    .slice(1)
    .map(([id = '', names = '']) => {
      const city = byId.get(`geonames:${id}`);
      if (!city) throw new Error(`capitals.tsv: GeoNames has no ${id}`);
      return {
        names: names.split('|'),
        lat: Math.round(city.lat * 1000),
        lon: Math.round(city.lon * 1000),
        level: 'P',
        country: city.country,
        populationDigits: String(city.population || '').length.toString(),
        admin1: 0,
        sources: 'g',
        isPersonLike: false,
      };
    });
}
