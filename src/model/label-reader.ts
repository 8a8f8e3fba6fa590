import type { Scheme } from '../domain';
import { bestPath, type Grammar } from './best-path';
import { classOf, type ForeignLabels, type LabelClass, type LabelStyle } from './foreign-labels';
import { softmaxRows, viterbi } from './viterbi';

/** How logits of words become tags of a scheme with their probabilities. */
export interface LabelReader {
  /** Where the classes that are read begin in the logits of a token, and how many there are. */
  readonly offset: number;
  readonly width: number;
  /** Logits of one sentence, shape [words, width], to BIO tags and probabilities [words, labels of the scheme]. */
  read(scores: Float32Array): { readonly tags: string[]; readonly probabilities: Float32Array };
}

/** Reads a head of a model made for this program: its classes are the labels of the scheme. */
export function headReader({ offset, labels }: Scheme): LabelReader {
  return {
    offset,
    width: labels.length,
    read: (scores) => ({
      tags: viterbi(scores, labels),
      probabilities: softmaxRows(scores, labels.length),
    }),
  };
}

/**
 * Reads the classes of any other model: the best sequence that its own style of marking allows, then its kinds under the
 * names of the scheme. Kinds that count as nothing are outside names, and what they are sure of makes `O` sure.
 */
export function foreignReader(scheme: Scheme, { names, style, map }: ForeignLabels): LabelReader {
  const classes = names.map(classOf);
  const grammar = grammarOf(classes, style);
  const width = names.length;
  const indexOf = new Map(scheme.labels.map((label, i) => [label, i]));
  const under = (role: 'B' | 'I', kind: string): string => {
    const label = map[kind] ?? null;
    return label === null ? 'O' : `${role}-${label}`;
  };
  const isShared = style === 'io' || style === 'iob1';
  return {
    offset: 0,
    width,
    read(scores) {
      const path = bestPath(scores, grammar).map((at) => classes[at] ?? OUTSIDE);
      const tags = path.map((one, word) => {
        if (one.role === '') return 'O';
        return under(begins(one, path[word - 1], style) ? 'B' : 'I', one.kind);
      });
      const rows = softmaxRows(scores, width);
      const probabilities = new Float32Array(tags.length * scheme.labels.length);
      tags.forEach((tag, word) => {
        classes.forEach((one, i) => {
          let label =
            one.role === '' ? 'O' : under(one.role === 'B' || one.role === 'S' ? 'B' : 'I', one.kind);
          // One class for the first word and the others: it speaks for what the word was read as.
          if (isShared && label.startsWith('I-') && tag !== label) label = `B-${label.slice(2)}`;
          const at = word * scheme.labels.length + (indexOf.get(label) ?? 0);
          probabilities[at] = (probabilities[at] ?? 0) + (rows[word * width + i] ?? 0);
        });
      });
      return { tags, probabilities };
    },
  };
}

const OUTSIDE: LabelClass = { role: '', kind: '' };

function begins(one: LabelClass, before: LabelClass | undefined, style: LabelStyle): boolean {
  if (one.role === 'B' || one.role === 'S') return true;
  return (style === 'io' || style === 'iob1') && before?.kind !== one.kind;
}

function grammarOf(classes: readonly LabelClass[], style: LabelStyle): Grammar {
  const goesOn = ({ role }: LabelClass) => role === 'I' || role === 'E';
  const isOpen = ({ role }: LabelClass) => role === 'B' || role === 'I';
  const all = classes.map((_, i) => i);
  if (style === 'io' || style === 'iob1')
    return { canStart: classes.map(() => true), before: all.map(() => all) };
  const mayFollow = (before: LabelClass, after: LabelClass): boolean => {
    if (goesOn(after)) return isOpen(before) && before.kind === after.kind;
    // A name that is open must be closed by its last word.
    return style === 'bio' || !isOpen(before);
  };
  return {
    canStart: classes.map((one) => !goesOn(one)),
    before: classes.map((after) => all.filter((i) => mayFollow(classes[i] ?? OUTSIDE, after))),
  };
}
