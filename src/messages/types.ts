import type { ErrorCode, ErrorData } from '../domain';

export type Language = 'ar' | 'en';

/** A sentence for every error code. */
export type ErrorMessages = Readonly<Record<ErrorCode, (data: ErrorData) => string>>;
