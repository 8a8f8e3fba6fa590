import type { Messages } from '../en';
import { errors } from './errors';
import { isolated, isolatedErrors } from '../isolate';
import { ui } from './ui';

/** Values inside Arabic sentences are isolated, so that Latin names and numbers keep their place. */
export const ar: Messages = { errors: isolatedErrors(errors), ui: isolated(ui) };
