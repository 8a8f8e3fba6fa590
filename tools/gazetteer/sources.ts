import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { lookupKey } from '../../src/gazetteer';
import { arabicNames, cleanName } from './names';

/** One place as a source has it. */
export interface SourceRow {
  /** Stable id: `wof:… geonames:… pcode:… iso:… mawdi:…`. */
  readonly id: string;
  readonly source: 'whosonfirst' | 'ocha' | 'geonames' | 'countries';
  /** Arabic script, best first. */
  readonly names: readonly string[];
  readonly english: string;
  /** Names in other languages that use the Arabic script. */
  readonly otherNames: readonly string[];
  readonly lat: number;
  readonly lon: number;
  readonly country: string;
  /** Letter of the level: C country, 1 governorate, 2 district, 3 subdistrict, P place, N quarter, F facility. */
  readonly level: string;
  readonly population: number;
  /** Id of the place in GeoNames, where known: rows that share it are one place. */
  readonly geonamesId: string;
  /** Names of governorate, district and subdistrict, as far as the source tells. */
  readonly areas: readonly string[];
  /** The same in English, where the source tells. */
  readonly areasEnglish?: readonly string[];
  /** False for villages nobody has counted or written about, of countries whose lists are long. */
  readonly isNotable: boolean;
}

export const readTable = (path: string): string[][] => {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.replace(/\r$/, '').split('\t'));
};

const WOF_LEVELS: Readonly<Record<string, string>> = {
  region: '1',
  county: '2',
  localadmin: '3',
  neighbourhood: 'N',
  campus: 'F',
};
/** GeoNames: a part of a town, and a place that people have left. */
const PART_OF_TOWN = 'PPLX';
const ABANDONED = 'PPLQ';

/** Words for the kind of a district that a source puts into its name. */
const DISTRICT_WORD = /^(?:مديرية|قضاء|منطقة|ولاية|مركز)\s+(?=\S{3})/;

/** Names in Arabic script; a district is found without the word of kind too. */
function namesOf(row: readonly string[]): string[] {
  const names = (row[6] ?? '').split('|');
  return row[3] === 'county'
    ? [...names, ...names.map((name) => name.trim().replace(DISTRICT_WORD, ''))]
    : names;
}

/** A town is the seat of its district when it is called like it and lies in the same governorate. */
const seatKey = (row: readonly string[], name: string): string =>
  `${row[5] ?? ''}:${row[11] ?? ''}:${lookupKey(name.replace(DISTRICT_WORD, ''))}`;

/** Who's On First, countries left out: they have a list of their own. */
export function readWhosOnFirst(geo: string): SourceRow[] {
  const folder = join(geo, 'whosonfirst');
  const rows = readdirSync(folder)
    .filter((file) => /^wof_.*_ar\.tsv\.gz$/.test(file))
    .sort()
    .flatMap((file) => readTable(join(folder, file)).slice(1));
  const districts = new Set(
    rows
      .filter((row) => row[3] === 'county')
      .flatMap((row) => namesOf(row).map((name) => seatKey(row, name))),
  );
  const isSeat = (row: readonly string[]) =>
    /^PPL[AC]/.test(row[4] ?? '') || namesOf(row).some((name) => districts.has(seatKey(row, name)));
  return rows
    .filter((row) => row[3] !== 'country' && row[4] !== ABANDONED)
    .map((row): SourceRow => {
      const { names, others } = arabicNames(namesOf(row));
      const level = WOF_LEVELS[row[3] ?? ''] ?? (row[4] === PART_OF_TOWN ? 'N' : 'P');
      return {
        id: `wof:${row[0] ?? ''}`,
        source: 'whosonfirst',
        names,
        english: cleanName(row[7] ?? ''),
        otherNames: others,
        lat: Number(row[8]),
        lon: Number(row[9]),
        country: row[5] ?? '',
        level,
        population: Number(row[10] || 0),
        geonamesId: row[1] ?? '',
        areas: [row[11] ?? '', row[12] ?? ''],
        isNotable: row[10] !== '' || row[2] !== '' || row[3] !== 'locality' || isSeat(row),
      };
    })
    .filter(({ names }) => names.length > 0);
}

