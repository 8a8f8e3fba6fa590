export {
  isDoubtful,
  toPlaces,
  type PlaceMention,
  type PlacesSummary,
  type PlaceSummary,
  type UnresolvedSummary,
} from './summary';
export { toFeatures, type Feature, type FeatureCollection } from './features';
export {
  COORDINATE_FORMS,
  formatCoordinates,
  parseCoordinates,
  type CoordinateForm,
  type Coordinates,
  type LatLon,
  type ParseOptions,
} from './coordinates';
