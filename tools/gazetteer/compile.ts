/**
 * Compiles the list of places: `tsx tools/gazetteer/compile.ts GEO_FOLDER`. Each merged row is traced back to its
 * source for a stable id; rows of no source get an id of their own from country, level, name and coordinates.
 * Deterministic: the same input gives the same bytes.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { foldName } from '../../src/text';
import { levelOf } from '../../src/gazetteer';
import {
  readGeoNames,
  readMerged,
  readOcha,
  readWhosOnFirst,
  type MergedRow,
  type SourceRow,
} from './sources';

const OUT = resolve(import.meta.dirname, '../../public/gazetteer');

const key = (country: string, lat: number, lon: number): string => `${country}:${lat}:${lon}`;
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Source rows by country and rounded coordinates: the merge rounded to a thousandth of a degree. */
function indexRows(rows: readonly SourceRow[]): Map<string, SourceRow[]> {
  const index = new Map<string, SourceRow[]>();
  for (const row of rows) {
    const at = key(row.country, Math.round(row.lat * 1000), Math.round(row.lon * 1000));
    const here = index.get(at);
    if (here) here.push(row);
    else index.set(at, [row]);
  }
  return index;
}

/** The source row at this spot with a name in common, the same level first; rounding may differ by one step. */
function trace(
  row: MergedRow,
  index: ReadonlyMap<string, SourceRow[]>,
  used: ReadonlySet<string>,
): string | null {
  const names = new Set(row.names.map(foldName));
  const found: SourceRow[] = [];
  for (let dLat = -1; dLat <= 1; dLat++)
    for (let dLon = -1; dLon <= 1; dLon++)
      found.push(...(index.get(key(row.country, row.lat + dLat, row.lon + dLon)) ?? []));
  const named = found.filter(
    (source) => !used.has(source.id) && source.names.some((name) => names.has(foldName(name))),
  );
  const best = named.sort(
    (a, b) => Number(b.level === row.level) - Number(a.level === row.level) || (a.id < b.id ? -1 : 1),
  )[0];
  return best?.id ?? null;
}

function main(): void {
  const folder = process.argv[2];
  if (!folder) throw new Error('usage: tsx tools/gazetteer/compile.ts GEO_FOLDER');
  const geo = resolve(process.env['INIT_CWD'] ?? process.cwd(), folder);
  const { admin1, rows } = readMerged(geo);
  const sources = {
    w: indexRows(readWhosOnFirst(geo)),
    o: indexRows(readOcha(geo)),
    g: indexRows(readGeoNames(geo)),
  };
  const used = new Set<string>();
  let traced = 0;
  const lines = rows.map((row) => {
    let id = row.level === 'C' ? `iso:${row.country}` : null;
    for (const letter of ['w', 'o', 'g'] as const)
      if (id === null && row.sources.includes(letter)) id = trace(row, sources[letter], used);
    if (id === null || used.has(id)) {
      const name = foldName(row.names[0] ?? '');
      id = `mawdi:${sha256(`${row.country}|${row.level}|${name}|${row.lat}|${row.lon}`).slice(0, 10)}`;
    } else traced += 1;
    used.add(id);
    const flag = row.isPersonLike ? 'x' : '';
    return [
      row.names.join('|'),
      row.lat,
      row.lon,
      row.level,
      row.country,
      row.populationDigits,
      row.admin1 || '',
      flag,
      shortId(id),
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
    const byLevel = (counts[row.country] ??= {});
    const level = levelOf(row.level);
    byLevel[level] = (byLevel[level] ?? 0) + 1;
  }
  const manifest = {
    schemaVersion: 1,
    file: 'places.tsv.gz',
    bytes: content.length,
    sha256: sha256(content),
    gzipBytes: packed.length,
    entries: rows.length,
    names: rows.reduce((sum, row) => sum + row.names.length, 0),
    traced,
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
    `${rows.length} entries, ${traced} traced to a source, ${content.length} bytes, ${packed.length} packed`,
  );
}

/** Ids without their scheme's name: `w85632…`, `pC1353`, `g170654`, `iSY`, `m1a2b…`. */
function shortId(id: string): string {
  const [scheme = '', value = ''] = id.split(':');
  return `${scheme[0] ?? ''}${value}`;
}

main();
