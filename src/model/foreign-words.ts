import type { InspectedToken } from '../domain';
import type { WordCoder } from './encode';

/** A normaliser of the library, which may be replaced. */
export interface ForeignNormalizer {
  (text: string): string;
  readonly charsmap?: string | null;
  readonly normalizers?: readonly (ForeignNormalizer | null)[];
  normalize?: (text: string) => string;
}

/** What is used of a tokenizer of the library; its types hide some of it. */
export interface ForeignTokenizer {
  readonly normalizer: ForeignNormalizer | null;
  readonly pre_tokenizer: ((text: string, options: { section_index: number }) => string[]) | null;
  readonly model: ((pieces: string[]) => string[]) & {
    readonly tokens_to_ids: ReadonlyMap<string, number>;
    readonly unk_token_id?: number | undefined;
    readonly config: { readonly vocab: unknown };
  };
  readonly post_processor:
    ((tokens: string[], pair: null, addSpecial: boolean) => { readonly tokens: string[] }) | null;
  readonly special_tokens: readonly string[];
}

/** Tokens kept of one word at most: of longer ones the first tell enough. */
const MAX_WORD_TOKENS = 64;
const CACHE_LIMIT = 50_000;
/** Stands for a word while the tokens around a text are looked up. */
const PLACEHOLDER = '\uE000';

/**
 * Encodes words one by one with a tokenizer of any family, as token classifiers are trained (transformers'
 * `is_split_into_words`): normaliser, pre-tokenizer and sub-word model on each word as if a space stood before it; the
 * first token of a word carries its label. Special tokens written in a text never become special.
 */
export function foreignWords(tokenizer: ForeignTokenizer, maxTokens: number): WordCoder {
  const { model, normalizer, pre_tokenizer: cut } = tokenizer;
  const special = new Set(tokenizer.special_tokens);
  const frame = frameOf(tokenizer);
  const room = Math.max(1, Math.min(MAX_WORD_TOKENS, maxTokens - frame.start.length - frame.end.length));
  const unknown = model.unk_token_id ?? frame.end[0] ?? frame.start[0] ?? 0;
  const prefix = startsWordsItself(tokenizer) ? '' : ' ';
  const cache = new Map<string, readonly number[]>();

  const piecesOf = (surface: string): string[] => {
    const form = normalizer ? normalizer(prefix + surface) : prefix + surface;
    if (form.trim() === '') return [];
    const pieces = model(cut ? cut(form, { section_index: 0 }) : [form]);
    return (isUnigram ? pieces.filter(isNotRepeated) : pieces).slice(0, room);
  };
  // Unigram has one unknown token for a stretch of unknown letters.
  const isUnigram = Array.isArray(model.config.vocab);
  const isNotRepeated = (piece: string, i: number, pieces: readonly string[]): boolean =>
    i === 0 || model.tokens_to_ids.has(piece) || model.tokens_to_ids.has(pieces[i - 1] ?? '');
  const idOf = (piece: string): number =>
    special.has(piece) ? unknown : (model.tokens_to_ids.get(piece) ?? unknown);

  return {
    ...frame,
    encodeWord(surface) {
      const known = cache.get(surface);
      if (known) return known;
      const ids = piecesOf(surface).map(idOf);
      if (ids.length === 0) ids.push(unknown);
      if (cache.size >= CACHE_LIMIT) cache.clear();
      cache.set(surface, ids);
      return ids;
    },
    tokensOf(surface): InspectedToken[] {
      const pieces = piecesOf(surface);
      if (pieces.length === 0) return [{ piece: surface, isUnknown: true }];
      return pieces.map((piece) => ({ piece, isUnknown: idOf(piece) === unknown }));
    },
  };
}

/** Ids that stand before and after a text. */
function frameOf({ post_processor: around, model }: ForeignTokenizer): Pick<WordCoder, 'start' | 'end'> {
  const tokens = around?.([PLACEHOLDER], null, true).tokens ?? [PLACEHOLDER];
  const at = tokens.indexOf(PLACEHOLDER);
  const ids = (some: readonly string[]) => some.flatMap((token) => model.tokens_to_ids.get(token) ?? []);
  return { start: ids(tokens.slice(0, at)), end: ids(tokens.slice(at + 1)) };
}

/** Whether the normaliser puts the mark of a beginning word in front by itself (Llama's `Prepend`). */
function startsWordsItself({ normalizer }: ForeignTokenizer): boolean {
  const [bare, spaced] = ['x', ' x'].map((text) => normalizer?.(text) ?? text);
  return bare !== 'x' && bare !== undefined && spaced !== bare && bare.endsWith('x') && bare.length > 1;
}
