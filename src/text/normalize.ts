import { rawOffset, type NormOffset, type RawOffset } from '../domain';

/** What the tokenizer never sees: Arabic diacritics, tatweel, zero-width and direction marks, soft hyphen. */
const DELETED =
  /[\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u0640\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD]/g;

/** A normal form with the way back. */
export interface Normalized {
  readonly text: string;
  /** Offset in the raw word that the unit at `offset` came from; the length of the normal form maps to the end. */
  readonly toRaw: (offset: NormOffset) => RawOffset;
}

/** NFKC, then the deletions above: the normal form that the models were trained on. */
export const normalForm = (raw: string): string => raw.normalize('NFKC').replace(DELETED, '');

/**
 * Normal form of a word with a map back to its raw units. The map follows clusters (a starter with its marks) and never
 * goes backwards; where composition crosses clusters (Hangul syllables) the rest of the word is one cluster.
 */
export function normalizeWord(raw: string): Normalized {
  const text = normalForm(raw);
  let origins: readonly number[] | undefined;
  return {
    text,
    toRaw(offset) {
      // Built when first asked for: the tokenizer needs the text only.
      origins ??= originsOf(raw, text);
      return rawOffset(origins[offset] ?? raw.length);
    },
  };
}

/** For each unit of the normal form, the offset of the cluster it came from. */
function originsOf(raw: string, text: string): number[] {
  const origins: number[] = [];
  let at = 0;
  for (const [cluster] of raw.matchAll(/[\s\S]\p{M}*/gu)) {
    const form = normalForm(cluster);
    if (!text.startsWith(form, origins.length)) break;
    for (let i = 0; i < form.length; i++) origins.push(at);
    at += cluster.length;
  }
  while (origins.length < text.length) origins.push(at);
  return origins;
}
