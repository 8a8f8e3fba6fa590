export { levelOf, lookupKey, type Entry } from './entries';
export { loadGazetteer, type PlaceList } from './gazetteer';
export { fetchBytes, readManifest, toPackedFile, unpack, type PackedFile } from './packed-file';
