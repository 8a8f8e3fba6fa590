import { describe, expect, it } from 'vitest';
import { bearingOf, sectorOfArea } from '../../../src/map/sectors';
import { clipLine, clipRing, rectangle } from '../../../src/map/clip';

const SQUARE = [
  [
    [
      [40, 34],
      [42, 34],
      [42, 36],
      [40, 36],
      [40, 34],
    ],
  ],
] as const;

describe('sectorOfArea', () => {
  const lonsAndLats = (sector: string) => {
    const points = sectorOfArea(SQUARE, sector).flat(2);
    return {
      west: Math.min(...points.map(([lon]) => lon)),
      east: Math.max(...points.map(([lon]) => lon)),
      south: Math.min(...points.map(([, lat]) => lat)),
    };
  };

  it('is the half on the side that is named', () => {
    expect(lonsAndLats('east').west).toBeCloseTo(41);
    expect(lonsAndLats('west').east).toBeCloseTo(41);
    expect(lonsAndLats('north').south).toBeCloseTo(35);
  });

  it('goes by the ground, where degrees east are shorter', () => {
    // North-east of the middle; a corner of the square lies on the line that divides it only in degrees.
    const points = sectorOfArea(SQUARE, 'northEast').flat(2);
    expect(points.some(([lon, lat]) => lon === 42 && lat === 36)).toBe(true);
    expect(points.some(([lon, lat]) => lon === 40 && lat === 34)).toBe(false);
    expect(points.some(([lon, lat]) => lon === 40 && lat === 36)).toBe(true);
  });

  it('is empty for an unknown name', () => {
    expect(sectorOfArea(SQUARE, 'middle')).toEqual([]);
    expect(bearingOf('middle')).toBeUndefined();
    expect(bearingOf('southEast')).toBe(135);
  });
});

describe('clipping', () => {
  const sides = rectangle(0, 0, 10, 10);

  it('keeps what lies inside of a ring', () => {
    const ring = clipRing(
      [
        [-5, 5],
        [5, 5],
        [5, 15],
        [-5, 15],
      ],
      sides,
    );
    expect(ring).toHaveLength(4);
    for (const [x, y] of ring) expect(x >= 0 && x <= 5 && y >= 5 && y <= 10).toBe(true);
    expect(
      clipRing(
        [
          [20, 20],
          [30, 20],
          [30, 30],
        ],
        sides,
      ),
    ).toEqual([]);
  });

  it('cuts a line into its parts inside', () => {
    const parts = clipLine(
      [
        [-5, 5],
        [5, 5],
        [15, 5],
        [15, 8],
        [5, 8],
      ],
      sides,
    );
    expect(parts).toEqual([
      [
        [0, 5],
        [5, 5],
        [10, 5],
      ],
      [
        [10, 8],
        [5, 8],
      ],
    ]);
  });
});
