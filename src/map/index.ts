export {
  isDoubtful,
  toPlaces,
  type PlaceMention,
  type PlacesSummary,
  type PlaceSummary,
  type UnresolvedSummary,
} from './summary';
export { toFeatures, type Feature, type FeatureCollection } from './features';
