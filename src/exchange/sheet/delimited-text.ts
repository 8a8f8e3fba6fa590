import { decodeText } from '../encoding';
import { widthOf } from './cells';
import { MOST_ROWS, problem, type Sheet, type SheetResult } from './types';

const DELIMITERS = [',', '\t', ';', '|'];
/** Excel's own hint in a first line. */
const HINT = /^sep=(.)\r?\n/i;
/** Beginnings of pages and of JSON that carry a table's file name. */
const OTHER_FORMATS = /^\s*(?:<[!?a-z]|\{|\[\s*[[{"])/i;
/** Below this share of rows as wide as the commonest, lines are no rows. */
const LEAST_REGULAR = 0.5;
/** A character that no text holds: nothing is a quote, or nothing divides. */
const NEVER = '\u001f';

/** Rows of a CSV or TSV file in any of the encodings of {@link decodeText}; cells as they are written. */
export async function readDelimited(
  bytes: Uint8Array,
  fileName: string,
): Promise<SheetResult<{ sheet: Sheet; delimiter: string }>> {
  const decoded = decodeText(bytes, fileName);
  if (!decoded.ok) return problem(bytes.includes(0) ? 'notTable' : 'encoding');
  const hint = HINT.exec(decoded.value);
  const text = hint ? decoded.value.slice(hint[0].length) : decoded.value;
  if (text.trim() === '') return problem('empty');
  if (OTHER_FORMATS.test(text)) return problem('notTable');
  const { default: papa } = await import('papaparse');
  const parse = (delimiter: string, quoteChar = '"') =>
    papa.parse<string[]>(text, { delimiter, quoteChar, delimitersToGuess: DELIMITERS });
  const wanted = hint?.[1] ?? delimiterOf(text, fileName);
  let parsed = parse(wanted);
  // A quote that nothing closes swallows the rest of the file: then quotes are letters like any other.
  if (parsed.errors.some(({ type }) => type === 'Quotes')) parsed = parse(wanted, NEVER);
  const rows = parsed.data;
  while (rows.length > 0 && rows.at(-1)?.every((cell) => cell === '')) rows.pop();
  if (rows.length > MOST_ROWS) return problem('tooManyRows', MOST_ROWS);
  if (rows.length === 0) return problem('empty');
  if (!isRegular(rows)) return problem('notTable');
  const delimiter = wanted === NEVER ? ',' : parsed.meta.delimiter;
  return { ok: true, value: { sheet: { name: '', rows }, delimiter } };
}

/** The headings decide: a mark that is not among them stands inside cells. Empty to let the rows decide between several. */
function delimiterOf(text: string, fileName: string): string {
  const head = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text)?.[0].replace(/"(?:[^"]|"")*"/g, '') ?? '';
  const found = DELIMITERS.filter((mark) => head.includes(mark));
  if (found.includes('\t') && /\.(?:tsv|tab)$/i.test(fileName)) return '\t';
  return found.length > 1 ? '' : (found[0] ?? NEVER);
}

function isRegular(rows: readonly (readonly string[])[]): boolean {
  if (widthOf(rows) <= 1) return true;
  const counts = new Map<number, number>();
  for (const { length } of rows) counts.set(length, (counts.get(length) ?? 0) + 1);
  return Math.max(...counts.values()) / rows.length >= LEAST_REGULAR;
}
