export { COORDINATE_FORMS, formatCoordinates, type CoordinateForm, type LatLon } from './format';
export { parseCoordinates, type Coordinates, type ParseOptions } from './parse';
