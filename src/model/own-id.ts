const ID_PREFIX = 'own-';
const SCHEME_PREFIX = 'own:';

/** Whether a model was brought along by a person. */
export const isOwnModel = (id: string): boolean => id.startsWith(ID_PREFIX);

/** The scheme under which a brought model tags; it names the model, so that a request for the scheme finds it. */
export const ownScheme = (id: string): string => SCHEME_PREFIX + id.slice(ID_PREFIX.length);

/** The brought model that has this scheme; undefined for schemes of the site's models. */
export const modelOfScheme = (scheme: string): string | undefined =>
  scheme.startsWith(SCHEME_PREFIX) ? ID_PREFIX + scheme.slice(SCHEME_PREFIX.length) : undefined;
