import type { FeatureCollection, Geometry, MultiLineString, Position } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { AppError } from '../domain';
import { unwrapLand } from './antimeridian';
import { fetchBytes, readManifest, toPackedFile, unpack } from '../gazetteer';

/** A name on the base map; rank 0 is a country, else digits of the population. */
export interface BaseLabel {
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
  readonly rank: number;
}

/** Outlines by layer, and names for orientation. */
export interface Basemap {
  readonly worldLand: FeatureCollection;
  readonly worldBorders: MultiLineString;
  /** `[west, south, east, north]` of the part drawn in detail. */
  readonly regionBounds: readonly [number, number, number, number];
  readonly region: Readonly<Record<RegionLayer, FeatureCollection>>;
  readonly labels: readonly BaseLabel[];
}

export const REGION_LAYERS = [
  'land',
  'urban',
  'lakes',
  'rivers',
  'wdb_rivers',
  'adm2_lines',
  'adm1lines',
  'adm1_syiq',
  'borders',
  'disputed',
] as const;
export type RegionLayer = (typeof REGION_LAYERS)[number];

/** `[west, south, east, north]` out of a manifest. Throws `places/hash`. */
function toBounds(json: unknown, path: string): Basemap['regionBounds'] {
  const { region } = (json ?? {}) as Readonly<Record<string, unknown>>;
  const [west, south, east, north]: unknown[] = Array.isArray(region) ? (region as unknown[]) : [];
  if ([west, south, east, north].every((side): side is number => typeof side === 'number'))
    return [west, south, east, north] as Basemap['regionBounds'];
  throw new AppError('places/hash', { path });
}

/** Fetches, verifies and unpacks the base map below `baseUrl` (ending in a slash). Throws `places/*`. */
export async function loadBasemap(baseUrl: string): Promise<Basemap> {
  const folder = `${baseUrl}basemap/`;
  const address = `${folder}manifest.json`;
  const manifest = readManifest(await fetchBytes(address), address);
  const open = async (name: string): Promise<unknown> => {
    const file = toPackedFile(manifest[name], address);
    const packed = await fetchBytes(`${folder}${file.file}?sha256=${file.sha256.slice(0, 12)}`);
    return JSON.parse(await unpack(packed, file));
  };
  const bounds = toBounds(manifest['bounds'], address);
  const [region, world, labels] = await Promise.all(['region', 'world', 'labels'].map(open));
  return toBasemap(
    region as Topology,
    world as Topology,
    labels as [string, number, number, number][],
    bounds,
  );
}

function toBasemap(
  region: Topology,
  world: Topology,
  labels: readonly [string, number, number, number][],
  regionBounds: Basemap['regionBounds'],
): Basemap {
  const layer = (topology: Topology, name: string): FeatureCollection => {
    const object = topology.objects[name] as GeometryCollection;
    const { features } = feature(topology, object);
    // Some clipped shapes are empty; Leaflet draws none of them.
    return {
      type: 'FeatureCollection',
      features: features.filter((f) => (f.geometry as Geometry | null) !== null),
    };
  };
  return {
    worldLand: unwrapLand(layer(world, 'land')),
    worldBorders: outside(
      mesh(world, world.objects['countries'] as GeometryCollection, (a, b) => a !== b),
      regionBounds,
    ),
    regionBounds,
    region: Object.fromEntries(REGION_LAYERS.map((name) => [name, layer(region, name)])) as Basemap['region'],
    labels: labels.map(([name, lat, lon, rank]) => ({ name, lat, lon, rank })),
  };
}

/** Lines without their parts in the region, which has finer ones of its own. */
function outside(
  lines: MultiLineString,
  [west, south, east, north]: Basemap['regionBounds'],
): MultiLineString {
  const isOutside = ([lon = 0, lat = 0]: Position) => lon < west || lon > east || lat < south || lat > north;
  const kept: Position[][] = [];
  for (const line of lines.coordinates) {
    let open: Position[] | null = null;
    for (const position of line) {
      if (!isOutside(position)) open = null;
      else if (open) open.push(position);
      else kept.push((open = [position]));
    }
  }
  return { type: 'MultiLineString', coordinates: kept.filter((line) => line.length > 1) };
}
