/**
 * Compiles the list of places: `tsx tools/gazetteer/compile.ts GEO_FOLDER`. Each merged row is traced back to its
 * source for a stable id; rows of no source get an id of their own: a slug in the supplement, else a hash of country,
 * level, name and coordinates.
 * Deterministic: the same input gives the same bytes.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { foldName } from '../../src/text';
import { levelOf } from '../../src/gazetteer';
import { slugOf } from './slug';
import { readCapitals, readGeoNames, readMerged, readOcha, readWhosOnFirst, type MergedRow } from './sources';
import { traceRows } from './trace';

const OUT = resolve(import.meta.dirname, '../../public/gazetteer');

/** What CLDR calls an unknown region: seas are counted there. */
const NO_COUNTRY = 'ZZ';

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** The id of a row of no source: a slug for the supplement, else a hash of what makes the place that one. */
function ownId(row: MergedRow): string {
  const name = row.names[0] ?? '';
  if (row.sources.startsWith('s')) return `mawdi:${slugOf(row.country, name)}`;
  return `mawdi:${sha256(`${row.country}|${row.level}|${foldName(name)}|${row.lat}|${row.lon}`).slice(0, 10)}`;
}

/** One id a row, in order. Throws when two rows would share one. */
function idsOf(rows: readonly MergedRow[], traced: ReadonlyMap<number, string>): string[] {
  const used = new Set<string>();
  return rows.map((row, at) => {
    const id = row.level === 'C' ? `iso:${row.country}` : (traced.get(at) ?? ownId(row));
    if (used.has(id)) throw new Error(`two rows are ${id}: ${row.names.join('|')}`);
    used.add(id);
    return id;
  });
}

function main(): void {
  const folder = process.argv[2];
  if (!folder) throw new Error('usage: tsx tools/gazetteer/compile.ts GEO_FOLDER');
  const geo = resolve(process.env['INIT_CWD'] ?? process.cwd(), folder);
  const geoNames = readGeoNames(geo);
  const { admin1, rows: merged } = readMerged(geo);
  const rows = [...merged, ...readCapitals(geoNames)];
  const traced = traceRows(rows, { w: readWhosOnFirst(geo), o: readOcha(geo), g: geoNames });
  const ids = idsOf(rows, traced);
  const lines = rows.map((row, at) => {
    const flag = row.isPersonLike ? 'x' : '';
    return [
      row.names.join('|'),
      row.lat,
      row.lon,
      row.level,
      countryOf(row),
      row.populationDigits,
      row.admin1 || '',
      flag,
      shortId(ids[at] ?? ''),
    ].join('\t');
  });
  const content = Buffer.from(`${admin1.join('|')}\n${lines.join('\n')}\n`);
  const packed = gzipSync(content, { level: 9 });
  // The operating system in the header depends on the machine.
  packed[9] = 255;
  mkdirSync(OUT, { recursive: true });
  writeFileSync(join(OUT, 'places.tsv.gz'), packed);
  const counts: Record<string, Record<string, number>> = {};
  for (const row of rows) {
    const byLevel = (counts[countryOf(row) || NO_COUNTRY] ??= {});
    const level = levelOf(row.level);
    byLevel[level] = (byLevel[level] ?? 0) + 1;
  }
  const manifest = {
    schemaVersion: 1,
    file: 'places.tsv.gz',
    bytes: content.length,
    sha256: sha256(content),
    gzipBytes: packed.length,
    gzipSha256: sha256(packed),
    entries: rows.length,
    names: rows.reduce((sum, row) => sum + row.names.length, 0),
    idsByScheme: countBy(ids, (id) => id.split(':')[0] ?? ''),
    columns: [
      'names',
      'lat*1000',
      'lon*1000',
      'level',
      'country',
      'population digits',
      'governorate',
      'person-like',
      'id',
    ],
    madeBy: 'tools/gazetteer/compile.ts',
    sources: [
      "Who's On First",
      'GeoNames',
      'UN OCHA Syria',
      'Unicode CLDR',
      'i18n-iso-countries',
      'own supplement',
    ],
    counts,
  };
  writeFileSync(join(OUT, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
  console.log(
    `${rows.length} entries, ${traced.size} traced to a source, ${content.length} bytes, ${packed.length} packed`,
  );
}

/** Seas lie in no country: the sources write XX. */
const countryOf = (row: MergedRow): string => (row.country === 'XX' ? '' : row.country);

function countBy<T>(items: readonly T[], keyOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

/** Ids without their scheme's name: `w85632…`, `pC1353`, `g170654`, `iSY`, `msy-sd-tshryn`. */
function shortId(id: string): string {
  const [scheme = '', value = ''] = id.split(':');
  return `${scheme[0] ?? ''}${value}`;
}

main();
