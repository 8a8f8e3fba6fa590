import type { Messages } from '../en';
import { cli } from './cli';
import { errors } from './errors';
import { exchange } from './exchange';
import { places } from './places';
import { ui } from './ui';

export const ar: Messages = { cli, errors, exchange, places, ui };
