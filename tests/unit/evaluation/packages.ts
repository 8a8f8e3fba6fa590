import { expect } from 'vitest';
import {
  bioToSpans,
  MATCHINGS,
  scoreSpans,
  type LabelScore,
  type Matching,
  type Score,
} from '../../../src/evaluation';

type Triple = readonly [precision: number, recall: number, f1: number];

/** What `tools/evaluation/make-parity.py` writes about one set of tags. */
export interface Figures {
  readonly seqeval: SeqevalFigures;
  readonly seqevalStrict: SeqevalFigures;
  readonly nervaluate: Readonly<
    Record<
      Matching,
      { readonly overall: readonly number[]; readonly perLabel: Readonly<Record<string, readonly number[]>> }
    >
  >;
}

interface SeqevalFigures {
  readonly micro: Triple;
  readonly macro: Triple;
  readonly weighted: Triple;
  readonly perLabel: readonly (readonly [label: string, ...figures: number[]])[];
}

/** The packages give 0 where a divisor is empty. */
const triple = (score: Score): number[] => [score.precision ?? 0, score.recall ?? 0, score.f1 ?? 0];

function expectClose(ours: readonly number[], theirs: readonly number[], what: string): void {
  expect(ours, what).toHaveLength(theirs.length);
  ours.forEach((value, i) =>
    expect(Math.abs(value - (theirs[i] ?? NaN)), `${what} [${i}]`).toBeLessThan(1e-9),
  );
}

/** Both packages' figures for these tags are ours, to 1e-9. */
export function expectParity(
  gold: readonly (readonly string[])[],
  predicted: readonly (readonly string[])[],
  figures: Figures,
): void {
  const read = (tags: readonly (readonly string[])[], strictIob2: boolean) =>
    tags.map((sentence) => bioToSpans(sentence, { strictIob2 }));
  expectSeqeval(read(gold, false), read(predicted, false), figures.seqeval);
  expectSeqeval(read(gold, true), read(predicted, true), figures.seqevalStrict);
  for (const matching of MATCHINGS) {
    const ours = scoreSpans(read(gold, false), read(predicted, false), matching, { order: 'nervaluate' });
    const theirs = figures.nervaluate[matching];
    const row = (score: Pick<LabelScore, 'counts'> & Score) => {
      const { correct, incorrect, partial, missed, spurious } = score.counts;
      return [correct, incorrect, partial, missed, spurious, ...triple(score)];
    };
    expectClose(row(ours), theirs.overall, `nervaluate ${matching}`);
    expect([...ours.perLabel.keys()]).toEqual(Object.keys(theirs.perLabel));
    for (const [label, score] of ours.perLabel)
      expectClose(row(score), theirs.perLabel[label] ?? [], `nervaluate ${matching} ${label}`);
  }
}

type Spans = Parameters<typeof scoreSpans>[0];

function expectSeqeval(gold: Spans, predicted: Spans, theirs: SeqevalFigures): void {
  const ours = scoreSpans(gold, predicted, 'strict');
  const labels = [...ours.perLabel.values()];
  expectClose(triple(ours), theirs.micro, 'micro');
  expect([...ours.perLabel.keys()]).toEqual(theirs.perLabel.map(([label]) => label));
  theirs.perLabel.forEach(([label, ...figures], i) => {
    const score = labels[i];
    if (score) expectClose([...triple(score), score.support], figures, label);
  });
  // Ours leaves labels without a figure out of a mean, and says how many; seqeval counts them as 0.
  const { precision, recall, f1 } = ours.macro.leftOut;
  const kept = [precision, recall, f1].map((leftOut) => 1 - leftOut / Math.max(1, labels.length));
  expectClose(
    triple(ours.macro).map((mean, i) => mean * (kept[i] ?? 1)),
    theirs.macro,
    'macro',
  );
  const support = labels.reduce((sum, score) => sum + score.support, 0);
  const weighted = [0, 1, 2].map((i) =>
    labels.reduce((sum, score) => sum + ((triple(score)[i] ?? 0) * score.support) / Math.max(1, support), 0),
  );
  expectClose(weighted, theirs.weighted, 'weighted');
  expectClose(triple(ours.weighted).slice(1), theirs.weighted.slice(1), 'weighted');
  // Without an unpredicted label the means are the same thing.
  if (labels.every((score) => score.precision !== null))
    expectClose(triple(ours.weighted), theirs.weighted, 'weighted');
}
