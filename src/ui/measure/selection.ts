import type { Document, Label, Run, Segment } from '../../domain';
import type { GoldLayer } from '../../correction';
import {
  scoredSentences,
  type LabelChoice,
  type ScoredSentence,
  type SentenceSelection,
} from '../../evaluation';
import { confidentSpans } from '../../spans';

/** What the figures of one choice are made from. */
export interface SelectionSource {
  readonly documents: readonly Document[];
  readonly segmentsOf: (document: Document) => readonly Segment[];
  readonly layerOf: (document: Document) => GoldLayer;
  /** The run that is scored; a text without one is left out. */
  readonly runOf: (document: Document) => Run | undefined;
  readonly choiceOf: (document: Document, run: Run) => LabelChoice | undefined;
  readonly countBulk: boolean;
}

/** The read sentences of a choice, whatever the score of the predictions. */
export interface Selection {
  readonly sentences: readonly ScoredSentence[];
  /** Sentences that a person read, and all of them, in the chosen texts. */
  readonly read: number;
  readonly total: number;
  /** Marks left out because nobody looked at them one by one. */
  readonly leftOut: number;
  /** Texts with read sentences that the system has not tagged. */
  readonly untagged: readonly Document[];
  /** Texts that were corrected with the model's marks in view. */
  readonly corrected: ReadonlySet<string>;
}

interface Known {
  readonly layer: GoldLayer;
  readonly run: Run;
  readonly countBulk: boolean;
  readonly choice: string;
  readonly selection: SentenceSelection;
}

/** Gathers read sentences; of a text that did not change they are kept from the last time. */
export class Selector {
  readonly #known = new Map<string, Known>();

  /** Yields after each text, so that a caller can let other work go between them. */
  *steps(source: SelectionSource): Generator<void, Selection> {
    const sentences: ScoredSentence[] = [];
    const untagged: Document[] = [];
    const corrected = new Set<string>();
    let [read, total, leftOut] = [0, 0, 0];
    for (const document of source.documents) {
      const layer = source.layerOf(document);
      total += source.segmentsOf(document).length;
      if (layer.read.size > 0) {
        read += source.segmentsOf(document).filter(({ start }) => layer.read.has(start)).length;
        const run = source.runOf(document);
        if (run) {
          const own = this.#select(source, document, layer, run);
          sentences.push(...own.sentences);
          leftOut += own.leftOut;
          if (document.testSet === undefined && !layer.review.isBlind) corrected.add(document.id);
        } else untagged.push(document);
      }
      yield;
    }
    return { sentences, read, total, leftOut, untagged, corrected };
  }

  #select(source: SelectionSource, document: Document, layer: GoldLayer, run: Run): SentenceSelection {
    const { countBulk } = source;
    const labelChoice = source.choiceOf(document, run);
    const choice = JSON.stringify([...(labelChoice?.map ?? [])]);
    const key = `${document.id} ${run.id}`;
    const known = this.#known.get(key);
    if (known?.layer === layer && known.countBulk === countBulk && known.choice === choice)
      return known.selection;
    const selection = scoredSentences({
      documentId: document.id,
      segments: source.segmentsOf(document),
      readStarts: layer.read,
      gold: layer.marks,
      predicted: confidentSpans(run),
      countBulk,
      ...(labelChoice ? { choice: labelChoice } : {}),
    });
    this.#known.set(key, { layer, run, countBulk, choice, selection });
    return selection;
  }
}

/** The same sentences without predictions below a score, as if the model had not made them. */
export function aboveScore(
  sentences: readonly ScoredSentence[],
  minScore: number,
): readonly ScoredSentence[] {
  if (minScore === 0) return sentences;
  const isKept = ({ score = 1 }: { readonly score?: number }) => score >= minScore;
  return sentences.map((sentence) =>
    sentence.predicted.every(isKept)
      ? sentence
      : { ...sentence, predicted: sentence.predicted.filter(isKept) },
  );
}

/** Labels of gold and runs of some texts, in the alphabet's order: what a mapping may have to speak about. */
export function labelsOf(marks: Iterable<{ readonly label: Label }>): Label[] {
  return [...new Set([...marks].map(({ label }) => label))].sort();
}

/** One mapping after another: what the first renames, the second may rename again. */
export function joinMaps(
  first: ReadonlyMap<Label, Label | null> | undefined,
  second: ReadonlyMap<Label, Label | null> | undefined,
): ReadonlyMap<Label, Label | null> | undefined {
  if (!first) return second;
  if (!second) return first;
  const through = [...first].map(([from, to]): [Label, Label | null] => [
    from,
    to === null ? null : (second.get(to) ?? (second.has(to) ? null : to)),
  ]);
  return new Map([...second, ...through]);
}
