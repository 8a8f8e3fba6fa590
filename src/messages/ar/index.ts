import type { Messages } from '../en';
import { errors } from './errors';
import { ui } from './ui';

export const ar: Messages = { errors, ui };
