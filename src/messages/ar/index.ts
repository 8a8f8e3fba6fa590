import type { Messages } from '../en';
import { errors } from './errors';
import { exchange } from './exchange';
import { places } from './places';
import { ui } from './ui';

export const ar: Messages = { errors, exchange, places, ui };
