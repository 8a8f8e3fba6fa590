/** What the page says to the service worker. */
export const ACTIVATE_NOW = 'activate-now';
export const KEEP_PLACES = 'keep-places';
