import type { InspectedReading, InspectedToken, Inspection, Label, Segment } from '../../domain';
import { labelOf } from '../../spans';

/** A word as the table shows it. */
export interface WordRow {
  readonly start: number;
  readonly surface: string;
  readonly tokens: readonly InspectedToken[];
  readonly tag: string;
  /** The tag that is likeliest for the word alone, where the sequence chose another. */
  readonly outvoted: string | null;
  /** One for each label, in the order of {@link labelsOf}. */
  readonly shares: readonly number[];
  readonly used: InspectedReading | null;
  readonly unused: readonly InspectedReading[];
}

/** Labels of a scheme in its order, `O` last. */
export function labelsOf({ scheme }: Inspection): Label[] {
  const labels = new Set(scheme.labels.map(labelOf));
  labels.delete('O');
  return [...labels, 'O'];
}

/** P(B-x) + P(I-x) of each label. */
export function sharesOf(inspection: Inspection, probabilities: Float32Array): number[] {
  const sums = new Map<Label, number>();
  inspection.scheme.labels.forEach((tag, i) => {
    const label = labelOf(tag);
    sums.set(label, (sums.get(label) ?? 0) + (probabilities[i] ?? 0));
  });
  return labelsOf(inspection).map((label) => sums.get(label) ?? 0);
}

export function wordRows(sentence: Segment, inspection: Inspection): WordRow[] {
  const { labels } = inspection.scheme;
  return sentence.words.map(({ start, surface }, i): WordRow => {
    const { tokens = [], readings = [] } = inspection.words[i] ?? {};
    const tag = inspection.tags.tags[i] ?? 'O';
    const used = readings.find(({ isUsed }) => isUsed) ?? null;
    const probabilities = used?.probabilities ?? new Float32Array(labels.length);
    const top = probabilities.reduce(
      (best, value, at) => (value > (probabilities[best] ?? 0) ? at : best),
      0,
    );
    const best = labels[top] ?? 'O';
    return {
      start,
      surface,
      tokens,
      tag,
      outvoted: used !== null && best !== tag ? best : null,
      shares: sharesOf(inspection, probabilities),
      used,
      unused: readings.filter(({ isUsed }) => !isUsed),
    };
  });
}
