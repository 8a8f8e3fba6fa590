import { textKeySource } from '../../text';

/** Characters folded at once, about 5 ms of work. */
const SLICE = 40_000;

/** `Document.textKey` of a text: SHA-256 of its folded form. Folds in slices, so that a long text never holds the page. */
export async function textKeyOf(raw: string): Promise<string> {
  const parts: string[] = [];
  for (let at = 0; at < raw.length;) {
    // A slice ends at white space, where folding the parts gives the same as folding the whole.
    const space = raw.slice(at + SLICE).search(/\s/);
    const end = space < 0 || at + SLICE >= raw.length ? raw.length : at + SLICE + space;
    const folded = textKeySource(raw.slice(at, end));
    if (folded !== '') parts.push(folded);
    at = end;
    if (at < raw.length) await new Promise((resolve) => setTimeout(resolve));
  }
  return sha256Hex(parts.join(' '));
}

/** SHA-256 of a text (UTF-8) in hexadecimal. */
export async function sha256Hex(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
