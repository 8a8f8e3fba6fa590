import type { ErrorCode, ErrorData } from '../domain';

export type Language = 'ar' | 'en';

/** A sentence for every error code. */
export type ErrorMessages = Readonly<Record<ErrorCode, (data: ErrorData) => string>>;

/** The shape of a section without its literal texts, so that each language must fill the same keys. */
export type Widen<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : T extends readonly (readonly string[])[]
      ? readonly (readonly string[])[]
      : { readonly [K in keyof T]: Widen<T[K]> };
