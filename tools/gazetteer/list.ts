import { join } from 'node:path';
import { setFlags } from './flags';
import { inFileOrder } from './layout';
import { groupRows, toPlace, type Place } from './merge';
import { readOutlines, type Outline } from './outlines';
import { dividePacks, type Pack } from './packs';
import { hangUnderAreas, hangUnderKnown } from './parents';
import {
  readCapitals,
  readEnglish,
  readFirstMerge,
  readGeoNames,
  readGovernorateCodes,
  readOcha,
  readTable,
  readWhosOnFirst,
  type SourceRow,
} from './sources';
import { applySupplement, readSupplement } from './supplement';

/** Countries whose every named place is kept: their lists are short, or this is where the news is from. */
const WHOLE = new Set(['SY', 'IQ', 'LB', 'PS', 'JO', 'IL', 'SD', 'LY', 'TN']);
/** Towns of a country smaller than this are left out: hundreds of American suburbs are namesakes of places elsewhere. */
const LEAST_PEOPLE: Readonly<Record<string, number>> = { US: 50_000 };
/** Countries that outlines are shipped for. */
const OUTLINED = new Set(['SY', 'IQ', 'LB']);

/** The merged list of all sources. */
export interface Compiled {
  readonly places: readonly Place[];
  /** Ids that are no longer current, to the current one. */
  readonly former: ReadonlyMap<string, string>;
  readonly pcodes: ReadonlyMap<string, string>;
  readonly outlines: readonly Outline[];
  readonly packs: readonly Pack[];
}

/** Reads, merges and orders the sources of a folder. `report` is told what in the supplement finds no hold. */
export function compilePlaces(
  geo: string,
  without: ReadonlySet<string>,
  report: (line: string) => void,
): Compiled {
  const first = readFirstMerge(geo);
  const capitals = readCapitals();
  const rows = [
    ...first.countries,
    ...(without.has('whosonfirst') ? [] : readWhosOnFirst(geo)),
    ...(without.has('ocha') ? [] : readOcha(geo)),
    ...(without.has('geonames') ? [] : readGeoNames(geo)),
  ].map((row): SourceRow => ({ ...row, names: [...(capitals.get(row.id) ?? []), ...row.names] }));
  const isForAll = (group: readonly SourceRow[]) =>
    group.some((row) => row.isNotable || WHOLE.has(row.country));
  const isLarge = ({ level, country, population }: SourceRow) =>
    level !== 'P' || population >= (LEAST_PEOPLE[country] ?? 0);
  const groups = groupRows(rows.filter(isLarge));
  const places = groups.filter(isForAll).flatMap((group) => toPlace(group) ?? []);
  const further = groups.filter((group) => !isForAll(group)).flatMap((group) => toPlace(group) ?? []);
  const outlines = without.has('whosonfirst') ? [] : readOutlines(geo);
  hangUnderAreas(places, outlines);
  const english = readEnglish();
  for (const place of places) place.english = english.get(place.id) ?? place.english;
  const former = applySupplement(places, readSupplement(), report);
  hangUnderKnown(further, places);
  const words = readTable(join(import.meta.dirname, 'words.tsv')).flat();
  for (const list of [places, further]) setFlags(list, first.personNames, words);
  const ordered = inFileOrder(places);
  const packs = dividePacks(further);
  const ids = new Set<string>();
  for (const { id, names } of [...ordered, ...packs.flatMap((pack) => pack.places)]) {
    if (ids.has(id)) throw new Error(`two places are ${id}: ${names.join('|')}`);
    ids.add(id);
  }
  for (const place of ordered)
    for (const member of place.members) if (member !== place.id) former.set(member, place.id);
  return {
    places: ordered,
    former,
    pcodes: pcodesOf(ordered, without.has('ocha') ? new Map() : readGovernorateCodes(geo)),
    outlines: outlines.filter(({ country, id }) => OUTLINED.has(country) && ids.has(id)),
    packs,
  };
}

function pcodesOf(places: readonly Place[], governorates: ReadonlyMap<string, string>): Map<string, string> {
  const codes = new Map<string, string>();
  for (const { id, members, level, country, names } of places) {
    const own = [id, ...members].find((member) => member.startsWith('pcode:'))?.slice(6);
    const code =
      own ??
      (level === '1' && country === 'SY'
        ? names.map((name) => governorates.get(name)).find((found) => found !== undefined)
        : undefined);
    if (code !== undefined) codes.set(id, code);
  }
  return codes;
}
