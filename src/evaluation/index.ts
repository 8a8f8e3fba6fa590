export { bioToSpans, type BioOptions, type LabelledRange } from './bio';
export { MATCHINGS, pairSpans, type Matching, type Pair, type PairOrder } from './pairing';
export { countSpans, scoreSpans, type Counts, type LabelScore, type Score, type Scores } from './scores';
export { f1Interval, FEWEST_DOCUMENTS, type Interval, type IntervalUnit } from './bootstrap';
