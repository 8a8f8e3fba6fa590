import { isolateValue } from './format';
import type { ErrorMessages, Widen } from './types';

type Sentences = Readonly<Record<string, unknown>>;

/** The same sentences, with every value that is put into them isolated from the direction of the sentence. */
export function isolated<T extends Widen<unknown>>(sentences: T): T {
  return wrap(sentences) as T;
}

function wrap(value: unknown): unknown {
  if (typeof value === 'function')
    return (...values: unknown[]): unknown =>
      (value as (...v: unknown[]) => unknown)(...values.map(isolateValue));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value as Sentences).map(([key, inner]) => [key, wrap(inner)]));
}

/** Sentences of errors take one record of values. */
export function isolatedErrors(errors: ErrorMessages): ErrorMessages {
  return Object.fromEntries(
    Object.entries(errors).map(([code, sentence]) => [
      code,
      (data: Readonly<Record<string, string | number>>) =>
        sentence(Object.fromEntries(Object.entries(data).map(([key, value]) => [key, isolateValue(value)]))),
    ]),
  ) as ErrorMessages;
}
