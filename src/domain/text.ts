import type { RawOffset } from './brands';

/** Half-open range `[start, end)` of raw text, in UTF-16 units. */
export interface Range {
  readonly start: RawOffset;
  readonly end: RawOffset;
}

/** The unit of labelling: `raw.slice(start, end) === surface`. */
export interface Word extends Range {
  readonly surface: string;
}

/** One sentence. Its range covers its words; white space between sentences belongs to none. */
export interface Segment extends Range {
  readonly index: number;
  readonly words: readonly Word[];
}

/** Why a block of the text is not part of the article. */
export type BlockReason = 'readAlso' | 'share' | 'follow' | 'linkList' | 'caption' | 'credit' | 'advert';

/** A run of lines that is dimmed and marked "not counted": out of lists and map, but kept in the raw text. */
export interface SideBlock extends Range {
  readonly reason: BlockReason;
  /** True when a person decided that the block counts after all. */
  readonly counted?: boolean;
}

/** BCP 47 primary tag of the guess, `und` when there is too little text. */
export type LanguageGuess = 'ar' | 'ckb' | 'fa' | 'ur' | 'he' | 'en' | 'fr' | 'tr' | 'de' | 'ru' | 'und';
