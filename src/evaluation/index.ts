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
