/**
 * Compiles the base map: `tsx tools/basemap/compile.ts GEO_FOLDER`. The region in detail, the world in outline, packed
 * with hashes of the unpacked content. Deterministic.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { EntryList, lookupKey, type PackedFile } from '../../src/gazetteer';

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

/** What the names on the map need of a place. */
interface Place {
  readonly name: string;
  readonly key: string;
  /** Degrees. */
  readonly lat: number;
  readonly lon: number;
  readonly level: string;
  readonly country: string;
  readonly digits: number;
}

function readPlaces(): Place[] {
  const list = new EntryList(
    gunzipSync(readFileSync(join(OUT, '../gazetteer/places.tsv.gz'))).toString('utf8'),
  );
  return Array.from({ length: list.size }, (_, at) => list.get(at))
    .filter((entry) => entry !== undefined)
    .map(({ names, lat, lon, level, country, populationDigits: digits }) => {
      const name = names[0] ?? '';
      return { name, key: `${country}:${lookupKey(name)}`, lat, lon, level, country, digits };
    });
}

/** Towns that a district or subdistrict around them is called after: no source tells how many live there. */
function seatsOf(places: readonly Place[]): ReadonlySet<Place> {
  const towns = new Map<string, Place[]>();
  for (const place of places)
    if (place.level === 'town') towns.set(place.key, [...(towns.get(place.key) ?? []), place]);
  const seats = new Set<Place>();
  for (const area of places) {
    if (area.level !== 'district' && area.level !== 'subdistrict') continue;
    const distance = (town: Place) => Math.hypot(town.lat - area.lat, town.lon - area.lon);
    const nearest = (towns.get(area.key) ?? []).sort((a, b) => distance(a) - distance(b))[0];
    if (nearest && distance(nearest) < SEAT_WITHIN_DEGREES) seats.add(nearest);
  }
  return seats;
}

/**
 * Countries, larger towns and, in the region, seats of districts, for orientation: name, latitude, longitude, rank
 * (0 country, else digits of the population, 4 for a seat of unknown size).
 */
function labels(): Buffer {
  const places = readPlaces();
  const seats = seatsOf(places);
  const rankOf = (place: Place): number | null => {
    if (place.level === 'country') return 0;
    if (place.level !== 'town') return null;
    if (place.digits >= SMALLEST_ANYWHERE) return place.digits;
    if (!isInRegion(place.lat, place.lon)) return null;
    return place.digits >= SMALLEST_IN_REGION ? place.digits : seats.has(place) ? SMALLEST_IN_REGION : null;
  };
  const rows = places.flatMap((place) => {
    const rank = rankOf(place);
    return rank === null ? [] : [[place.name, place.lat, place.lon, rank]];
  });
  return Buffer.from(JSON.stringify(rows));
}

/** Digits of the population. */
const SMALLEST_ANYWHERE = 6;
const SMALLEST_IN_REGION = 4;
/** About 25 km: a point of an area is its middle, not its town. */
const SEAT_WITHIN_DEGREES = 0.25;
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
