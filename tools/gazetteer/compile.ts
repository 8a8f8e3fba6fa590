/**
 * Compiles the list of places: `tsx tools/gazetteer/compile.ts GEO_FOLDER [--without whosonfirst|ocha|geonames] [--out DIR]`.
 * Deterministic: the same input gives the same bytes.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { levelOf } from '../../src/gazetteer';
import { setFlags } from './flags';
import { COLUMNS, encodePlaces, encodeSide, inFileOrder, shortId, SIDE_COLUMNS } from './layout';
import { groupRows, toPlace, type Place } from './merge';
import { encodeOutline, readOutlines, STEPS_A_DEGREE, type Outline } from './outlines';
import { hangUnderAreas } from './parents';
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
/** Countries that outlines are shipped for. */
const OUTLINED = new Set(['SY', 'IQ', 'LB']);
/** What CLDR calls an unknown region: contested places and seas are counted there. */
const NO_COUNTRY = 'ZZ';

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** The merged list of all sources. */
export interface Compiled {
  readonly places: readonly Place[];
  /** Ids that are no longer current, to the current one. */
  readonly former: ReadonlyMap<string, string>;
  readonly pcodes: ReadonlyMap<string, string>;
  readonly outlines: readonly Outline[];
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
  const places = groupRows(rows)
    .filter((group) => group.some((row) => row.isNotable || WHOLE.has(row.country)))
    .flatMap((group) => toPlace(group) ?? []);
  const outlines = without.has('whosonfirst') ? [] : readOutlines(geo);
  hangUnderAreas(places, outlines);
  const english = readEnglish();
  for (const place of places) place.english = english.get(place.id) ?? place.english;
  const former = applySupplement(places, readSupplement(), report);
  setFlags(places, first.personNames, readTable(join(import.meta.dirname, 'words.tsv')).flat());
  const ordered = inFileOrder(places);
  const ids = new Set<string>();
  for (const { id, names } of ordered) {
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

/** Old ids that were published once, to what they are now. */
function readFormer(current: ReadonlySet<string>, joined: ReadonlyMap<string, string>): string[] {
  const follow = (id: string): string => (current.has(id) ? id : (joined.get(id) ?? id));
  return readTable(join(import.meta.dirname, 'former-ids.tsv'))
    .filter(([old = '']) => !old.startsWith('#'))
    .map(([old = '', now = '']) => [old, follow(now || old)] as const)
    .filter(([old, now]) => !current.has(old) && current.has(now))
    .map(([old, now]) => `${shortId(old)}\t${shortId(now)}`)
    .sort();
}

function packed(out: string, file: string, text: string) {
  const content = Buffer.from(text);
  const bytes = gzipSync(content, { level: 9 });
  // The operating system in the header depends on the machine.
  bytes[9] = 255;
  writeFileSync(join(out, file), bytes);
  return {
    file,
    bytes: content.length,
    sha256: sha256(content),
    gzipBytes: bytes.length,
    gzipSha256: sha256(bytes),
  };
}

function main(): void {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      without: { type: 'string', multiple: true, default: [] },
      out: { type: 'string', default: resolve(import.meta.dirname, '../../public/gazetteer') },
    },
  });
  const [folder] = positionals;
  if (!folder)
    throw new Error('usage: tsx tools/gazetteer/compile.ts GEO_FOLDER [--without ocha] [--out DIR]');
  const at = (path: string) => resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
  const without = new Set(values.without);
  const compiled = compilePlaces(at(folder), without, (line) => console.warn(line));
  const { places, former, pcodes, outlines } = compiled;
  const out = at(values.out);
  mkdirSync(out, { recursive: true });
  const current = new Set(places.map(({ id }) => id));
  const counts: Record<string, Record<string, number>> = {};
  for (const place of places) {
    const byLevel = (counts[place.country || NO_COUNTRY] ??= {});
    const level = levelOf(place.level);
    byLevel[level] = (byLevel[level] ?? 0) + 1;
  }
  const main = packed(
    out,
    'places.tsv.gz',
    `${encodePlaces(places)}${readFormer(current, former).join('\n')}\n`,
  );
  const side = packed(out, 'side.tsv.gz', encodeSide(places, pcodes));
  const areas = packed(out, 'outlines.tsv.gz', `${outlines.map(encodeOutline).join('\n')}\n`);
  const manifest = {
    schemaVersion: 2,
    ...main,
    entries: places.length,
    names: places.reduce((sum, { names }) => sum + names.length, 0),
    idsByScheme: countBy([...current], (id) => id.split(':')[0] ?? ''),
    columns: COLUMNS,
    side: { ...side, columns: SIDE_COLUMNS, pcodes: pcodes.size },
    outlines: { ...areas, areas: outlines.length, stepsADegree: STEPS_A_DEGREE },
    madeBy: 'tools/gazetteer/compile.ts',
    without: [...without].sort(),
    sources: SOURCES.filter(([key]) => !without.has(key)).map(([, name]) => name),
    counts: Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  writeFileSync(join(out, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  console.log(`${places.length} entries, ${manifest.names} names, ${former.size} joined ids`);
  for (const { file, bytes, gzipBytes } of [main, side, areas]) console.log(file, bytes, gzipBytes);
  console.log('together', main.gzipBytes + side.gzipBytes + areas.gzipBytes);
}

const SOURCES: readonly (readonly [key: string, name: string])[] = [
  ['whosonfirst', "Who's On First"],
  ['geonames', 'GeoNames'],
  ['ocha', 'UN OCHA Syria'],
  ['countries', 'Unicode CLDR, i18n-iso-countries'],
  ['supplement', 'own supplement'],
];

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

main();
