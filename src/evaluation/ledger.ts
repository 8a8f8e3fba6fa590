import { percentileRange, ratio, resampleSteps, SEED, unitsOf, type Interval } from './bootstrap';
import { MATCHINGS, type Matching } from './pairing';
import { countSpans, scoreSpans, type Counts, type Score, type Scores } from './scores';
import { byDocument, type ScoredSentence } from './sentences';
import { finish } from './steps';

/** Below this many read sentences no F1 is shown. */
export const FEWEST_SENTENCES = 20;
/** Below this many gold mentions in them no F1 is shown. */
export const FEWEST_MENTIONS = 10;

export interface LedgerOptions {
  readonly seed?: number;
  /** How often the units are drawn; 0 leaves the intervals out, while a person is still typing. */
  readonly resamples?: number;
}

/** Scores under one matching with their 95 % intervals, all of the same resamples. */
export interface LedgerScores {
  readonly scores: Scores;
  readonly intervals: Readonly<Record<keyof Score, Interval>>;
}

interface Extent {
  readonly sentences: number;
  readonly gold: number;
  readonly predicted: number;
  /** Whether there is enough for an F1 to mean something. */
  readonly enough: boolean;
}

/** One document's row; its figures carry no interval. */
export interface DocumentRow extends Extent {
  readonly documentId: string;
  readonly scores: Readonly<Record<Matching, Scores>>;
}

/** How good the model is, as far as the read sentences say. */
export interface Ledger extends Extent {
  readonly matchings: Readonly<Record<Matching, LedgerScores>>;
  readonly documents: readonly DocumentRow[];
}

/**
 * All figures of a set of read sentences. Intervals are percentile bootstraps as in {@link f1Interval}, whose range
 * equals the one of F1 here; all matchings and figures come from the same resamples.
 */
export const makeLedger = (sentences: readonly ScoredSentence[], options: LedgerOptions = {}): Ledger =>
  finish(ledgerSteps(sentences, options));

/** {@link makeLedger} in steps of some milliseconds each, so that a page can let other work go between them. */
export function* ledgerSteps(
  sentences: readonly ScoredSentence[],
  options: LedgerOptions = {},
): Generator<undefined, Ledger> {
  const documents = byDocument(sentences);
  const scores = yield* scoresOf(sentences);
  const rows: DocumentRow[] = [];
  for (const [documentId, own] of documents) {
    const ownScores = documents.size === 1 ? scores : yield* scoresOf(own);
    rows.push({ documentId, ...extentOf(own), scores: ownScores });
  }
  const intervals = yield* intervalsOf([...documents.values()], options);
  return {
    ...extentOf(sentences),
    matchings: forEachMatching((matching) => ({
      scores: scores[matching],
      intervals: intervals[matching],
    })),
    documents: rows,
  };
}

function extentOf(sentences: readonly ScoredSentence[]): Extent {
  const gold = sentences.reduce((sum, sentence) => sum + sentence.gold.length, 0);
  return {
    sentences: sentences.length,
    gold,
    predicted: sentences.reduce((sum, sentence) => sum + sentence.predicted.length, 0),
    enough: sentences.length >= FEWEST_SENTENCES && gold >= FEWEST_MENTIONS,
  };
}

function* scoresOf(sentences: readonly ScoredSentence[]): Generator<undefined, Record<Matching, Scores>> {
  const gold = sentences.map((sentence) => sentence.gold);
  const predicted = sentences.map((sentence) => sentence.predicted);
  const scores: Partial<Record<Matching, Scores>> = {};
  for (const matching of MATCHINGS) {
    scores[matching] = scoreSpans(gold, predicted, matching);
    yield;
  }
  return forEachMatching((matching) => scores[matching] ?? scoreSpans(gold, predicted, matching));
}

const forEachMatching = <T>(make: (matching: Matching) => T): Record<Matching, T> => ({
  strict: make('strict'),
  exact: make('exact'),
  partial: make('partial'),
  type: make('type'),
});

const rightOf = ({ correct, partial }: Counts): number => correct + partial / 2;

/** What a unit adds to the sums: gold, predicted, then what is right under each matching. */
function columnsOf({ gold, predicted }: ScoredSentence): number[] {
  const right = MATCHINGS.map((matching) => rightOf(countSpans(gold, predicted, matching)));
  return [gold.length, predicted.length, ...right];
}

function* intervalsOf(
  documents: readonly (readonly ScoredSentence[])[],
  options: LedgerOptions,
): Generator<undefined, Record<Matching, Record<keyof Score, Interval>>> {
  const { seed = SEED } = options;
  const width = 2 + MATCHINGS.length;
  const sum = (rows: readonly number[][]) =>
    Array.from({ length: width }, (_, i) => rows.reduce((total, row) => total + (row[i] ?? 0), 0));
  const { unit, units } = unitsOf(
    documents.map((sentences) => sentences.map(columnsOf)),
    sum,
  );
  const columns = Array.from({ length: width }, (_, i) => Float64Array.from(units, (row) => row[i] ?? 0));
  const statistics = MATCHINGS.flatMap((_, m) => {
    const at = (sums: Float64Array, i: number) => sums[i] ?? 0;
    return [
      (sums: Float64Array) => ratio(at(sums, 2 + m), at(sums, 1)),
      (sums: Float64Array) => ratio(at(sums, 2 + m), at(sums, 0)),
      (sums: Float64Array) => ratio(2 * at(sums, 2 + m), at(sums, 0) + at(sums, 1)),
    ];
  });
  yield;
  const values = yield* resampleSteps(columns, statistics, options);
  const interval = (index: number): Interval => ({ range: percentileRange(values[index] ?? []), unit, seed });
  return forEachMatching((matching) => {
    const first = 3 * MATCHINGS.indexOf(matching);
    return { precision: interval(first), recall: interval(first + 1), f1: interval(first + 2) };
  });
}
