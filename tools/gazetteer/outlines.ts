import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

type Ring = readonly (readonly [lon: number, lat: number])[];

/** The outline of one administrative area: rings of polygons, outer ring first. */
export interface Outline {
  /** `wof:…`. */
  readonly id: string;
  readonly country: string;
  readonly level: '1' | '2';
  readonly polygons: readonly (readonly Ring[])[];
}

interface Feature {
  readonly properties: { readonly id: number; readonly cc: string; readonly pt: string };
  readonly geometry:
    | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
    | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] };
}

const FILES = ['adm1_polygons_sy_iq_lb_jo_ps.geojson.gz', 'adm2_polygons_sy_iq_lb_ps.geojson.gz'];

/** Outlines of governorates and districts as Who's On First has them (Mesoshapes for nearly all). */
export function readOutlines(geo: string): Outline[] {
  return FILES.flatMap((file) => {
    const json = gunzipSync(readFileSync(join(geo, 'whosonfirst', file))).toString('utf8');
    return (JSON.parse(json) as { features: Feature[] }).features.map(
      ({ properties, geometry }): Outline => ({
        id: `wof:${properties.id}`,
        country: properties.cc,
        level: properties.pt === 'region' ? '1' : '2',
        polygons: geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates,
      }),
    );
  });
}

/** Even-odd rule over all rings: holes are outside. */
export function isInside({ polygons }: Outline, { lat, lon }: { lat: number; lon: number }): boolean {
  let inside = false;
  for (const ring of polygons.flat())
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi, yi] = ring[i] ?? [0, 0];
      const [xj, yj] = ring[j] ?? [0, 0];
      if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
    }
  return inside;
}

/** Steps to a degree in the shipped outlines: about 300 m. Neighbours stay neighbours, since both snap to one grid. */
export const STEPS_A_DEGREE = 360;

/** One line an outline: id, then rings of `dx dy` steps; `;` between rings, `|` between polygons. */
export const encodeOutline = (outline: Outline): string =>
  [
    outline.id,
    outline.polygons
      .map((rings) =>
        rings
          .map(encodeRing)
          .filter((ring) => ring !== '')
          .join(';'),
      )
      .filter((polygon) => polygon !== '')
      .join('|'),
  ].join('\t');

function encodeRing(ring: Ring): string {
  const steps: (readonly [number, number])[] = [];
  for (const [lon, lat] of ring) {
    const point = [Math.round(lon * STEPS_A_DEGREE), Math.round(lat * STEPS_A_DEGREE)] as const;
    const last = steps.at(-1);
    if (!last || last[0] !== point[0] || last[1] !== point[1]) steps.push(point);
  }
  const kept = steps.filter((point, at) => {
    const [before, after] = [steps[at - 1], steps[at + 1]];
    if (!before || !after) return true;
    return (point[0] - before[0]) * (after[1] - point[1]) !== (point[1] - before[1]) * (after[0] - point[0]);
  });
  if (kept.length < 4) return '';
  let [x, y] = [0, 0];
  return kept
    .map((point) => {
      const step = `${point[0] - x} ${point[1] - y}`;
      [x, y] = point;
      return step;
    })
    .join(' ');
}
