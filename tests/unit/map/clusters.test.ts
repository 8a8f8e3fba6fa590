import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createClusterIndex, SINGLES_FROM } from '../../../src/map/clusters';
import { placesOf } from './samples';

const WORLD = [-180, -85, 180, 85] as const;

describe('createClusterIndex', () => {
  const near = placesOf(
    { id: 'a', lat: 33.5, lon: 36.3, mentions: 3 },
    { id: 'b', lat: 33.52, lon: 36.31 },
    { id: 'c', lat: 33.49, lon: 36.28 },
    { id: 'far', lat: 36.2, lon: 37.16 },
  );

  it('holds what would cover each other together, with its mentions, and leaves the rest alone', () => {
    const found = createClusterIndex(near).within(WORLD, 6.5);
    expect(found).toHaveLength(2);
    expect(found).toContainEqual(expect.objectContaining({ kind: 'cluster', size: 3, mentions: 5 }));
    expect(found).toContainEqual({ kind: 'single', item: near.find(({ place }) => place.id === 'far') });
  });

  it('says at which zoom a cluster falls apart, and what is in it', () => {
    const index = createClusterIndex(near);
    const cluster = index.within(WORLD, 6).find((one) => one.kind === 'cluster');
    if (cluster?.kind !== 'cluster') throw new Error('no cluster');
    const zoom = index.expansionZoom(cluster.id);
    expect(index.within(WORLD, zoom - 1)).toHaveLength(2);
    expect(index.within(WORLD, zoom).length).toBeGreaterThan(2);
    expect(index.placesOf(cluster.id, 2)).toHaveLength(2);
  });

  it('says from which zoom on a place stands for itself', () => {
    const index = createClusterIndex(near);
    const [a] = near;
    if (!a) throw new Error('no place');
    const zoom = index.singleFrom(a);
    const isSingle = (at: number) =>
      index.within(WORLD, at).some((one) => one.kind === 'single' && one.item === a);
    expect(zoom).toBeGreaterThan(6);
    expect(isSingle(zoom)).toBe(true);
    expect(isSingle(zoom - 1)).toBe(false);
    const far = near.find(({ place }) => place.id === 'far');
    expect(far && index.singleFrom(far)).toBeLessThan(zoom);
  });

  it('leaves out what lies outside the bounds', () => {
    expect(createClusterIndex(near).within([37, 36, 38, 37], 8)).toHaveLength(1);
  });

  it('loses no place at any zoom, and shows each for itself at the end, equal points too', () => {
    const point = fc.record({
      lat: fc.double({ min: -60, max: 60, noNaN: true }),
      lon: fc.double({ min: -170, max: 170, noNaN: true }),
      isTwice: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(point, { maxLength: 60 }), fc.integer({ min: 2, max: 12 }), (points, zoom) => {
        const places = placesOf(
          ...points.flatMap(({ lat, lon, isTwice }, at) =>
            Array.from({ length: isTwice ? 2 : 1 }, (_, copy) => ({ id: `${at}:${copy}`, lat, lon })),
          ),
        );
        const found = createClusterIndex(places).within(WORLD, zoom);
        const shown = found.map((one) => (one.kind === 'cluster' ? one.size : 1));
        expect(shown.reduce((a, b) => a + b, 0)).toBe(places.length);
        if (zoom >= SINGLES_FROM) expect(found.every((one) => one.kind === 'single')).toBe(true);
      }),
    );
  });
});
