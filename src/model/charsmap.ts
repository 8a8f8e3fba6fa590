/** A unit of the double array of darts-clone: label, whether a value hangs below, and how far the children are. */
const hasValue = (unit: number): boolean => ((unit >>> 8) & 1) === 1;
const labelOf = (unit: number): number => unit & 0x800000ff;
const valueOf = (unit: number): number => unit & 0x7fffffff;
const offsetOf = (unit: number): number => (unit >>> 10) << ((unit & 512) >>> 6);
/** Graphemes of fewer bytes are looked up whole. */
const GRAPHEME_BYTES = 6;

/**
 * SentencePiece's compiled normalisation (`precompiled_charsmap` of a `tokenizer.json`), as the Rust library applies it:
 * short graphemes by the first entry that begins them, else character by character. The JavaScript library does not read
 * the map and stands in NFKC for it, which differs for presentation forms, joiners and composed letters.
 */
export function readCharsmap(base64: string): (text: string) => string {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const trieBytes = view.getUint32(0, true);
  const units = Uint32Array.from({ length: trieBytes / 4 }, (_, i) => view.getUint32(4 + 4 * i, true));
  const strings = bytes.subarray(4 + trieBytes);
  const encoder = new TextEncoder();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const known = new Map<string, string | null>();

  /** What the shortest entry that begins `text` is replaced with; null without one. */
  const lookUp = (text: string): string | null => {
    let at = offsetOf(units[0] ?? 0);
    for (const byte of encoder.encode(text)) {
      if (byte === 0) return null;
      at ^= byte;
      const unit = units[at];
      if (unit === undefined || labelOf(unit) !== byte) return null;
      at ^= offsetOf(unit);
      if (!hasValue(unit)) continue;
      const from = valueOf(units[at] ?? 0);
      return decoder.decode(strings.subarray(from, strings.indexOf(0, from)));
    }
    return null;
  };
  const replacement = (text: string): string | null => {
    let found = known.get(text);
    if (found === undefined) known.set(text, (found = lookUp(text)));
    return found;
  };

  const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
  return (text) => {
    let out = '';
    for (const { segment } of graphemes.segment(text)) {
      const whole = encoder.encode(segment).length < GRAPHEME_BYTES ? replacement(segment) : null;
      if (whole !== null) out += whole;
      else for (const char of segment) out += replacement(char) ?? char;
    }
    return out;
  };
}
