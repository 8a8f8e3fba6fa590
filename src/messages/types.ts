import type { ErrorCode, ErrorData } from '../domain';

export type Language = 'ar' | 'en';

/** Sentences of one pane in both languages, loaded with that pane only. */
export type Section<T> = Readonly<Record<Language, T>>;

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
