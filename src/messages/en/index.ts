import type { ErrorMessages, Widen } from '../types';
import { errors } from './errors';
import { ui } from './ui';

/** Every section of sentences; each language fills the same keys. */
export interface Messages {
  readonly errors: ErrorMessages;
  readonly ui: Widen<typeof ui>;
}

export const en: Messages = { errors, ui };
