import type { Scheme, SegmentTags } from './span';
import type { Segment } from './text';

/** What looking into the model's work on one sentence needs. */
export interface InspectRequest {
  readonly scheme: string;
  /** The sentences that were handed over together when the text was tagged: they decide what shares a window. */
  readonly segments: readonly Segment[];
  /** The sentence under the lens. */
  readonly segmentIndex: number;
}

/** One sub-word unit as the model reads it. */
export interface InspectedToken {
  readonly piece: string;
  /** Not in the vocabulary: the model sees `<unk>` instead. */
  readonly isUnknown: boolean;
}

/** A word as one window saw it. */
export interface InspectedReading {
  /** Index among the windows of the inspection. */
  readonly window: number;
  /** Words between it and the window's nearer cut; `Infinity` where no cut touches the sentence. */
  readonly fromEdge: number;
  /** Whether this reading is the one that was used: the farthest from a cut, the earlier of two alike. */
  readonly isUsed: boolean;
  /** Softmax over the labels of the scheme, in their order. */
  readonly probabilities: Float32Array;
}

export interface InspectedWord {
  readonly tokens: readonly InspectedToken[];
  readonly readings: readonly InspectedReading[];
}

/** A window that held words of the sentence. */
export interface InspectedWindow {
  /** Ids, those at the start and the end included. */
  readonly tokens: number;
  readonly sentences: number;
}

/** How the model came to the tags of one sentence. */
export interface Inspection {
  readonly scheme: Scheme;
  readonly windows: readonly InspectedWindow[];
  /** One per word of the sentence. */
  readonly words: readonly InspectedWord[];
  /** What tagging gives for the sentence. */
  readonly tags: SegmentTags;
}

/** Shows how tags came about; stores nothing. */
export interface Inspector {
  /** Rejects with `model/not-loaded`, `model/scheme` and, on abort, `tag/cancelled`. */
  inspect(request: InspectRequest, signal: AbortSignal): Promise<Inspection>;
}
