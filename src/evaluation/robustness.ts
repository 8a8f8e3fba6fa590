import { rawOffset, type Range, type Segment, type Word } from '../domain';
import type { LabelledRange } from './bio';
import { pairSpans } from './pairing';
import { mulberry32 } from './random';

/** How a text is written otherwise: each a habit of Arabic writers, or a slip of the hand. */
export const VARIANT_KINDS = ['diacritics', 'hamza', 'tatweel', 'persian', 'taMarbuta', 'typos'] as const;
export type VariantKind = (typeof VARIANT_KINDS)[number];

/** The same sentences in another spelling: as many words, at offsets of their own. */
export interface Variant {
  readonly kind: VariantKind;
  readonly text: string;
  readonly segments: readonly Segment[];
  /** Words that are spelt otherwise than in the original. */
  readonly changedWords: number;
}

/** How a name fared in a variant; `label` and `borders`: found, but under another label, or with other borders. */
export const FLIP_KINDS = ['lost', 'new', 'label', 'borders'] as const;
export type FlipKind = (typeof FLIP_KINDS)[number];

/** One name that a variant changed; offsets are those of the original. */
export interface Flip {
  readonly kind: FlipKind;
  readonly before: LabelledRange | null;
  readonly after: LabelledRange | null;
}

const DIACRITICS = /[\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED]/g;
const HAMZA: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ؤ: 'و',
  ئ: 'ي',
  // Written apart from their letter they go too.
  '\u0653': '',
  '\u0654': '',
  '\u0655': '',
};
const PERSIAN: Readonly<Record<string, string>> = { ي: 'ی', ى: 'ی', ك: 'ک' };
/** A letter that joins to the next, another behind it: a tatweel may stand between. */
const JOINED = /([بتثجحخسشصضطظعغفقكلمنهيئ]\p{M}*)(?=\p{Script=Arabic})/u;
const LONG_WORD_LETTERS = 5;

/**
 * The sentences in another spelling. Words stay words: one that a change would leave empty keeps its spelling. Typos, one
 * in each word of five letters or more, are drawn from `seed`, the same on every machine; other kinds do not use it.
 */
export function makeVariant(raw: string, segments: readonly Segment[], kind: VariantKind, seed = 1): Variant {
  const respell = speller(kind, seed);
  const parts: string[] = [];
  let length = 0;
  let copied = 0;
  let changedWords = 0;
  const put = (part: string) => {
    parts.push(part);
    length += part.length;
  };
  const moved = segments.map((segment): Segment => {
    const words = segment.words.map((word): Word => {
      put(raw.slice(copied, word.start));
      copied = word.end;
      const surface = respell(word.surface) || word.surface;
      if (surface !== word.surface) changedWords += 1;
      const start = rawOffset(length);
      put(surface);
      return { start, end: rawOffset(length), surface };
    });
    const start = words[0]?.start ?? rawOffset(length);
    return { index: segment.index, start, end: words.at(-1)?.end ?? start, words };
  });
  put(raw.slice(copied));
  return { kind, text: parts.join(''), segments: moved, changedWords };
}

/** Spans of a variant at the same words of the original; one that is not on word borders of the variant is left out. */
export function mapBack<T extends Range>(
  variant: Variant,
  original: readonly Segment[],
  spans: readonly T[],
): T[] {
  const words = original.flatMap((segment) => segment.words);
  const startOf = new Map<number, Word>();
  const endOf = new Map<number, Word>();
  variant.segments
    .flatMap((segment) => segment.words)
    .forEach((word, i) => {
      const own = words[i];
      if (!own) return;
      startOf.set(word.start, own);
      endOf.set(word.end, own);
    });
  return spans.flatMap((span) => {
    const start = startOf.get(span.start)?.start;
    const end = endOf.get(span.end)?.end;
    return start === undefined || end === undefined ? [] : [{ ...span, start, end }];
  });
}

/** What differs between the names of the original and those of a variant, mapped back; in order of the text. */
export function findFlips(before: readonly LabelledRange[], after: readonly LabelledRange[]): Flip[] {
  const pairs = pairSpans(before, after);
  const pairedBefore = new Set(pairs.map(([i]) => i));
  const pairedAfter = new Set(pairs.map(([, j]) => j));
  const flips: Flip[] = [];
  for (const [i, j] of pairs) {
    const [old, now] = [before[i], after[j]];
    if (!old || !now) continue;
    const isMoved = old.start !== now.start || old.end !== now.end;
    if (old.label !== now.label) flips.push({ kind: 'label', before: old, after: now });
    else if (isMoved) flips.push({ kind: 'borders', before: old, after: now });
  }
  before.forEach((old, i) => {
    if (!pairedBefore.has(i)) flips.push({ kind: 'lost', before: old, after: null });
  });
  after.forEach((now, j) => {
    if (!pairedAfter.has(j)) flips.push({ kind: 'new', before: null, after: now });
  });
  const at = ({ before: old, after: now }: Flip) => old?.start ?? now?.start ?? 0;
  return flips.sort((a, b) => at(a) - at(b));
}

/** Flips of each kind. */
export function countFlips(flips: readonly Flip[]): Readonly<Record<FlipKind, number>> {
  const counts: Record<FlipKind, number> = { lost: 0, new: 0, label: 0, borders: 0 };
  for (const { kind } of flips) counts[kind] += 1;
  return counts;
}

const replaceEach =
  (letters: Readonly<Record<string, string>>) =>
  (surface: string): string =>
    Array.from(surface, (character) => letters[character] ?? character).join('');

function speller(kind: VariantKind, seed: number): (surface: string) => string {
  switch (kind) {
    case 'diacritics':
      return (surface) => surface.replace(DIACRITICS, '');
    case 'hamza':
      return replaceEach(HAMZA);
    case 'tatweel':
      return (surface) => surface.replace(JOINED, '$1ـ');
    case 'persian':
      return replaceEach(PERSIAN);
    case 'taMarbuta':
      return replaceEach({ ة: 'ه' });
    case 'typos': {
      const random = mulberry32(seed);
      return (surface) => withTypo(surface, random);
    }
  }
}

/** Swaps two neighbouring letters, drops one or doubles one; never the first, which may be a clitic. */
function withTypo(surface: string, random: () => number): string {
  const characters = Array.from(surface);
  const letters = characters.flatMap((character, i) => (/\p{L}/u.test(character) ? [i] : []));
  if (letters.length < LONG_WORD_LETTERS) return surface;
  const at = letters[1 + Math.floor(random() * (letters.length - 2))] ?? 1;
  const letter = characters[at] ?? '';
  const next = characters[at + 1];
  const slip = Math.floor(random() * 3);
  if (slip === 0 && next !== undefined && next !== letter && /\p{L}/u.test(next))
    characters.splice(at, 2, next, letter);
  else if (slip === 2) characters.splice(at, 1, letter + letter);
  else characters.splice(at, 1);
  return characters.join('');
}
