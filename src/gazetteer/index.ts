export { EntryList, levelOf, type Entry } from './entries';
export { lookupKey } from './keys';
export { loadGazetteer, type PlaceList } from './gazetteer';
export { loadSide, readOutlines, type SideEntry } from './side';
export { openPack, packsIn, readCounts, type Counts, type PackContent, type PackInfo } from './packs';
export { openPlaceFiles, type PlaceFiles, type ReadPlaceFile } from './place-files';
export { fetchBytes, readManifest, toPackedFile, unpack, type PackedFile } from './packed-file';
export { createPackStore, type PackPresence, type PackStore } from './stored-packs';
export { openFirstGood, openPlaces, type OpenedPlaces } from './stored-places';
