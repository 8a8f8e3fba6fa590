import type { FeatureCollection, Geometry, Position } from 'geojson';

const TURN = 360;
const lonOf = (position: Position | undefined): number => position?.[0] ?? 0;

/**
 * Makes rings that cross 180° E run on beyond it. Their longitudes jump by a whole turn there, which a flat map draws
 * as a band from edge to edge.
 */
export function unwrapLand(land: FeatureCollection): FeatureCollection {
  return {
    ...land,
    features: land.features.map((feature) => ({ ...feature, geometry: unwrapGeometry(feature.geometry) })),
  };
}

function unwrapGeometry(geometry: Geometry): Geometry {
  if (geometry.type === 'Polygon') return { ...geometry, coordinates: geometry.coordinates.map(unwrapRing) };
  if (geometry.type === 'MultiPolygon')
    return { ...geometry, coordinates: geometry.coordinates.map((rings) => rings.map(unwrapRing)) };
  return geometry;
}

/** A closed ring with continuous longitudes, its middle between 180° W and 180° E. */
export function unwrapRing(ring: readonly Position[]): Position[] {
  const jumpAt = ring.findIndex((position, at) => at > 0 && isJump(ring[at - 1], position));
  if (jumpAt < 0) return [...ring];
  // Begun where it crosses, a ring round a pole runs from edge to edge.
  const open = [...ring.slice(jumpAt), ...ring.slice(1, jumpAt)];
  let turns = 0;
  const lined = open.map((position, at): Position => {
    if (at > 0 && isJump(open[at - 1], position)) turns += lonOf(position) < lonOf(open[at - 1]) ? 1 : -1;
    return [lonOf(position) + turns * TURN, position[1] ?? 0];
  });
  const [first, last] = [lined[0] ?? [0, 0], lined.at(-1) ?? [0, 0]];
  const goesRound = Math.abs(lonOf(last) - lonOf(first)) > TURN / 2;
  const pole = Math.sign(first[1] ?? 0) * 90;
  const closed = goesRound ? [...lined, [lonOf(last), pole], [lonOf(first), pole], first] : [...lined, first];
  const lons = closed.map(lonOf);
  const shift = -TURN * Math.round((Math.min(...lons) + Math.max(...lons)) / 2 / TURN);
  return closed.map((position) => [lonOf(position) + shift, position[1] ?? 0]);
}

const isJump = (from: Position | undefined, to: Position): boolean =>
  Math.abs(lonOf(to) - lonOf(from)) > TURN / 2;
