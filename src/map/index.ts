export {
  isDoubtful,
  toPlaces,
  type PlaceMention,
  type PlacesSummary,
  type PlaceSummary,
  type UnresolvedSummary,
} from './summary';
export {
  cutGroup,
  groupPlaces,
  type Areas,
  type DistrictGroup,
  type GovernorateGroup,
  type PlaceOrder,
} from './groups';
export { daysOf, histogram, isWithin, type DateRange, type DaySpan } from './dates';
export { isArea, standingOf, type Outlines, type Standing } from './drawing';
export { middleOf } from './sectors';
export { ATTRIBUTION } from './attribution';
export { drawPicture, type PictureRequest, type PictureWords } from './picture/picture';
export { type PictureView } from './picture/frame';
export { type PicturePlace } from './picture/places';
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
export {
  concealing,
  defaultPrecision,
  displace,
  drawFor,
  isCoarsened,
  precisionFor,
  shareable,
  sharePlaces,
  type CoarsenedCounts,
  type Displaced,
  type Draw,
  type ShareContext,
  type SharedAbout,
  type SharedArea,
  type SharedItem,
  type SharedPlace,
  type SharedPlaces,
  type ShareOptions,
} from './share';
