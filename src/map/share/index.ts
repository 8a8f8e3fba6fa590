export { defaultPrecision, isCoarsened, precisionFor, type SharedAbout } from './precision';
export { displace, drawFor, type Displaced, type Draw } from './displace';
export { shareable, type ShareContext, type SharedArea, type SharedPlace } from './shareable';
export { concealing } from './concealed';
export {
  sharePlaces,
  type CoarsenedCounts,
  type SharedItem,
  type SharedPlaces,
  type ShareOptions,
} from './share-places';
