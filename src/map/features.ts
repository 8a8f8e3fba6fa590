import type { PlacesSummary } from './summary';

/** Flat properties: map programs show one column each. */
export type FeatureProperties = Readonly<Record<string, string | number | null>>;

export interface Feature {
  readonly type: 'Feature';
  readonly id?: string;
  readonly geometry: { readonly type: 'Point'; readonly coordinates: readonly [number, number] } | null;
  readonly properties: FeatureProperties;
}

/** GeoJSON by RFC 7946: WGS 84, longitude first. */
export interface FeatureCollection {
  readonly type: 'FeatureCollection';
  readonly features: readonly Feature[];
}

/**
 * Places as features, unresolved names too (their geometry is null, as RFC 7946 §3.2 allows).
 * @param titleOf title of a document, for the list of documents of a place
 */
export function toFeatures(
  places: PlacesSummary,
  titleOf: (documentId: string) => string,
): FeatureCollection {
  const titles = (ids: readonly string[]) => ids.map(titleOf).join(' | ');
  const quotes = (surfaces: readonly string[]) => [...new Set(surfaces)].join(' | ');
  return {
    type: 'FeatureCollection',
    features: [
      ...places.placed.map((item): Feature => ({
        type: 'Feature',
        id: item.place.id,
        geometry: { type: 'Point', coordinates: [item.place.lon, item.place.lat] },
        properties: {
          title: item.place.name,
          gazetteer_id: item.place.id,
          level: item.place.level,
          country: item.place.country,
          within: item.within,
          status: item.origin === 'gold' ? 'verified' : 'predicted',
          score: Number(item.score.toFixed(4)),
          candidates: item.candidateCount,
          mentions: item.count,
          documents: item.documentIds.length,
          quotes: quotes(item.mentions.map((mention) => mention.surface)),
          document_titles: titles(item.documentIds),
        },
      })),
      ...places.unresolved.map((item): Feature => ({
        type: 'Feature',
        geometry: null,
        properties: {
          title: item.toponym,
          status: 'unresolved',
          reason: item.reason,
          mentions: item.count,
          documents: item.documentIds.length,
          quotes: quotes(item.mentions.map((mention) => mention.surface)),
          document_titles: titles(item.documentIds),
        },
      })),
    ],
  };
}
