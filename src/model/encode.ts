import type { InspectedToken, Segment } from '../domain';
import { normalForm } from '../text';

/** What is used of a tokenizer: its sub-word model over pieces that are already normalised and cut. */
export interface PieceModel {
  /** Pieces of already pre-tokenised strings. */
  encode(tokens: string[]): string[];
  /** Undefined for a piece that is unknown or names a special token. */
  idOf(piece: string): number | undefined;
}

/** Ids of a segment's words; the first id of a word carries its label. */
export interface EncodedSegment {
  readonly segment: Segment;
  readonly wordIds: readonly (readonly number[])[];
}

/** Words to ids, one by one, and the ids that stand around them. */
export interface WordCoder {
  readonly start: readonly number[];
  readonly end: readonly number[];
  /** At least one id. */
  encodeWord(surface: string): readonly number[];
  /** The pieces behind the ids of a word, as they are looked up. */
  tokensOf(surface: string): InspectedToken[];
}

/** A segment with the ids of its words. */
export const encodeSegment = (coder: WordCoder, segment: Segment): EncodedSegment => ({
  segment,
  wordIds: segment.words.map((word) => coder.encodeWord(word.surface)),
});

/** Ids that every shipped tokenizer gives to its special tokens (XLM-R's order). */
export const SPECIAL = { start: 0, end: 2, unknown: 3 } as const;
/** Tokens kept of one word: longer words are addresses and noise. */
const MAX_WORD_TOKENS = 16;
const CACHE_LIMIT = 50_000;
const SPACE_MARK = '\u2581';

/**
 * Encodes words one by one, as the models were trained: normal form, a leading `▁`, sub-word pieces, at most 16. A word
 * without a normal form (a lone tatweel or direction mark) is `<unk>`. Special tokens written in a text never become
 * special: pieces are looked up, and a piece that names one is `<unk>`.
 */
export class WordEncoder implements WordCoder {
  readonly start = [SPECIAL.start];
  readonly end = [SPECIAL.end];
  readonly #model: PieceModel;
  readonly #cache = new Map<string, readonly number[]>();

  constructor(model: PieceModel) {
    this.#model = model;
  }

  encodeWord(surface: string): readonly number[] {
    const known = this.#cache.get(surface);
    if (known) return known;
    const ids = this.#encode(surface);
    if (this.#cache.size >= CACHE_LIMIT) this.#cache.clear();
    this.#cache.set(surface, ids);
    return ids;
  }

  tokensOf(surface: string): InspectedToken[] {
    const pieces = this.#pieces(surface);
    if (pieces.length === 0) return [{ piece: surface, isUnknown: true }];
    return pieces.map((piece) => ({ piece, isUnknown: this.#idOf(piece) === SPECIAL.unknown }));
  }

  #encode(surface: string): readonly number[] {
    const ids = this.#pieces(surface).map((piece) => this.#idOf(piece));
    return ids.length > 0 ? ids : [SPECIAL.unknown];
  }

  #idOf(piece: string): number {
    return this.#model.idOf(piece) ?? SPECIAL.unknown;
  }

  #pieces(surface: string): string[] {
    // A word from a file may hold spaces; Metaspace turns each into its mark and cuts there.
    const form = normalForm(surface);
    if (form === '') return [];
    const cuts = `${SPACE_MARK}${form.replaceAll(' ', SPACE_MARK)}`.split(/(?=\u2581)/);
    return this.#model.encode(cuts).slice(0, MAX_WORD_TOKENS);
  }
}
