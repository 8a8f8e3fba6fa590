import type { Label } from '../domain';
import type { LabelledRange } from './bio';

export interface LabelChoice {
  /** Other names for labels, on both sides; `null` takes a label out. */
  readonly map?: ReadonlyMap<Label, Label | null>;
  /** Labels that count, after the map; all without it. */
  readonly labels?: readonly Label[];
}

/**
 * Brings gold and predicted spans of one sentence to the labels that count. A gold span whose label is mapped to
 * nothing says that something is there which nobody asked about: predictions that touch only such spans are left out
 * instead of counting as spurious.
 */
export function chooseLabels<G extends LabelledRange, P extends LabelledRange>(
  gold: readonly G[],
  predicted: readonly P[],
  choice: LabelChoice,
): { gold: G[]; predicted: P[] } {
  const { map, labels } = choice;
  const rename = <T extends LabelledRange>(spans: readonly T[]): T[] =>
    spans.flatMap((span) => {
      const label = map?.get(span.label);
      if (label === null) return [];
      return [label === undefined ? span : { ...span, label }];
    });
  const touches = (span: LabelledRange, others: readonly LabelledRange[]) =>
    others.some((other) => span.start < other.end && other.start < span.end);
  const excluded = gold.filter((span) => map?.get(span.label) === null);
  const kept = rename(gold);
  const counted = rename(predicted).filter((span) => !touches(span, excluded) || touches(span, kept));
  const wanted = (span: LabelledRange) => !labels || labels.includes(span.label);
  return { gold: kept.filter(wanted), predicted: counted.filter(wanted) };
}
