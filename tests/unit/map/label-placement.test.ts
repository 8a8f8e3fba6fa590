import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeLabels, type Box } from '../../../src/map/label-placement';
import { metresPerPixel, project, scaleBar } from '../../../src/map/mercator';

const FRAME = { width: 400, height: 300 };
const meets = (a: Box, b: Box) =>
  a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

describe('placeLabels', () => {
  it('puts a label left of its point, and right of it where the left is taken', () => {
    const label = { x: 200, y: 150, width: 60, offset: 5 };
    const [free] = placeLabels([label], FRAME, [], 9);
    expect(free).toEqual({ left: 132, top: 140, right: 192, bottom: 160 });
    const [moved] = placeLabels([label], FRAME, [{ left: 150, top: 140, right: 160, bottom: 150 }], 9);
    expect(moved?.left).toBe(208);
  });

  it('never lets labels meet each other, what is blocked, or the edge', () => {
    const label = fc.record({
      x: fc.integer({ min: -100, max: 500 }),
      y: fc.integer({ min: -100, max: 400 }),
      width: fc.integer({ min: 10, max: 120 }),
      offset: fc.constantFrom(0, 3, 12),
    });
    fc.assert(
      fc.property(fc.array(label, { maxLength: 60 }), fc.integer({ min: 0, max: 40 }), (labels, most) => {
        const blocked = [{ left: 100, top: 100, right: 180, bottom: 180 }];
        const placed = placeLabels(labels, FRAME, blocked, most).filter((box) => box !== null);
        expect(placed.length).toBeLessThanOrEqual(most);
        const all = [...blocked, ...placed];
        for (const [at, box] of all.entries())
          for (const other of all.slice(at + 1)) expect(meets(box, other)).toBe(false);
        for (const { left, top, right, bottom } of placed)
          expect(left >= 0 && top >= 0 && right <= FRAME.width && bottom <= FRAME.height).toBe(true);
      }),
    );
  });
});

describe('Web Mercator', () => {
  it('agrees with known points', () => {
    expect(project(0, 0, 0)).toEqual([128, 128]);
    const [x, y] = project(85.051129, -180, 3);
    expect(x).toBe(0);
    expect(y).toBeCloseTo(0, 2);
    // EPSG:3857 of 33.5° N is 3,957,983 m north: (20,037,508 - 3,957,983) / 40,075,017 of the side.
    expect(project(33.5, 36.3, 0)[1]).toBeCloseTo((256 * (20037508.34 - 3962799.86)) / 40075016.69, 1);
  });

  it('gives a round scale bar of at most the width', () => {
    expect(metresPerPixel(0, 0)).toBeCloseTo(156543.03, 1);
    expect(scaleBar(1000, 120)).toEqual({ metres: 100_000, px: 100 });
    expect(scaleBar(70, 100)).toEqual({ metres: 5000, px: 5000 / 70 });
  });
});
