import type { Messages } from '../en';
import { cli } from './cli';
import { errors } from './errors';
import { isolated, isolatedErrors } from '../isolate';
import { exchange } from './exchange';
import { places } from './places';
import { ui } from './ui';

/** Values inside Arabic sentences are isolated, so that Latin names and numbers keep their place. */
export const ar: Messages = {
  cli,
  errors: isolatedErrors(errors),
  exchange,
  places,
  ui: isolated(ui),
};
