/** Hand-made tokenizers, one for each family, that know a few words whole and spell out the others. */

export type ForeignKind = 'wordpiece' | 'unigram' | 'byte-bpe' | 'fallback-bpe';

export interface TinyTokenizer {
  /** `tokenizer.json` and `tokenizer_config.json`. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly config: Readonly<Record<string, unknown>>;
  /** Ids from 0 to `size - 1`. */
  readonly size: number;
  /** Id of the first token of a known word. */
  firstIdOf(word: string): number;
}

const WORDS = ['سامر', 'الحسن', 'حلب', 'Aleppo', 'أمس'];
const LETTERS = [
  ...new Set([...WORDS.join(''), ...'ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئabcdelopA.,،؟!0123456789']),
].sort();

const added = (content: string, id: number) => ({
  id,
  content,
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
  special: true,
});

function template(before: readonly string[], after: readonly string[], ids: ReadonlyMap<string, number>) {
  const one = (id: string) => ({ SpecialToken: { id, type_id: 0 } });
  const single = [...before.map(one), { Sequence: { id: 'A', type_id: 0 } }, ...after.map(one)];
  const special_tokens = Object.fromEntries(
    [...before, ...after].map((token) => [token, { id: token, ids: [ids.get(token) ?? 0], tokens: [token] }]),
  );
  return {
    type: 'TemplateProcessing',
    single,
    pair: [...single, { Sequence: { id: 'B', type_id: 1 } }],
    special_tokens,
  };
}

function assemble(parts: {
  special: readonly string[];
  pieces: readonly string[];
  config: Readonly<Record<string, unknown>>;
  normalizer: unknown;
  pre_tokenizer: unknown;
  decoder: unknown;
  post_processor: (ids: ReadonlyMap<string, number>) => unknown;
  model: (vocab: readonly string[], ids: ReadonlyMap<string, number>) => unknown;
  firstOf: (word: string) => string;
}): TinyTokenizer {
  const vocab = [...new Set([...parts.special, ...parts.pieces])];
  const ids = new Map(vocab.map((piece, id) => [piece, id]));
  const { normalizer, pre_tokenizer, decoder } = parts;
  return {
    size: vocab.length,
    config: parts.config,
    json: {
      version: '1.0',
      truncation: null,
      padding: null,
      added_tokens: parts.special.map(added),
      normalizer,
      pre_tokenizer,
      post_processor: parts.post_processor(ids),
      decoder,
      model: parts.model(vocab, ids),
    },
    firstIdOf(word) {
      const id = ids.get(parts.firstOf(word));
      if (id === undefined) throw new Error(`no token for ${word}`);
      return id;
    },
  };
}

/** Merges that make each word whole, one letter after the other, with all the pieces on the way. */
function chain(words: readonly string[]): { merges: [string, string][]; pieces: string[] } {
  const merges = new Map<string, [string, string]>();
  const pieces: string[] = [];
  for (const word of words) {
    let left = '';
    for (const letter of word) {
      if (left !== '') merges.set(`${left} ${letter}`, [left, letter]);
      left += letter;
      pieces.push(left);
    }
  }
  return { merges: [...merges.values()], pieces };
}

const wordpiece = (): TinyTokenizer =>
  assemble({
    special: ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'],
    pieces: [...WORDS, ...LETTERS, ...LETTERS.map((letter) => `##${letter}`)],
    config: { tokenizer_class: 'BertTokenizer', do_lower_case: false, model_max_length: 512 },
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: false,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
    post_processor: (ids) => template(['[CLS]'], ['[SEP]'], ids),
    model: (_, ids) => ({
      type: 'WordPiece',
      unk_token: '[UNK]',
      continuing_subword_prefix: '##',
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(ids),
    }),
    firstOf: (word) => word,
  });

const unigram = (): TinyTokenizer =>
  assemble({
    special: ['<s>', '<pad>', '</s>', '<unk>'],
    pieces: ['▁', ...WORDS.map((word) => `▁${word}`), ...LETTERS],
    config: { tokenizer_class: 'XLMRobertaTokenizer', model_max_length: 512 },
    normalizer: { type: 'NFKC' },
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'WhitespaceSplit' },
        { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
      ],
    },
    decoder: { type: 'Metaspace', replacement: '▁', prepend_scheme: 'always', split: true },
    post_processor: (ids) => template(['<s>'], ['</s>'], ids),
    model: (vocab) => ({
      type: 'Unigram',
      unk_id: 3,
      byte_fallback: false,
      vocab: vocab.map((piece, id) => [
        piece,
        id < 4 ? 0 : piece === '▁' ? -3 : piece.startsWith('▁') ? -4 : -8,
      ]),
    }),
    firstOf: (word) => `▁${word}`,
  });

/** GPT-2's letters for bytes: those that print stand for themselves, the others follow from U+0100. */
function byteLetters(): string[] {
  const prints = (byte: number) => (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(prints(byte) ? byte : next++));
}

const inBytes = (text: string): string => {
  const letters = byteLetters();
  return [...new TextEncoder().encode(text)].map((byte) => letters[byte] ?? '').join('');
};

function byteBpe(): TinyTokenizer {
  const { merges, pieces } = chain(WORDS.map((word) => inBytes(` ${word}`)));
  return assemble({
    special: ['<s>', '<pad>', '</s>', '<unk>'],
    pieces: [...byteLetters(), ...pieces],
    config: { tokenizer_class: 'RobertaTokenizer', model_max_length: 32, add_prefix_space: false },
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    post_processor: () => ({
      type: 'RobertaProcessing',
      sep: ['</s>', 2],
      cls: ['<s>', 0],
      trim_offsets: true,
      add_prefix_space: false,
    }),
    model: (_, ids) => ({
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      vocab: Object.fromEntries(ids),
      merges,
    }),
    firstOf: (word) => inBytes(` ${word}`),
  });
}

function fallbackBpe(): TinyTokenizer {
  const { merges, pieces } = chain(WORDS.map((word) => `▁${word}`));
  const bytes = Array.from(
    { length: 256 },
    (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
  );
  return assemble({
    special: ['<unk>', '<s>', '</s>'],
    pieces: [...bytes, '▁', ...LETTERS, ...pieces],
    config: { tokenizer_class: 'LlamaTokenizer', model_max_length: 1e30 },
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'Prepend', prepend: '▁' },
        { type: 'Replace', pattern: { String: ' ' }, content: '▁' },
      ],
    },
    pre_tokenizer: null,
    decoder: { type: 'ByteFallback' },
    post_processor: (ids) => template(['<s>'], [], ids),
    model: (_, ids) => ({
      type: 'BPE',
      dropout: null,
      unk_token: '<unk>',
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: true,
      byte_fallback: true,
      vocab: Object.fromEntries(ids),
      merges,
    }),
    firstOf: (word) => `▁${word}`,
  });
}

export const TOKENIZERS: Readonly<Record<ForeignKind, () => TinyTokenizer>> = {
  wordpiece,
  unigram,
  'byte-bpe': byteBpe,
  'fallback-bpe': fallbackBpe,
};
