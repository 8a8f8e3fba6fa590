export { linkInSteps, linkMentions } from './link';
export { levelCueBefore } from './cues';
export { distanceKm, type Point } from './distance';
export { geocodeRows, type GeocodedRow, type GeocodeOptions, type GeocodeRow } from './geocode';
export {
  PLACE_COLUMNS,
  placeCells,
  placesOfRow,
  type Certainty,
  type CompletedPlace,
  type NamedPlace,
  type PlaceCells,
} from './complete';
export { withOwnPoint, type WithOwnPoint } from './own-point';
export { speaksAsGovernment, type SpokenMention } from './governments';
