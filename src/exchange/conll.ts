import { AppError } from '../domain';

/** How a file marks the borders of its entities. */
export type Notation = 'IOB1' | 'IOB2' | 'IOBES' | 'BILOU';

/** One sentence of a labelled file; `words`, `tags` and `lines` run in parallel. */
export interface TaggedSentence {
  readonly words: readonly string[];
  /** IOB2 tags. */
  readonly tags: readonly string[];
  /** Line of each word in the file, from 1. */
  readonly lines: readonly number[];
  /** Comment lines before or inside the sentence, without `# `. */
  readonly comments: readonly string[];
  /**
   * Where a file has several columns of tags (nested entities): IOB2 tags of each, in the order of the columns, `tags`
   * being the last.
   */
  readonly layers?: readonly (readonly string[])[];
}

/** What stands between two `-DOCSTART-` lines. A window of the model never crosses its ends. */
export interface TaggedDocument {
  readonly sentences: readonly TaggedSentence[];
}

/** A labelled file as read. */
export interface ConllFile {
  readonly documents: readonly TaggedDocument[];
  readonly notation: Notation;
}

export interface ConllOptions {
  /** Name of the file, for the error's sentence. */
  readonly file?: string;
  /** Leaves a stray `I-` as it is, for a strict reading later; by default it becomes the `B-` that conlleval takes it for. */
  readonly keepStray?: boolean;
}

/** A tag without its label is a mistake: `B` alone says nothing. */
const TAG = /^(?:O|[BIESLU]-.+)$/;
const DOCUMENT_START = '-DOCSTART-';
/** Phrases of CoNLL-2000: a column of these is syntax, not a second layer of names. */
const PHRASES: ReadonlySet<string> = new Set('NP VP PP ADVP ADJP SBAR PRT CONJP INTJ LST UCP'.split(' '));

interface Draft {
  words: string[];
  tags: string[];
  lines: number[];
  comments: string[];
  /** The columns between the word and its tag. */
  between: string[][];
}
const emptyDraft = (): Draft => ({ words: [], tags: [], lines: [], comments: [], between: [] });

/**
 * Reads CoNLL-2003 and its kin: a word a line, the word in the first column and the tag in the last, columns apart by
 * tabs or spaces, as many on each line; a blank line ends a sentence, `-DOCSTART-` a document. IOB1, IOB2, IOBES and
 * BILOU come out as IOB2. Throws `file/conll` with the line and what was expected there.
 */
export function parseConll(text: string, options: ConllOptions = {}): ConllFile {
  const documents: { sentences: Draft[] }[] = [];
  let sentences: Draft[] = [];
  let draft = emptyDraft();
  let width = 0;

  const endSentence = () => {
    if (draft.words.length === 0) return;
    sentences.push(draft);
    draft = emptyDraft();
  };
  const endDocument = () => {
    endSentence();
    if (sentences.length > 0) documents.push({ sentences });
    sentences = [];
  };

  text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .forEach((raw, i) => {
      const line = raw.replace(/[ \t\r]+$/, '');
      const fail = (expected: string, data: Record<string, string | number> = {}): never => {
        const file = options.file ?? '';
        throw new AppError('file/conll', { file, line: i + 1, expected, found: line.slice(0, 60), ...data });
      };
      if (line === '') return endSentence();
      const columns = line.includes('\t') ? line.split(/\t+/) : line.split(/ +/);
      const word = columns[0] ?? '';
      const tag = columns.at(-1) ?? '';
      if (word === DOCUMENT_START) return endDocument();
      // `# O` is a word where the file's lines have two columns apart by a space; `# about this text` is not.
      if (line.startsWith('# ') && !line.includes('\t') && !(columns.length === width && TAG.test(tag))) {
        draft.comments.push(line.slice(2));
        return;
      }
      if (columns.length < 2 || word === '') return fail('columns');
      if (width === 0) width = columns.length;
      else if (columns.length !== width) return fail('width', { width });
      if (!TAG.test(tag)) return fail('tag');
      draft.words.push(word);
      draft.tags.push(tag);
      draft.lines.push(i + 1);
      draft.between.push(columns.slice(1, -1));
    });
  endDocument();

  const layered = tagColumns(documents.flatMap((document) => document.sentences));
  const notation = notationOf(documents.flatMap((document) => document.sentences.map(({ tags }) => tags)));
  const keepStray = options.keepStray ?? false;
  return {
    notation,
    documents: documents.map((document) => ({
      sentences: document.sentences.map(({ between, ...sentence }) => {
        const tags = toIob2(sentence.tags, keepStray);
        if (layered.length === 0) return { ...sentence, tags };
        const others = layered.map((at) => between.map((columns) => columns[at] ?? 'O'));
        return { ...sentence, tags, layers: [...others.map((other) => toIob2(other, keepStray)), tags] };
      }),
    })),
  };
}

