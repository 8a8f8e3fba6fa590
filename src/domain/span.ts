import type { Range } from './text';

/** Labels of the shipped schemes; imported models may bring others, so a label is a string. */
export type Label = string;
/** Labels with a colour, a key and a sentence of their own. */
export const CORE_LABELS = ['PER', 'LOC', 'ORG', 'MISC'] as const;
export type CoreLabel = (typeof CORE_LABELS)[number];

/** The name without attached clitics; `text` may restore letters (`للرقة` has the stem `الرقة`). */
export interface Stem extends Range {
  readonly text: string;
}

/** A labelled range as one run found it. */
export interface Span extends Range {
  readonly label: Label;
  /** Mean over the words of P(B-x) + P(I-x), 0 to 1. */
  readonly score: number;
  /** Score minus the runner-up's score over the same words, 0 to 1. */
  readonly margin: number;
  /** The label (or `O`) that came second over the same words. */
  readonly runnerUp: Label;
  readonly stem: Stem;
}

/** Tags of one segment, one per word, with the probabilities they were decoded from. */
export interface SegmentTags {
  readonly segmentIndex: number;
  /** BIO tags, one per word of the segment. */
  readonly tags: readonly string[];
  /**
   * Softmax over the labels of the scheme at the first token of each word;
   * shape [words, labels], row-major, in the order of the scheme's labels.
   */
  readonly probabilities: Float32Array;
  /**
   * Only on the last segment that a model call completed: tokens since the last such segment. What follows is packed
   * anew, so that reading can go on from here with the same result.
   */
  readonly tokensToHere?: number;
}

/** How a label's scores become chances of being right: sigmoid(slope · logit(score) + offset). */
export interface LabelCalibration {
  readonly slope: number;
  readonly offset: number;
}

/** By label; a label that is missing keeps its scores. */
export type Calibration = Readonly<Record<Label, LabelCalibration>>;

/** A label set with its place in the model's output. */
export interface Scheme {
  readonly id: string;
  /** Index of this scheme's first label in the logits. */
  readonly offset: number;
  /** BIO labels in the order of the logits. */
  readonly labels: readonly string[];
  /** Measured on development data; absent for a model that nobody measured. */
  readonly calibration?: Calibration;
}
