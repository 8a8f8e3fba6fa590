import type { SharedArea, SharedItem, SharedPlaces } from './share';
import type { UnresolvedSummary } from './summary';

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
 * Places as they go out as features, unresolved names too (their geometry is null, as RFC 7946 §3.2 allows).
 * @param titleOf title of a document, for the list of documents of a place
 */
export function toFeatures(
  { items, unresolved, conceals }: SharedPlaces,
  titleOf: (documentId: string) => string,
): FeatureCollection {
  const list = (texts: readonly string[]) =>
    [...new Set(texts)].filter((text) => text !== '' && !conceals(text)).join(' | ');
  const named = ({ count, documentIds, mentions }: SharedItem | UnresolvedSummary): FeatureProperties => ({
    mentions: count,
    documents: documentIds.length,
    quotes: list(mentions.map((mention) => mention.surface)),
    document_titles: list(documentIds.map(titleOf)),
  });
  return {
    type: 'FeatureCollection',
    features: [
      ...items.map((item): Feature => {
        const { place } = item;
        const { lat, lon } = place;
        return {
          type: 'Feature',
          // The area of a coarsened place may be there as a place of its own.
          ...(place.isCoarsened ? {} : { id: place.id }),
          geometry: lat === null || lon === null ? null : { type: 'Point', coordinates: [lon, lat] },
          properties: { ...propertiesOf(item), ...named(item) },
        };
      }),
      ...unresolved.map((item): Feature => ({
        type: 'Feature',
        geometry: null,
        properties: {
          title: item.toponym,
          status: item.origin === 'gold' ? 'none' : 'unresolved',
          reason: item.reason,
          ...named(item),
        },
      })),
    ],
  };
}

function propertiesOf({ place, within, origin, score, candidateCount }: SharedItem): FeatureProperties {
  return {
    title: place.name,
    title_en: place.english,
    gazetteer_id: place.id,
    pcode: place.pcode,
    level: place.level,
    country: place.country,
    within,
    ...areaProperties('adm1', place.adm1),
    ...areaProperties('adm2', place.adm2),
    ...areaProperties('adm3', place.adm3),
    status: origin === 'gold' ? 'verified' : 'predicted',
    precision: place.precision,
    uncertainty_m: place.uncertaintyM,
    score: Number(score.toFixed(place.isCoarsened ? 1 : 4)),
    candidates: candidateCount,
  };
}

const areaProperties = (key: string, area: SharedArea | null): FeatureProperties => ({
  [`${key}_ar`]: area?.name ?? '',
  [`${key}_en`]: area?.english ?? '',
  [`${key}_pcode`]: area?.pcode ?? '',
});
