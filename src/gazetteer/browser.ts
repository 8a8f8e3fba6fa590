import { createPackStore, type PackStore } from './stored-packs';

/** Packs on this device; `baseUrl` is the base of the site, ending in a slash. */
export const openPackStore = (baseUrl: string): PackStore =>
  createPackStore(new URL(baseUrl, location.href).href, caches);
