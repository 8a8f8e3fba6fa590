import type { Messages } from '../en';
import { errors } from './errors';
import { exchange } from './exchange';
import { ui } from './ui';

export const ar: Messages = { errors, exchange, ui };
