import { foldName } from '../text';

/**
 * A filter of sentences: says of a sentence whether it is among those the filter was made of. A Bloom filter (1970):
 * it never misses one, and takes about one other in a hundred for one at ten bits a sentence.
 *
 * File, little endian: the letters `SEEN`; u8 version, 1; u8 number of hashes k; u16 zero; u32 number of bits m; u32
 * number of sentences; then the bits, bit b being bit b mod 8 of byte b div 8. A sentence's key is its words, one
 * space apart, under {@link foldName}, in UTF-8. Its bits are (a + i · b) mod 2³² mod m for i = 0 … k − 1, where a and b
 * are FNV-1a of the key from the bases 811c9dc5 and 9747b28c, each mixed by the finaliser of MurmurHash3, b made odd.
 */
export interface SeenFilter {
  /** Sentences that it was made of. */
  readonly size: number;
  readonly hasSeen: (words: readonly string[]) => boolean;
}

/** Largest filter that ships with a model. */
export const MAX_FILTER_BYTES = 100_000;
const HEADER_BYTES = 16;
const MAGIC = 0x4e454553;
const VERSION = 1;
const BITS_A_SENTENCE = 10;
const encoder = new TextEncoder();

/** What two copies of one sentence have in common. */
export const sentenceKey = (words: readonly string[]): string => foldName(words.join(' '));

/** Reads a filter; `null` where the bytes are none, or damaged. */
export function readSeenFilter(bytes: Uint8Array): SeenFilter | null {
  if (bytes.byteLength < HEADER_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const hashes = view.getUint8(5);
  const bits = view.getUint32(8, true);
  const isFilter =
    view.getUint32(0, true) === MAGIC && view.getUint8(4) === VERSION && hashes > 0 && bits > 0;
  if (!isFilter || bytes.byteLength !== HEADER_BYTES + Math.ceil(bits / 8)) return null;
  const isSet = (bit: number) => ((bytes[HEADER_BYTES + (bit >> 3)] ?? 0) & (1 << (bit & 7))) !== 0;
  return {
    size: view.getUint32(12, true),
    hasSeen: (words) => bitsOf(sentenceKey(words), hashes, bits).every(isSet),
  };
}

/** Makes the file of a filter, for the program that packs a model; not above {@link MAX_FILTER_BYTES}. */
export function makeSeenFilter(sentences: Iterable<readonly string[]>): Uint8Array {
  const keys = new Set<string>();
  for (const words of sentences) keys.add(sentenceKey(words));
  const wanted = Math.max(64, keys.size * BITS_A_SENTENCE);
  const bits = Math.min(wanted, (MAX_FILTER_BYTES - HEADER_BYTES) * 8);
  const hashes = Math.max(1, Math.min(16, Math.round((bits / Math.max(1, keys.size)) * Math.LN2)));
  const bytes = new Uint8Array(HEADER_BYTES + Math.ceil(bits / 8));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint8(4, VERSION);
  view.setUint8(5, hashes);
  view.setUint32(8, bits, true);
  view.setUint32(12, keys.size, true);
  for (const key of keys)
    for (const bit of bitsOf(key, hashes, bits)) {
      const at = HEADER_BYTES + (bit >> 3);
      bytes[at] = (bytes[at] ?? 0) | (1 << (bit & 7));
    }
  return bytes;
}

function bitsOf(key: string, hashes: number, bits: number): number[] {
  const bytes = encoder.encode(key);
  const first = hash(bytes, 0x811c9dc5);
  const step = hash(bytes, 0x9747b28c) | 1;
  return Array.from({ length: hashes }, (_, i) => ((first + Math.imul(i, step)) >>> 0) % bits);
}

function hash(bytes: Uint8Array, basis: number): number {
  let value = basis;
  for (const byte of bytes) value = Math.imul(value ^ byte, 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
