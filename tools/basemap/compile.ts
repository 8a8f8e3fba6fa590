/**
 * Compiles the base map: `tsx tools/basemap/compile.ts GEO_FOLDER`. The region in detail, the world in outline, packed
 * with hashes of the unpacked content. Deterministic.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { PackedFile } from '../../src/gazetteer';

const OUT = resolve(import.meta.dirname, '../../public/basemap');
const require = createRequire(import.meta.url);

function pack(name: string, content: Buffer): PackedFile & { gzipBytes: number; gzipSha256: string } {
  const packed = gzipSync(content, { level: 9 });
  // The operating system in the header depends on the machine.
  packed[9] = 255;
  const file = `${name}.json.gz`;
  writeFileSync(join(OUT, file), packed);
  const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  console.log(`${name}: ${content.length} bytes, ${packed.length} packed`);
  return {
    file,
    bytes: content.length,
    sha256: hash(content),
    gzipBytes: packed.length,
    gzipSha256: hash(packed),
  };
}

/** Countries and larger towns of the compiled list, for orientation: name, latitude, longitude, rank (0 country, else population digits). */
function labels(): Buffer {
  const [, ...lines] = gunzipSync(readFileSync(join(OUT, '../gazetteer/places.tsv.gz')))
    .toString('utf8')
    .split('\n');
  const rows = lines.flatMap((line) => {
    const [names = '', lat, lon, level, , digits] = line.split('\t');
    const rank = level === 'C' ? 0 : Number(digits || 0);
    const isWanted =
      level === 'C' ||
      (level === 'P' && rank >= 6) ||
      (level === 'P' && rank >= 5 && isInRegion(Number(lat) / 1000, Number(lon) / 1000));
    return isWanted ? [[names.split('|')[0], Number(lat) / 1000, Number(lon) / 1000, rank]] : [];
  });
  return Buffer.from(JSON.stringify(rows));
}

const REGION = [24, 11, 64, 43] as const;
const isInRegion = (lat: number, lon: number): boolean =>
  lon >= REGION[0] && lat >= REGION[1] && lon <= REGION[2] && lat <= REGION[3];

interface Topology {
  objects: Record<string, { geometries?: { properties?: Record<string, unknown>; id?: unknown }[] }>;
}

/** World outline without names: labels come from the list of places. */
function world(): Buffer {
  const topology = JSON.parse(
    readFileSync(require.resolve('world-atlas/countries-50m.json'), 'utf8'),
  ) as Topology;
  for (const object of Object.values(topology.objects))
    for (const geometry of object.geometries ?? []) {
      delete geometry.properties;
      delete geometry.id;
    }
  return Buffer.from(JSON.stringify(topology));
}

function main(): void {
  const folder = process.argv[2];
  if (!folder) throw new Error('usage: tsx tools/basemap/compile.ts GEO_FOLDER');
  const geo = resolve(process.env['INIT_CWD'] ?? process.cwd(), folder);
  mkdirSync(OUT, { recursive: true });
  const manifest = {
    schemaVersion: 1,
    madeBy: 'tools/basemap/compile.ts',
    sources: [
      'Natural Earth',
      'world-atlas 2.0.2',
      "Who's On First / Mesoshapes",
      'WDB II by way of GSHHG',
      'labels: public/gazetteer',
    ],
    region: pack('region.topo', readFileSync(join(geo, 'prototype/region_full.topo.json'))),
    world: pack('world.topo', world()),
    labels: pack('labels', labels()),
    bounds: { region: REGION },
  };
  writeFileSync(join(OUT, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
}

main();
