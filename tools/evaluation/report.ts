import { CORE_LABELS, type Label } from '../../src/domain';
import {
  bioToSpans,
  chooseLabels,
  countSpans,
  f1Interval,
  FEWEST_DOCUMENTS,
  scoreSpans,
  type Interval,
  type LabelledRange,
  type Score,
  type Scores,
} from '../../src/evaluation';
import type { ConllFile } from '../../src/exchange';
import { cliMessages, type Language } from '../../src/messages';
import type { EvaluateOptions } from './options';
import { sentencesOf, type Tags } from './predicted';
import type { FileVariant } from './variants';

/** All figures about one file. */
export interface Evaluation {
  readonly file: string;
  /** The spelling that was read, where it is not the file's own. */
  readonly variant?: FileVariant;
  readonly sentences: number;
  readonly gold: number;
  readonly predicted: number;
  readonly strict: Scores;
  readonly exact: Scores;
  readonly partial: Scores;
  readonly type: Scores;
  readonly interval: Interval;
  /** Labels asked for, else those that occur. */
  readonly labels: readonly Label[];
}

type Choice = Pick<EvaluateOptions, 'labels' | 'map' | 'nervaluateOrder' | 'strictIob2'>;

/** Scores predicted tags against a labelled file; spans are counted in words and never leave their sentence. */
export function evaluate(
  file: string,
  labelled: ConllFile,
  tags: Tags,
  choice: Choice,
  variant?: FileVariant,
): Evaluation {
  const { strictIob2, labels, map } = choice;
  const order = choice.nervaluateOrder ? 'nervaluate' : 'best';
  const sentences = sentencesOf(labelled).map((sentence, i) =>
    chooseLabels(bioToSpans(sentence.tags, { strictIob2 }), bioToSpans(tags[i] ?? [], { strictIob2 }), {
      map,
      ...(labels ? { labels } : {}),
    }),
  );
  const gold = sentences.map((sentence) => sentence.gold);
  const predicted = sentences.map((sentence) => sentence.predicted);
  const counts = sentences.map((sentence) => countSpans(sentence.gold, sentence.predicted, 'strict', order));
  let at = 0;
  const byDocument = labelled.documents.map((document) =>
    counts.slice(at, (at += document.sentences.length)),
  );
  const strict = scoreSpans(gold, predicted, 'strict', { order });
  return {
    file,
    ...(variant ? { variant } : {}),
    sentences: sentences.length,
    gold: sum(gold),
    predicted: sum(predicted),
    strict,
    exact: scoreSpans(gold, predicted, 'exact', { order }),
    partial: scoreSpans(gold, predicted, 'partial', { order }),
    type: scoreSpans(gold, predicted, 'type', { order }),
    interval: f1Interval(byDocument),
    labels: labels ?? inOrder([...strict.perLabel.keys()]),
  };
}

const sum = (spans: readonly (readonly LabelledRange[])[]): number =>
  spans.reduce((total, { length }) => total + length, 0);

/** Ours first, then the alphabet. */
function inOrder(labels: readonly Label[]): Label[] {
  const core: readonly string[] = CORE_LABELS;
  return [...core.filter((label) => labels.includes(label)), ...labels.filter((l) => !core.includes(l))];
}

const EMPTY = { precision: null, recall: null, f1: null, support: 0 };

/** One line of JSON. Fractions 0 to 1; `null` where there is nothing to divide by. */
export function toJsonLine(evaluation: Evaluation): string {
  const { strict, interval, labels } = evaluation;
  const brief = ({ precision, recall, f1 }: Score) => ({ precision, recall, f1 });
  const perLabel = labels.map((label) => {
    const score = strict.perLabel.get(label) ?? EMPTY;
    return [label, { ...brief(score), support: score.support }];
  });
  return JSON.stringify({
    file: evaluation.file,
    variant: evaluation.variant,
    sentences: evaluation.sentences,
    gold: evaluation.gold,
    predicted: evaluation.predicted,
    strict: { ...brief(strict), perLabel: Object.fromEntries(perLabel) as Record<Label, unknown> },
    exact: brief(evaluation.exact),
    partial: brief(evaluation.partial),
    type: brief(evaluation.type),
    interval: interval.range,
    intervalUnit: interval.unit,
    seed: interval.seed,
  });
}

/** A table for people, in percent. */
export function toTable(evaluation: Evaluation, language: Language): string {
  const cli = cliMessages[language];
  const { strict, interval, gold } = evaluation;
  const row = (name: string, score: Score, support: number) => [
    name,
    percent(score.precision),
    percent(score.recall),
    percent(score.f1),
    String(support),
  ];
  const names = cli.evaluationRows;
  const rows = [
    [...cli.evaluationColumns],
    ...evaluation.labels.map((label) => {
      const score = strict.perLabel.get(label) ?? EMPTY;
      return row(label, score, score.support);
    }),
    row(names.micro, strict, gold),
    row(names.macro, strict.macro, gold),
    row(names.weighted, strict.weighted, gold),
    row(names.exact, evaluation.exact, gold),
    row(names.partial, evaluation.partial, gold),
    row(names.type, evaluation.type, gold),
  ];
  const file = evaluation.variant ? cli.inVariant(evaluation.file, evaluation.variant) : evaluation.file;
  const title = cli.evaluationTitle(file, evaluation.sentences, gold, evaluation.predicted);
  const lines = [title, ...align(rows)];
  const { precision, recall } = strict.macro.leftOut;
  if (precision + recall > 0) lines.push(cli.leftOut(precision, recall));
  if (!interval.range) return [...lines, cli.noInterval].join('\n');
  const [low, high] = [percent(interval.range[0]), percent(interval.range[1])];
  return [
    ...lines,
    interval.unit === 'document'
      ? cli.intervalByDocument(low, high, interval.seed)
      : cli.intervalBySentence(low, high, interval.seed, FEWEST_DOCUMENTS),
  ].join('\n');
}

const percent = (value: number | null): string => (value === null ? '–' : (value * 100).toFixed(1));

function align(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}
