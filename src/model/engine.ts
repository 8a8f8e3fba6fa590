import {
  AppError,
  type InspectedReading,
  type InspectedWindow,
  type Inspection,
  type Scheme,
  type Segment,
  type SegmentTags,
} from '../domain';
import { encodeSegment, type EncodedSegment, type WordCoder } from './encode';
import type { ForeignLabels } from './foreign-labels';
import { foreignReader, headReader, type LabelReader } from './label-reader';
import { packWindows, WINDOW_LIMITS, type Window, type WindowLimits } from './windows';

/** Ids of one window to logits, shape [tokens, outputs], row-major. Batch 1, no padding: dynamic int8 is not batch-invariant. */
export type RunModel = (ids: readonly number[]) => Promise<{ logits: Float32Array; width: number }>;

/** Tags of the segments that one model call completed, with the tokens it took. */
export interface EngineStep {
  readonly results: readonly SegmentTags[];
  readonly tokens: number;
}

/** Segments to scored word tags with a tokenizer and a model, wherever they run. */
export class Engine {
  readonly limits: WindowLimits;
  readonly #coder: WordCoder;
  readonly #run: RunModel;
  readonly #labels: ForeignLabels | undefined;

  /** `foreign`: for a model that was not made for this program. */
  constructor(
    coder: WordCoder,
    run: RunModel,
    foreign?: { readonly maxTokens: number; readonly labels: ForeignLabels },
  ) {
    this.#coder = coder;
    this.#run = run;
    this.limits = foreign ? { ...WINDOW_LIMITS, maxTokens: foreign.maxTokens } : WINDOW_LIMITS;
    this.#labels = foreign?.labels;
  }

  /** Ids of one window that holds exactly these segments; for tests of parity. */
  encode(segments: readonly Segment[]): number[][] {
    return [...this.#windows(segments)].map((window) => [...window.ids]);
  }

  /** One step per model call. The caller stops iterating to cancel. */
  async *tag(segments: readonly Segment[], scheme: Scheme): AsyncGenerator<EngineStep> {
    const pending = new Map<number, Pending>();
    const reader = this.#readerOf(scheme);
    let tokens = 0;
    for (const window of this.#windows(segments)) {
      const { logits, width } = await this.#run(window.ids);
      collect(window, logits, width, reader, pending);
      const results = window.completes.map((encoded) => finish(encoded, reader, pending));
      tokens += window.ids.length;
      const last = results.at(-1);
      if (last) {
        results[results.length - 1] = { ...last, tokensToHere: tokens };
        tokens = 0;
      }
      yield { results, tokens: window.ids.length };
    }
  }

  /** Runs again the windows that hold one of these segments, and tells what each said of its words. */
  async inspect(segments: readonly Segment[], index: number, scheme: Scheme): Promise<Inspection> {
    const segment = segments.find((one) => one.index === index);
    if (!segment) throw new AppError('internal', { detail: 'inspect' });
    const pending = new Map<number, Pending>();
    const reader = this.#readerOf(scheme);
    const windows: InspectedWindow[] = [];
    const readings: InspectedReading[][] = segment.words.map(() => []);
    for (const window of this.#windows(segments)) {
      const held = window.words.filter((word) => word.segmentIndex === index);
      if (held.length === 0) {
        if (windows.length > 0) break;
        continue;
      }
      const { logits, width } = await this.#run(window.ids);
      collect({ ...window, words: held }, logits, width, reader, pending);
      for (const { word, token, fromEdge } of held) {
        const at = token * width + reader.offset;
        const { probabilities } = reader.read(logits.slice(at, at + reader.width));
        readings[word]?.push({ window: windows.length, fromEdge, isUsed: false, probabilities });
      }
      const sentences = new Set(window.words.map((word) => word.segmentIndex)).size;
      windows.push({ tokens: window.ids.length, sentences });
    }
    const used = segment.words.map((_, word) => pending.get(index)?.fromEdge.get(word));
    return {
      scheme,
      windows,
      words: segment.words.map(({ surface }, word) => ({
        tokens: this.#coder.tokensOf(surface),
        readings: markUsed(readings[word] ?? [], used[word]),
      })),
      tags: finish({ segment, wordIds: [] }, reader, pending),
    };
  }

  #readerOf(scheme: Scheme): LabelReader {
    return this.#labels ? foreignReader(scheme, this.#labels) : headReader(scheme);
  }

  #windows(segments: readonly Segment[]): Generator<Window> {
    return packWindows(this.#encodeAll(segments), this.limits, this.#coder);
  }

  *#encodeAll(segments: readonly Segment[]): Generator<EncodedSegment> {
    for (const segment of segments) yield encodeSegment(this.#coder, segment);
  }
}

/** The first reading at the distance that {@link collect} kept. */
function markUsed(readings: readonly InspectedReading[], fromEdge: number | undefined): InspectedReading[] {
  const used = readings.findIndex((reading) => reading.fromEdge === fromEdge);
  return readings.map((reading, i) => ({ ...reading, isUsed: i === used }));
}

/** Logits of a segment's words so far, and how far from an edge each was when they were taken. */
interface Pending {
  scores: Float32Array;
  fromEdge: Map<number, number>;
}

function collect(
  window: Window,
  logits: Float32Array,
  width: number,
  { offset, width: classes }: LabelReader,
  pending: Map<number, Pending>,
): void {
  for (const { segmentIndex, word, token, fromEdge } of window.words) {
    let entry = pending.get(segmentIndex);
    if (!entry) pending.set(segmentIndex, (entry = { scores: new Float32Array(0), fromEdge: new Map() }));
    if (fromEdge <= (entry.fromEdge.get(word) ?? -1)) continue;
    entry.fromEdge.set(word, fromEdge);
    const end = (word + 1) * classes;
    if (entry.scores.length < end) {
      const grown = new Float32Array(Math.max(end, entry.scores.length * 2));
      grown.set(entry.scores);
      entry.scores = grown;
    }
    const at = token * width + offset;
    entry.scores.set(logits.subarray(at, at + classes), word * classes);
  }
}

function finish(
  { segment }: EncodedSegment,
  reader: LabelReader,
  pending: Map<number, Pending>,
): SegmentTags {
  const scores = pending.get(segment.index)?.scores ?? new Float32Array(0);
  pending.delete(segment.index);
  return {
    segmentIndex: segment.index,
    ...reader.read(scores.slice(0, segment.words.length * reader.width)),
  };
}
