export { bioToSpans, type BioOptions, type LabelledRange } from './bio';
export { chooseLabels, type LabelChoice } from './labels';
export { MATCHINGS, pairSpans, type Matching, type Pair, type PairOrder } from './pairing';
export {
  countSpans,
  scoreSpans,
  type Counts,
  type LabelScore,
  type MeanScore,
  type Score,
  type Scores,
} from './scores';
export { f1Interval, FEWEST_DOCUMENTS, type Interval, type IntervalUnit } from './bootstrap';
export {
  scoredSentences,
  type PredictedRange,
  type ScoredSentence,
  type SentenceSelection,
  type SentenceSource,
} from './sentences';
export {
  FEWEST_MENTIONS,
  FEWEST_SENTENCES,
  ledgerSteps,
  makeLedger,
  type DocumentRow,
  type Ledger,
  type LedgerOptions,
  type LedgerScores,
} from './ledger';
export {
  classifyErrors,
  ERROR_CLASSES,
  fixedF1,
  type ErrorClass,
  type ErrorItem,
  type RawOf,
} from './errors';
export { groupErrors, type ErrorGroup } from './error-groups';
export {
  confusionMatrix,
  MISSED,
  SPURIOUS,
  type ConfusionCell,
  type ConfusionItem,
  type ConfusionMatrix,
} from './confusion';
export {
  compareRuns,
  comparisonSteps,
  disagreements,
  disagreementsOfPeople,
  joinRuns,
  type ComparedSentence,
  type CompareOptions,
  type Comparison,
  type Disagreement,
} from './compare';
export { agreement, type Agreement } from './agreement';
export { thresholdCurve, type ThresholdPoint } from './threshold';
export {
  drawSample,
  estimate,
  perHundred,
  SAMPLE_SIZE,
  type AuditDocument,
  type AuditFigures,
  type AuditRequest,
  type AuditResult,
  type Estimate,
  type SampledSentence,
  type SampleRequest,
} from './audit';
export { applyChoice, countRepeats, unknownLabels, type Repeats } from './testset';
export { makeSeenFilter, MAX_FILTER_BYTES, readSeenFilter, type SeenFilter } from './seen-filter';
export {
  barsSvg,
  curveSvg,
  matrixSvg,
  type Bar,
  type BarsTexts,
  type CurveOptions,
  type CurveTexts,
  type MatrixTexts,
  type PictureOptions,
  type PictureTheme,
} from './pictures';
export {
  countFlips,
  findFlips,
  FLIP_KINDS,
  makeVariant,
  mapBack,
  VARIANT_KINDS,
  type Flip,
  type FlipKind,
  type Variant,
  type VariantKind,
} from './robustness';
