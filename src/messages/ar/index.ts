import type { Messages } from '../en';
import { errors } from './errors';

export const ar: Messages = { errors };
