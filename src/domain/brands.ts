declare const brand: unique symbol;

/** UTF-16 index into the raw text of a document, as in `String.prototype.slice`. */
export type RawOffset = number & { readonly [brand]: 'RawOffset' };
/** UTF-16 index into a normalised form of a word or text. Never mix with {@link RawOffset}. */
export type NormOffset = number & { readonly [brand]: 'NormOffset' };

/** Marks a number as an offset into raw text. */
export const rawOffset = (value: number): RawOffset => value as RawOffset;
/** Marks a number as an offset into normalised text. */
export const normOffset = (value: number): NormOffset => value as NormOffset;
