import type { LabelledRange } from './bio';

/** Ranges of two sides that hang together by overlapping. */
export interface Cluster<G, P> {
  readonly gold: G[];
  readonly predicted: P[];
}

/**
 * Groups the ranges of two sides: whatever overlaps, directly or through others, is one cluster. In order of start.
 * Ranges that only touch stay apart.
 */
export function clusterSpans<G extends LabelledRange, P extends LabelledRange>(
  gold: readonly G[],
  predicted: readonly P[],
): Cluster<G, P>[] {
  const all = [
    ...gold.map((range) => ({ range, put: (cluster: Cluster<G, P>) => cluster.gold.push(range) })),
    ...predicted.map((range) => ({ range, put: (cluster: Cluster<G, P>) => cluster.predicted.push(range) })),
  ].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  const clusters: Cluster<G, P>[] = [];
  let end = -Infinity;
  for (const { range, put } of all) {
    if (range.start >= end) clusters.push({ gold: [], predicted: [] });
    end = Math.max(end, range.end);
    const cluster = clusters.at(-1);
    if (cluster) put(cluster);
  }
  return clusters;
}
