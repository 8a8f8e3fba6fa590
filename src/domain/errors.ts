/** Every failure a person can meet. The sentence for each lives in `messages/<language>/errors.ts`. */
export const ERROR_CODES = [
  'model/offline',
  'model/http',
  'model/hash',
  'model/storage-full',
  'model/no-simd',
  'model/missing',
  'model/unknown',
  'model/manifest',
  'model/session',
  'model/scheme',
  'model/not-loaded',
  'model/unfit',
  'worker/crashed',
  'worker/protocol',
  'tag/cancelled',
  'tag/superseded',
  'text/empty',
  'text/too-long',
  'file/missing',
  'file/not-utf8',
  'file/encoding',
  'file/type',
  'file/empty',
  'file/not-project',
  'file/project-version',
  'file/project-damaged',
  'file/conll',
  'file/conll-words',
  'storage/unavailable',
  'storage/full',
  'storage/newer',
  'storage/damaged',
  'storage/immutable',
  'places/offline',
  'places/hash',
  'coordinates/unreadable',
  'coordinates/half',
  'coordinates/range',
  'coordinates/swapped',
  'coordinates/polar',
  'edit/overlap',
  'edit/empty',
  'edit/nothing',
  'edit/gone',
  'edit/stem',
  'clipboard/denied',
  'cli/usage',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/** Values that a sentence needs: names, sizes in bytes, addresses. */
export type ErrorData = Readonly<Record<string, string | number>>;

/** An error with a code from a closed union; `message` is for developers, the sentence for people is in `messages`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly data: ErrorData;

  constructor(code: ErrorCode, data: ErrorData = {}, options?: { cause?: unknown }) {
    super(`${code} ${JSON.stringify(data)}`, options);
    this.name = 'AppError';
    this.code = code;
    this.data = data;
  }
}

/** Turns anything thrown into an {@link AppError}; what is unknown becomes `internal` and keeps its cause. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof DOMException && thrown.name === 'AbortError') return new AppError('tag/cancelled');
  const detail = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return new AppError('internal', { detail }, { cause: thrown });
}

/** Success or a coded failure, for parsers that must not throw. */
export type Result<T, E = AppError> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };
