import type { ErrorMessages } from '../types';
import { errors } from './errors';

export const en = { errors } satisfies { errors: ErrorMessages };
export type Messages = typeof en;
