import { AppError, toAppError, type Label } from '../../domain';
import { bioToSpans, countRepeats, readSeenFilter, type LabelledRange, type Repeats } from '../../evaluation';
import { decodeText, parseConll, type ConllFile, type TaggedSentence } from '../../exchange';

/** Which entities of a nested file become gold: those that no other holds, or those that hold no other. */
export type Nesting = 'outer' | 'inner';

/** A labelled file as read, before anything of it is stored. */
export interface LabelledFile {
  readonly fileName: string;
  /** Name proposed for the set: the file's, without its extension. */
  readonly name: string;
  readonly conll: ConllFile;
  /** Whether words have several columns of tags. */
  readonly isNested: boolean;
  readonly repeats: Repeats;
}

/** What a file holds, under one choice among its nested entities. */
export interface Contents {
  readonly parts: number;
  readonly sentences: number;
  readonly words: number;
  /** Mentions of each label, the most frequent first. */
  readonly mentions: ReadonlyMap<Label, number>;
}

/**
 * Reads a labelled file. `seen`: the filter of sentences that the model was trained on. Throws `file/encoding`,
 * `file/empty`, and `file/conll` with the line and what was expected there.
 */
export function readLabelled(
  bytes: Uint8Array,
  fileName: string,
  seen: Uint8Array | null = null,
): LabelledFile {
  const decoded = decodeText(bytes, fileName);
  if (!decoded.ok) throw decoded.error;
  const conll = parseConll(decoded.value, { file: fileName });
  const sentences = sentencesOf(conll);
  if (sentences.length === 0) throw new AppError('file/empty', { file: fileName });
  for (const sentence of sentences) refuseSpaces(sentence, fileName);
  return {
    fileName,
    name: fileName.replace(/\.[^.]+$/, '') || fileName,
    conll,
    isNested: sentences.some(({ layers }) => layers !== undefined),
    repeats: countRepeats(
      sentences.map(({ words }) => words),
      seen && readSeenFilter(seen),
    ),
  };
}

export const sentencesOf = ({ documents }: ConllFile): TaggedSentence[] =>
  documents.flatMap((document) => [...document.sentences]);

/** The text of a set has its words one space apart, so a word with a space in it could not be told from two. */
function refuseSpaces({ words, lines }: TaggedSentence, file: string): void {
  const at = words.findIndex((word) => word.includes(' '));
  if (at < 0) return;
  throw new AppError('file/conll', {
    file,
    line: lines[at] ?? 0,
    expected: 'word',
    found: words[at] ?? '',
  });
}

/** Entities of one sentence, in words and in order; of those that overlap only the outer or the inner ones. */
export function entitiesOf({ tags, layers }: TaggedSentence, nesting: Nesting): readonly LabelledRange[] {
  if (!layers) return bioToSpans(tags);
  const length = ({ start, end }: LabelledRange) => end - start;
  const sign = nesting === 'outer' ? -1 : 1;
  // Sorting is stable: of entities of one length the first column comes first.
  const sorted = layers.flatMap((layer) => bioToSpans(layer)).sort((a, b) => sign * (length(a) - length(b)));
  const kept: LabelledRange[] = [];
  for (const entity of sorted)
    if (!kept.some((other) => entity.start < other.end && other.start < entity.end)) kept.push(entity);
  return kept.sort((a, b) => a.start - b.start);
}

/** Counts what a file holds. */
export function contentsOf({ conll }: LabelledFile, nesting: Nesting): Contents {
  const sentences = sentencesOf(conll);
  const mentions = new Map<Label, number>();
  for (const sentence of sentences)
    for (const { label } of entitiesOf(sentence, nesting))
      mentions.set(label, (mentions.get(label) ?? 0) + 1);
  return {
    parts: conll.documents.length,
    sentences: sentences.length,
    words: sentences.reduce((sum, { words }) => sum + words.length, 0),
    mentions: new Map([...mentions].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))),
  };
}

/** Names that labels have elsewhere, in lower case. */
const ALIASES: Readonly<Record<string, Label>> = {
  ...{ pers: 'PER', person: 'PER', people: 'PER', persname: 'PER' },
  ...{ gpe: 'LOC', location: 'LOC', place: 'LOC', fac: 'LOC', geo: 'LOC', placename: 'LOC' },
  ...{ organization: 'ORG', organisation: 'ORG', orgname: 'ORG' },
  ...{ miscellaneous: 'MISC', event: 'MISC', product: 'MISC', work_of_art: 'MISC', norp: 'MISC' },
};

/** What a label of a file most likely is among those of a scheme; `null` where it is none of them. */
export function guessLabel(label: Label, known: readonly Label[]): Label | null {
  const folded = label.toLowerCase();
  const same = known.find((other) => other.toLowerCase() === folded);
  const alias = ALIASES[folded];
  return same ?? (alias !== undefined && known.includes(alias) ? alias : null);
}

/**
 * The scheme that the labels of a file most likely follow: one that is named in the file's name, else the model's own,
 * among those that know most of the labels.
 */
export function guessScheme(
  fileName: string,
  labels: readonly Label[],
  schemes: Readonly<Record<string, readonly Label[]>>,
  defaultScheme: string,
): string {
  const known = (scheme: string) => labels.filter((label) => schemes[scheme]?.includes(label)).length;
  const most = Math.max(0, ...Object.keys(schemes).map(known));
  const fitting = Object.keys(schemes).filter((scheme) => known(scheme) === most);
  const named = fitting.find((scheme) => fileName.toLowerCase().includes(scheme.toLowerCase()));
  return named ?? (fitting.includes(defaultScheme) ? defaultScheme : (fitting[0] ?? defaultScheme));
}

/** A file that may be labelled, and what was wrong with it if it is not. */
export type Reading =
  { readonly ok: true; readonly file: LabelledFile } | { readonly ok: false; readonly error: AppError };

/** {@link readLabelled} of a file that a person chose. */
export async function readChosen(file: File, seen: Uint8Array | null): Promise<Reading> {
  try {
    return { ok: true, file: readLabelled(new Uint8Array(await file.arrayBuffer()), file.name, seen) };
  } catch (thrown) {
    return { ok: false, error: toAppError(thrown) };
  }
}
