import { createRequire } from 'node:module';
import fc from 'fast-check';
import type { FeatureCollection, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { describe, expect, it } from 'vitest';
import { unwrapLand, unwrapRing } from '../../../src/map/antimeridian';

const lon = (position: Position | undefined) => position?.[0] ?? 0;
const widestStep = (ring: readonly Position[]) =>
  Math.max(0, ...ring.slice(1).map((position, at) => Math.abs(lon(position) - lon(ring[at]))));
const wrap = (degrees: number) => ((((degrees + 180) % 360) + 360) % 360) - 180;

describe('unwrapRing', () => {
  it('leaves other rings alone', () => {
    const ring = [
      [30, 30],
      [40, 30],
      [40, 40],
      [30, 30],
    ];
    expect(unwrapRing(ring)).toEqual(ring);
  });

  it('lets a ring run on over 180°, on the side where most of it lies', () => {
    const ring = [
      [-170, 65],
      [170, 60],
      [100, 60],
      [100, 70],
      [179, 70],
      [-170, 65],
    ];
    const out = unwrapRing(ring);
    expect(Math.min(...out.map(lon))).toBe(100);
    expect(Math.max(...out.map(lon))).toBe(190);
  });

  it('closes a ring round the pole along the edge of the map', () => {
    const ring = [60, 120, 179, -179, -120, -60, 0, 60].map((x) => [x, -70]);
    const out = unwrapRing(ring);
    expect(out[0]).toEqual(out.at(-1));
    expect(
      out
        .filter(([, lat]) => lat === -90)
        .map(lon)
        .sort((a, b) => a - b),
    ).toEqual([-179, 179]);
  });

  it('keeps every point and closes, wherever a ring lies and begins', () => {
    const west = fc.integer({ min: -180, max: 179 });
    const width = fc.integer({ min: 3, max: 150 });
    fc.assert(
      fc.property(west, width, fc.nat(7), (start, span, rotation) => {
        const box = [0, 0.33, 0.66, 1, 1, 0.66, 0.33, 0].map((part, at) => [
          wrap(start + part * span),
          at < 4 ? 10 : 20,
        ]);
        const turned = [...box.slice(rotation), ...box.slice(0, rotation)];
        const ring = [...turned, turned[0] ?? [0, 0]];
        const out = unwrapRing(ring);
        expect(out).toHaveLength(ring.length);
        expect(out[0]).toEqual(out.at(-1));
        expect(widestStep(out)).toBeLessThanOrEqual(180);
        const points = (list: readonly Position[]) =>
          new Set(list.map(([x = 0, y]) => `${wrap(x).toFixed(6).replace('-180.', '180.')},${y}`));
        expect(points(out)).toEqual(points(ring));
      }),
    );
  });
});

it('leaves no band across the world', () => {
  const topology = createRequire(import.meta.url)('world-atlas/countries-50m.json') as Topology;
  const land = feature(topology, topology.objects['land'] as GeometryCollection) as FeatureCollection;
  const ringsOf = ({ features }: FeatureCollection) =>
    features.flatMap(({ geometry }) => (geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : []));
  const isBand = (ring: Position[]) =>
    ring.slice(1).some((to, at) => Math.abs(lon(to) - lon(ring[at])) > 180 && Math.abs(to[1] ?? 0) < 85);
  expect(ringsOf(land).filter(isBand).length).toBeGreaterThan(2);
  expect(ringsOf(unwrapLand(land)).filter(isBand)).toEqual([]);
});
