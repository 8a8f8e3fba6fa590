import type { ErrorMessages, Widen } from '../types';
import { cli } from './cli';
import { errors } from './errors';
import { exchange } from './exchange';
import { places } from './places';
import { ui } from './ui';

/** Every section of sentences; each language fills the same keys. */
export interface Messages {
  readonly cli: Widen<typeof cli>;
  readonly errors: ErrorMessages;
  readonly exchange: Widen<typeof exchange>;
  readonly places: Widen<typeof places>;
  readonly ui: Widen<typeof ui>;
}

export const en: Messages = { cli, errors, exchange, places, ui };
