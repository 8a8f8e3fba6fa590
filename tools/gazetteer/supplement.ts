import { join } from 'node:path';
import { lookupKey } from '../../src/gazetteer';
import type { Place } from './merge';
import { oneForEachKey } from './names';
import { slugOf } from './slug';
import { readTable } from './sources';

const RELATIONS = ['alias', 'in', 'at', 'join', 'drop', 'contested'] as const;
type Relation = (typeof RELATIONS)[number];

/** One row of `supplement.tsv`; its head tells what the columns mean. */
interface Row {
  readonly names: readonly string[];
  readonly level: string;
  readonly country: string;
  readonly relation: Relation;
  readonly target: string;
  readonly lat: string;
  readonly lon: string;
  readonly radiusM: number;
  readonly english: string;
  readonly otherNames: readonly string[];
  readonly source: string;
}

const list = (cell: string | undefined): string[] => (cell ?? '').split('|').filter((name) => name !== '');

/** Rows of a supplement. Throws where one is not whole: a point without a source above all. */
export function parseSupplement(rows: readonly string[][]): Row[] {
  return rows
    .filter((cells) => !cells[0]?.startsWith('#'))
    .map((cells) => {
      const [names, level = '', country = '', relation, target = '', lat = '', lon = '', radius] = cells;
      const row: Row = {
        names: list(names),
        level,
        country,
        relation: relation as Relation,
        target,
        lat,
        lon,
        radiusM: Number(radius || 0),
        english: cells[8] ?? '',
        otherNames: list(cells[9]),
        source: cells[10] ?? '',
      };
      const fail = (why: string) => new Error(`supplement.tsv, ${names ?? ''}: ${why}`);
      if (!RELATIONS.includes(row.relation)) throw fail(`no relation ${relation ?? ''}`);
      if (row.names.length === 0 && row.relation !== 'contested') throw fail('no names');
      if (row.relation === 'at' && (row.source === '' || lat === '' || lon === ''))
        throw fail('a point needs coordinates and a source');
      if (row.relation !== 'at' && row.target === '') throw fail('no target');
      if (row.relation === 'in' && !(row.radiusM > 0)) throw fail('no radius');
      return row;
    });
}

export const readSupplement = (): Row[] =>
  parseSupplement(readTable(join(import.meta.dirname, 'supplement.tsv')));

/** Finds entries by `name`, `name@level`, `name@level@governorate`, `CC/…` in another country, or id. */
class Finder {
  readonly #byName = new Map<string, Place[]>();
  readonly #byId = new Map<string, Place>();

  constructor(places: readonly Place[]) {
    for (const place of places) this.add(place);
  }

  add(place: Place): void {
    for (const id of [place.id, ...place.members]) this.#byId.set(id, place);
    for (const name of place.names) {
      const key = lookupKey(name);
      const here = this.#byName.get(key);
      if (here) here.push(place);
      else this.#byName.set(key, [place]);
    }
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  find(target: string, country: string): Place | null {
    if (target.includes(':')) return this.#byId.get(target) ?? null;
    const [, other, own] = /^([A-Z]{2})\/(.*)$/.exec(target) ?? [];
    if (other && own) return this.find(own, other);
    const [name = '', levels = 'PN123CFRW', governorate = ''] = target.split('@');
    const wanted = lookupKey(governorate);
    return (
      (this.#byName.get(lookupKey(name)) ?? [])
        .filter((place) => place.country === country && levels.includes(place.level))
        .filter((place) => wanted === '' || isWithin(place, wanted))
        .sort(
          (a, b) =>
            levels.indexOf(a.level) - levels.indexOf(b.level) ||
            b.population - a.population ||
            (a.id < b.id ? -1 : 1),
        )[0] ?? null
    );
  }
}

const isWithin = (place: Place, key: string): boolean =>
  place.parent !== null &&
  (place.parent.names.some((name) => lookupKey(name) === key) || isWithin(place.parent, key));

/** Works the supplement into the list, in the order of its rows; returns ids that were joined away, old to current. */
export function applySupplement(places: Place[], rows: readonly Row[], report: (line: string) => void) {
  const finder = new Finder(places);
  const joined = new Map<string, string>();
  for (const row of rows) {
    const target = row.target === '' ? null : finder.find(row.target, targetCountry(row));
    if (row.target !== '' && !target) {
      report(`supplement: ${row.names[0] ?? row.relation}: no ${row.target} in ${row.country}`);
      continue;
    }
    switch (row.relation) {
      case 'alias':
        if (target) addNames(target, row, finder);
        break;
      case 'drop':
        if (target) drop(target, row.names);
        break;
      case 'contested':
        if (target) contest(target);
        break;
      case 'join':
        if (target)
          for (const name of row.names) {
            const other = finder.find(name, row.country);
            if (!other || other === target) report(`supplement: nothing to join: ${name}`);
            else joinEntries(places, target, other, joined);
          }
        break;
      case 'in':
      case 'at': {
        const place = toEntry(row, target);
        // Towns have quarters of the same name: the second says of which town it is.
        if (finder.has(place.id)) place.id += slugOf('', `-${row.target.split('@')[0] ?? ''}`);
        places.push(place);
        finder.add(place);
        break;
      }
      default:
        row.relation satisfies never;
    }
  }
  return joined;
}

/** A place of a country may hang on one elsewhere: `XX` stands for none. */
const targetCountry = ({ country }: Row): string => (country === 'XX' ? '' : country);

function addNames(place: Place, row: Row, finder: Finder): void {
  place.names = oneForEachKey([...place.names, ...row.names]);
  place.otherNames = [...new Set([...place.otherNames, ...row.otherNames])];
  if (row.english !== '') place.english = row.english;
  finder.add(place);
}

function drop(place: Place, names: readonly string[]): void {
  const keys = new Set(names.map(lookupKey));
  place.names = place.names.filter((name) => !keys.has(lookupKey(name)));
}

/** No country is printed, nor an area of a country that claims it. */
function contest(place: Place): void {
  place.country = '';
  if (place.parent?.country !== '') place.parent = null;
}

function joinEntries(places: Place[], target: Place, other: Place, joined: Map<string, string>): void {
  target.names = oneForEachKey([...target.names, ...other.names]);
  target.otherNames = [...new Set([...target.otherNames, ...other.otherNames])];
  target.population = Math.max(target.population, other.population);
  for (const id of [other.id, ...other.members]) joined.set(id, target.id);
  for (const place of places) if (place.parent === other) place.parent = target;
  places.splice(places.indexOf(other), 1);
}

function toEntry(row: Row, target: Place | null): Place {
  const hasPoint = row.relation === 'at';
  const isArea = row.level === 'R' || row.level === 'W';
  return {
    id: `mawdi:${slugOf(row.country, row.names[0] ?? '')}`,
    names: oneForEachKey(row.names),
    english: row.english,
    otherNames: [...row.otherNames],
    lat: hasPoint ? Number(row.lat) : (target?.lat ?? 0),
    lon: hasPoint ? Number(row.lon) : (target?.lon ?? 0),
    country: targetCountry(row),
    level: row.level,
    population: 0,
    areas: [],
    areasEnglish: [],
    members: [],
    parent: target?.country === row.country ? parentOf(target) : null,
    uncertaintyM: row.radiusM,
    flags: isArea ? 'a' : '',
  };
}

/** A quarter hangs below the district of its town; what is in a district, below that. */
const parentOf = (target: Place | null): Place | null =>
  target && /[123]/.test(target.level) ? target : (target?.parent ?? null);
