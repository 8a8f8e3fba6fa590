import type { Label } from '../../domain';
import { unitsOf, type IntervalUnit } from '../bootstrap';
import { classifyErrors, type ErrorItem, type RawOf } from '../errors';
import type { Matching } from '../pairing';
import { countSpans } from '../scores';
import { byDocument, labelsIn, type ScoredSentence } from '../sentences';
import { estimateShare, type Estimate } from './proportion';
import { worstErrors } from './worst';

/** What the sample says about one label, or all together. */
export interface AuditFigures {
  /** Mentions in the sample. */
  readonly gold: number;
  readonly predicted: number;
  readonly precision: Estimate;
  readonly recall: Estimate;
  readonly f1: Estimate;
}

export interface AuditResult extends AuditFigures {
  /** Sentences audited, and in the whole collection. */
  readonly sentences: number;
  readonly collection: number;
  readonly perLabel: ReadonlyMap<Label, AuditFigures>;
  /** What the intervals take as drawn independently. */
  readonly unit: IntervalUnit;
  /** The ten worst errors, each at another name. */
  readonly worst: readonly ErrorItem[];
}

export interface AuditRequest {
  /** Sentences of a sample of {@link drawSample} (or its first ones) with the person's gold. */
  readonly audited: readonly ScoredSentence[];
  /** Sentences of each document of the collection, at the time of the draw. */
  readonly strata: ReadonlyMap<string, number>;
  readonly rawOf: RawOf;
  readonly matching?: Matching;
}

/**
 * What an audited sample says about its whole collection. Every sentence had the same chance, so plain sums estimate
 * without weights. Intervals: {@link estimateShare}, clustered by document; by sentence with fewer than 20 sampled
 * documents. F1 is 2J / (1 + J) of J, right among all that is gold or predicted, and its interval comes from J's.
 */
export function estimate(request: AuditRequest): AuditResult {
  const { audited, strata, rawOf, matching = 'strict' } = request;
  const collection = [...strata.values()].reduce((sum, count) => sum + count, 0);
  const sampled = collection === 0 ? 0 : Math.min(1, audited.length / collection);
  const documents = [...byDocument(audited).values()];
  const figures = (counts: (sentence: ScoredSentence) => Sums) => {
    const { unit, units } = unitsOf(
      documents.map((sentences) => sentences.map(counts)),
      addSums,
    );
    return { unit, ...figuresOf(units, sampled) };
  };
  const perLabel = new Map<Label, AuditFigures>();
  for (const label of labelsIn(audited)) {
    const own = ({ gold, predicted }: ScoredSentence) =>
      sumsOf(
        gold.filter((range) => range.label === label),
        predicted.filter((range) => range.label === label),
        matching,
      );
    const { unit: _, ...rest } = figures(own);
    perLabel.set(label, rest);
  }
  return {
    ...figures(({ gold, predicted }) => sumsOf(gold, predicted, matching)),
    sentences: audited.length,
    collection,
    perLabel,
    worst: worstErrors(classifyErrors(audited, rawOf)),
  };
}

/** For "of 100 … the model finds about 84 (76–90)": whole numbers, the interval rounded outwards; `null` of nothing. */
export function perHundred({ value, range }: Estimate): { about: number; low: number; high: number } | null {
  if (value === null || !range) return null;
  // Rounded a little first, so that 0.29 · 100 is 29.
  const hundred = (share: number) => Math.round(share * 1e8) / 1e6;
  return {
    about: Math.round(hundred(value)),
    low: Math.floor(hundred(range[0])),
    high: Math.ceil(hundred(range[1])),
  };
}

interface Sums {
  readonly right: number;
  readonly gold: number;
  readonly predicted: number;
}

function sumsOf(
  gold: ScoredSentence['gold'],
  predicted: ScoredSentence['predicted'],
  matching: Matching,
): Sums {
  const { correct, partial } = countSpans(gold, predicted, matching);
  return { right: correct + partial / 2, gold: gold.length, predicted: predicted.length };
}

const addSums = (all: readonly Sums[]): Sums => ({
  right: all.reduce((sum, { right }) => sum + right, 0),
  gold: all.reduce((sum, { gold }) => sum + gold, 0),
  predicted: all.reduce((sum, { predicted }) => sum + predicted, 0),
});

function figuresOf(units: readonly Sums[], sampled: number): AuditFigures {
  const { gold, predicted } = addSums(units);
  const share = (wholeOf: (sums: Sums) => number) =>
    estimateShare(
      units.map((sums) => ({ part: sums.right, whole: wholeOf(sums) })),
      sampled,
    );
  const either = share((sums) => sums.gold + sums.predicted - sums.right);
  const toF1 = (jaccard: number) => (2 * jaccard) / (1 + jaccard);
  return {
    gold,
    predicted,
    precision: share((sums) => sums.predicted),
    recall: share((sums) => sums.gold),
    f1: {
      value: either.value === null ? null : toF1(either.value),
      range: either.range && [toF1(either.range[0]), toF1(either.range[1])],
    },
  };
}
