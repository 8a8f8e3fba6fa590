import { ARTICLE, LETTERS } from './keys';

/** A shorter name has too many others one letter away. */
const FUZZY_LETTERS = 5;
/** Odd, so that no power of it is 0 modulo 2^32. */
const BASE = 0x9e3779b1;
/** 2^22 bits: 100,000 keys fill a fortieth of them. */
const BITS = 22;

const LETTER_CODES = LETTERS.map((letter) => letter.charCodeAt(0));

/** Place of a polynomial hash in the filter (finalizer of MurmurHash3). */
function slotOf(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> (32 - BITS);
}

function hashOf(key: string): number {
  let hash = 0;
  for (let at = key.length - 1; at >= 0; at--) hash = (Math.imul(hash, BASE) + key.charCodeAt(at)) | 0;
  return hash;
}

/**
 * Finds which keys one edit away may be in a set: a letter left out, put in, changed, or two swapped (Damerau 1964).
 * A name has a thousand such edits, so none is spelt out before a Bloom filter (Bloom 1970) knows the hash of it, which
 * is put together from those of its parts (Karp and Rabin 1987).
 */
export class NearKeys {
  readonly #filter = new Uint32Array(2 ** (BITS - 5));

  constructor(keys: Iterable<string>) {
    for (const key of keys) {
      const slot = slotOf(hashOf(key));
      this.#filter[slot >>> 5] = (this.#filter[slot >>> 5] ?? 0) | (1 << (slot & 31));
    }
  }

  #mayHave(hash: number): boolean {
    const slot = slotOf(hash);
    return ((this.#filter[slot >>> 5] ?? 0) & (1 << (slot & 31))) !== 0;
  }

  /**
   * Keys one edit from this one: all that are in the set, and a few that are not. None for short names, where the article
   * does not count.
   */
  *around(key: string): Generator<string> {
    if (key.replace(/^ال/, '').length < FUZZY_LETTERS) return;
    const { length } = key;
    const code = (at: number) => key.charCodeAt(at);
    const power = new Int32Array(length + 2).fill(1);
    for (let at = 1; at < power.length; at++) power[at] = Math.imul(power[at - 1] ?? 0, BASE);
    /** Hashes of what stands before a letter, and of what begins with it. */
    const before = new Int32Array(length + 1);
    const after = new Int32Array(length + 2);
    for (let at = 0; at < length; at++)
      before[at + 1] = (before[at] ?? 0) + Math.imul(code(at), power[at] ?? 0);
    for (let at = length - 1; at >= 0; at--) after[at] = Math.imul(after[at + 1] ?? 0, BASE) + code(at);

    const start = key.startsWith(ARTICLE) ? ARTICLE.length : 0;
    for (let at = start; at <= length; at++) {
      const head = before[at] ?? 0;
      const here = power[at] ?? 0;
      const next = power[at + 1] ?? 0;
      const tail = Math.imul(next, after[at] ?? 0);
      const rest = after[at + 1] ?? 0;
      const later = Math.imul(next, rest);
      if (at < length && this.#mayHave(head + Math.imul(here, rest)))
        yield key.slice(0, at) + key.slice(at + 1);
      if (at + 1 < length) {
        const two = Math.imul(code(at + 1), here) + Math.imul(code(at), next);
        if (this.#mayHave((head + two + Math.imul(power[at + 2] ?? 0, after[at + 2] ?? 0)) | 0))
          yield `${key.slice(0, at)}${key[at + 1] ?? ''}${key[at] ?? ''}${key.slice(at + 2)}`;
      }
      for (let nth = 0; nth < LETTER_CODES.length; nth++) {
        const withLetter = head + Math.imul(LETTER_CODES[nth] ?? 0, here);
        if (this.#mayHave((withLetter + tail) | 0))
          yield key.slice(0, at) + (LETTERS[nth] ?? '') + key.slice(at);
        if (at < length && this.#mayHave((withLetter + later) | 0))
          yield key.slice(0, at) + (LETTERS[nth] ?? '') + key.slice(at + 1);
      }
    }
  }
}
