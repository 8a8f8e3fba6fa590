import type { PackedFile } from './packed-file';

export { levelOf, lookupKey, type Entry } from './entries';
export { loadGazetteer, type PlaceList } from './gazetteer';
export { fetchBytes, unpack, type PackedFile } from './packed-file';

/** The manifest of the compiled list, as far as opening it needs. */
export type GazetteerManifest = PackedFile;
