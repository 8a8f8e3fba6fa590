import Supercluster from 'supercluster';
import type { PlaceSummary } from './summary';

/** Zoom from which every place stands for itself. */
export const SINGLES_FROM = 12;
/** Pins nearer than this, in pixels, would cover each other. */
const NEAR_PX = 24;
/** So many places are read as a whole: fewer, larger clusters. */
const MANY = 150;
const NEAR_OF_MANY_PX = 56;

/** Degrees around a point in which it is looked for. */
const NEARBY = 0.001;

/** West, south, east, north in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** Places that stand too near to each other to be told apart at this zoom. */
export interface Cluster {
  readonly kind: 'cluster';
  readonly id: number;
  readonly lat: number;
  readonly lon: number;
  /** Places in it. */
  readonly size: number;
  readonly mentions: number;
}

export interface Single {
  readonly kind: 'single';
  readonly item: PlaceSummary;
}

/** Places of a map, ready to be asked what stands where at a zoom. */
export interface ClusterIndex {
  /** What is to be drawn within bounds; `zoom` may be a fraction. */
  within(bounds: Bounds, zoom: number): readonly (Cluster | Single)[];
  /** Least zoom at which a cluster falls apart. */
  expansionZoom(clusterId: number): number;
  /** Least zoom at which a place stands for itself. */
  singleFrom(item: PlaceSummary): number;
  /** Places of a cluster, at most `limit`. */
  placesOf(clusterId: number, limit: number): readonly PlaceSummary[];
}

interface Mentions {
  readonly mentions: number;
}
interface Entry extends Mentions {
  readonly index: number;
}

/** Clusters by distance on the screen (supercluster: greedy, zoom by zoom, over a static k-d tree). */
export function createClusterIndex(places: readonly PlaceSummary[]): ClusterIndex {
  const tree = new Supercluster<Entry, Mentions>({
    maxZoom: SINGLES_FROM - 1,
    radius: places.length > MANY ? NEAR_OF_MANY_PX : NEAR_PX,
    extent: 256,
    map: ({ mentions }) => ({ mentions }),
    reduce: (all, { mentions }) => {
      (all as { mentions: number }).mentions += mentions;
    },
  });
  tree.load(
    places.map(({ place, count }, index) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [place.lon, place.lat] },
      properties: { index, mentions: count },
    })),
  );
  const singleOf = (index: number): Single[] => {
    const item = places[index];
    return item ? [{ kind: 'single', item }] : [];
  };
  return {
    within([west, south, east, north], zoom) {
      return tree
        .getClusters([west, south, east, north], Math.floor(zoom))
        .flatMap(({ properties, geometry }): (Cluster | Single)[] => {
          if (!('cluster' in properties)) return singleOf(properties.index);
          const [lon = 0, lat = 0] = geometry.coordinates;
          const { cluster_id, point_count, mentions } = properties;
          return [{ kind: 'cluster', id: cluster_id, lat, lon, size: point_count, mentions }];
        });
    },
    expansionZoom: (clusterId) => Math.min(SINGLES_FROM, tree.getClusterExpansionZoom(clusterId)),
    singleFrom({ place: { lat, lon, id } }) {
      const around: Bounds = [lon - NEARBY, lat - NEARBY, lon + NEARBY, lat + NEARBY];
      for (let zoom = 0; zoom < SINGLES_FROM; zoom++)
        for (const { properties } of tree.getClusters([...around], zoom))
          if (!('cluster' in properties) && places[properties.index]?.place.id === id) return zoom;
      return SINGLES_FROM;
    },
    placesOf: (clusterId, limit) =>
      tree
        .getLeaves(clusterId, limit)
        .flatMap(({ properties }) => singleOf(properties.index).map(({ item }) => item)),
  };
}
