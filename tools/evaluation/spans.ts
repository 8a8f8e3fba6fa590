import type { Label, Scheme } from '../../src/domain';
import { bioToSpans, chooseLabels } from '../../src/evaluation';
import type { ConllFile } from '../../src/exchange';
import { decodeSpans } from '../../src/spans';
import type { EvaluateOptions } from './options';
import { sentencesOf, type ReadSentence } from './predicted';

/** A span that a model found, for the calibration of its scores. */
export interface FoundSpan {
  /** Number of the sentence over all files, from 1. */
  readonly sentence: number;
  readonly label: Label;
  /** The model's own, as {@link decodeSpans} gives it. */
  readonly score: number;
  /** Range and label are those of a gold span. */
  readonly isRight: boolean;
}

/** What a model found in one file; `before`: sentences of the files before it. */
export function foundSpans(
  labelled: ConllFile,
  read: readonly ReadSentence[],
  scheme: Scheme,
  { map, labels, strictIob2 }: Pick<EvaluateOptions, 'map' | 'labels' | 'strictIob2'>,
  before = 0,
): FoundSpan[] {
  return sentencesOf(labelled).flatMap((sentence, i) => {
    const own = read[i];
    if (!own) return [];
    const { raw, segment, tags } = own;
    const wordAt = new Map<number, number>();
    segment.words.forEach(({ start, end }, k) => wordAt.set(start, k).set(end, k + 1));
    const predicted = decodeSpans(tags, segment, scheme, raw).map(({ start, end, label, score }) => ({
      start: wordAt.get(start) ?? 0,
      end: wordAt.get(end) ?? 0,
      label,
      score,
    }));
    const chosen = chooseLabels(bioToSpans(sentence.tags, { strictIob2 }), predicted, {
      map,
      ...(labels ? { labels } : {}),
    });
    return chosen.predicted.map(({ start, end, label, score }) => ({
      sentence: before + i + 1,
      label,
      score,
      isRight: chosen.gold.some((gold) => gold.start === start && gold.end === end && gold.label === label),
    }));
  });
}

/** `sentence<TAB>label<TAB>score<TAB>0|1`, as `mawdi_recipe calibrate` reads it. */
export const toSpanLine = ({ sentence, label, score, isRight }: FoundSpan): string =>
  [sentence, label, score.toFixed(6), isRight ? 1 : 0].join('\t');