/** Share of lines that must be a word and its tag. */
const MIN_LABELLED_SHARE = 0.9;
const MIN_LABELLED_LINES = 5;

/** Whether a text is a labelled file by its look: nine lines in ten are a word with a tag in the last column. */
export function isLabelledText(text: string): boolean {
  let lines = 0;
  let labelled = 0;
  for (const raw of text.replace(/^\uFEFF/, '').split('\n')) {
    const line = raw.trimEnd();
    if (line === '' || line.startsWith('# ') || line.startsWith(DOCUMENT_START)) continue;
    lines += 1;
    const columns = line.split(line.includes('\t') ? /\t+/ : / +/);
    if (columns.length > 1 && TAG.test(columns.at(-1) ?? '')) labelled += 1;
  }
  return lines >= MIN_LABELLED_LINES && labelled >= MIN_LABELLED_SHARE * lines;
}

/** Columns between word and tag that hold tags of names on every line, counted from the first behind the word. */
function tagColumns(sentences: readonly Draft[]): number[] {
  const rows = sentences.flatMap(({ between }) => between);
  return [...(rows[0] ?? []).keys()].filter((at) => {
    const labels = new Set<string>();
    for (const row of rows) {
      const tag = row[at] ?? '';
      if (!TAG.test(tag)) return false;
      if (tag !== 'O') labels.add(tag.slice(2));
    }
    return [...labels].some((label) => !PHRASES.has(label));
  });
}

/** IOB1 writes `B-` only right behind an entity of the same label; one `B-` elsewhere makes a file IOB2. */
function notationOf(sentences: readonly (readonly string[])[]): Notation {
  let strayInside = false;
  let freeStart = false;
  for (const tags of sentences) {
    for (let i = 0; i < tags.length; i++) {
      const tag = tags[i] ?? 'O';
      const prefix = tag.charAt(0);
      if (prefix === 'L' || prefix === 'U') return 'BILOU';
      if (prefix === 'E' || prefix === 'S') return 'IOBES';
      const follows = tag !== 'O' && (tags[i - 1] ?? 'O').slice(1) === tag.slice(1);
      if (prefix === 'I' && !follows) strayInside = true;
      if (prefix === 'B' && !follows) freeStart = true;
    }
  }
  return strayInside && !freeStart ? 'IOB1' : 'IOB2';
}

/** Last and single words (`E L`, `S U`) become `I` and `B`; what follows them starts anew, as conlleval reads it. */
function toIob2(tags: readonly string[], keepStray: boolean): string[] {
  let label = '';
  let open = false;
  return tags.map((tag) => {
    if (tag === 'O') {
      open = false;
      return tag;
    }
    const prefix = tag.charAt(0);
    const single = prefix === 'B' || prefix === 'S' || prefix === 'U';
    const inside = open && !single && tag.slice(2) === label;
    label = tag.slice(2);
    open = prefix === 'B' || prefix === 'I';
    if (keepStray && prefix === 'I') return tag;
    return `${inside ? 'I' : 'B'}-${label}`;
  });
}