/** OCHA's communities of Syria by their P-code. */
export function readOcha(geo: string): SourceRow[] {
  return readTable(join(geo, 'ocha-syria/communities.tsv.gz'))
    .slice(1)
    .filter(([code = '']) => /^C\d+$/.test(code))
    .map((row): SourceRow => ({
      id: `pcode:${row[0] ?? ''}`,
      source: 'ocha',
      names: arabicNames((row[1] ?? '').split(/[_()]/)).names,
      english: cleanName((row[2] ?? '').replace(/\s*\(.*$/, '')),
      otherNames: [],
      lat: Number(row[9]),
      lon: Number(row[10]),
      country: 'SY',
      level: 'P',
      population: 0,
      geonamesId: '',
      areas: ['', areaName(row[4] ?? ''), areaName(row[3] ?? '')],
      areasEnglish: ['', cleanName(row[6] ?? ''), cleanName(row[5] ?? '')],
      isNotable: true,
    }))
    .filter(({ names }) => names.length > 0);
}

/** OCHA writes the area around its chief town «مركز …». */
const areaName = (name: string): string => cleanName(name.replace(/^مركز\s+/, ''));

/** P-codes of Syria's governorates by their Arabic name. */
export function readGovernorateCodes(geo: string): Map<string, string> {
  const file = gunzipSync(readFileSync(join(geo, 'ocha-syria/syr_admin1.geojson.gz'))).toString('utf8');
  const { features } = JSON.parse(file) as {
    features: { properties: { ADM1_AR: string; ADM1_PCODE: string } }[];
  };
  return new Map(features.map(({ properties }) => [properties.ADM1_AR, properties.ADM1_PCODE]));
}

/** Letters of Persian, Kurdish, Uyghur and Urdu, which GeoNames does not tell from Arabic. */
const FOREIGN = /[\u0679\u0686\u0695\u0698\u06B5\u06C6\u06C7\u06CE\u06D5]/;

/**
 * Smaller towns of GeoNames that no other source has, or not in Arabic: `geonames-towns.tsv`, which tells where it is from.
 * Names that GeoNames lacks are written by hand.
 */
export const readTowns = (): SourceRow[] =>
  readTable(join(import.meta.dirname, 'geonames-towns.tsv'))
    .filter(([id = '']) => !id.startsWith('#'))
    .map(
      ([
        id = '',
        country = '',
        level = '',
        names = '',
        lat,
        lon,
        population,
        english = '',
        area = '',
      ]): SourceRow => ({
        id: `geonames:${id}`,
        source: 'geonames',
        names: names.split('|'),
        english: cleanName(english),
        otherNames: [],
        lat: Number(lat),
        lon: Number(lon),
        country,
        level,
        population: Number(population || 0),
        geonamesId: id,
        areas: [area],
        isNotable: true,
      }),
    );

/** GeoNames cities over 15,000 people, with the Arabic names of its translation file, and chosen smaller ones. */
export function readGeoNames(geo: string): SourceRow[] {
  const arabic = new Map(
    readTable(join(geo, 'geonames/geonames_ar_from_mo.tsv')).map(([id = '', name = '']) => [id, name]),
  );
  const cities = readTable(join(geo, 'geonames/cities15000.txt.gz'))
    .filter((row) => row[7] !== ABANDONED)
    .map((row): SourceRow => {
      const own = (row[3] ?? '').split(',').filter((name) => /\p{Script=Arabic}/u.test(name));
      const names = [arabic.get(row[0] ?? '') ?? '', ...own.filter((name) => !FOREIGN.test(name))];
      return {
        id: `geonames:${row[0] ?? ''}`,
        source: 'geonames',
        names: arabicNames(names).names,
        english: cleanName(row[2] ?? ''),
        otherNames: [],
        lat: Number(row[4]),
        lon: Number(row[5]),
        country: row[8] ?? '',
        level: row[7] === PART_OF_TOWN ? 'N' : 'P',
        population: Number(row[14] || 0),
        geonamesId: row[0] ?? '',
        areas: [],
        isNotable: true,
      };
    });
  return [...cities, ...readTowns()];
}

/** What the list of countries and the marks of the first merge hold. */
export interface FirstMerge {
  readonly countries: readonly SourceRow[];
  /** Names that a person may have. */
  readonly personNames: readonly string[];
}

/** Countries of ISO 3166 and CLDR at the middle of their largest land (world-atlas), and names like a person's. */
export function readFirstMerge(geo: string): FirstMerge {
  const rows = readTable(join(geo, 'prototype/gazetteer.tsv.gz')).slice(2);
  return {
    countries: rows
      .filter((row) => row[3] === 'C')
      .map((row): SourceRow => ({
        id: `iso:${row[4] ?? ''}`,
        source: 'countries',
        names: arabicNames((row[0] ?? '').split('|')).names,
        english: new Intl.DisplayNames(['en'], { type: 'region' }).of(row[4] ?? '') ?? '',
        otherNames: [],
        lat: Number(row[1]) / 1000,
        lon: Number(row[2]) / 1000,
        country: row[4] ?? '',
        level: 'C',
        population: row[5] ? 10 ** (Number(row[5]) - 1) : 0,
        geonamesId: '',
        areas: [],
        isNotable: true,
      })),
    personNames: rows.filter((row) => row[8] === 'x').map((row) => (row[0] ?? '').split('|')[0] ?? ''),
  };
}

/** English names of areas that are written otherwise than in the sources, by id. */
export const readEnglish = (): Map<string, string> =>
  new Map(
    readTable(join(import.meta.dirname, 'english.tsv'))
      .slice(2)
      .map(([id = '', name = '']) => [id, name]),
  );

/** Arabic names of capitals that GeoNames has in other scripts only: id in GeoNames to names. */
export const readCapitals = (): Map<string, readonly string[]> =>
  new Map(
    readTable(join(import.meta.dirname, 'capitals.tsv'))
      .slice(1)
      .map(([id = '', names = '']) => [`geonames:${id}`, names.split('|')]),
  );
