import { CORE_LABELS, type Label } from '../domain';
import type { LabelledRange } from './bio';
import { pairSpans } from './pairing';
import { labelsIn, type PredictedRange, type ScoredSentence } from './sentences';

/** Row of predictions that no gold range pairs with. In brackets, so that no label of a model is the same. */
export const SPURIOUS = '(spurious)';
/** Column of gold ranges that no prediction pairs with. */
export const MISSED = '(missed)';

export interface ConfusionItem {
  readonly documentId: string;
  readonly gold?: LabelledRange;
  readonly predicted?: PredictedRange;
}

export interface ConfusionCell {
  readonly count: number;
  /** Those whose borders are equal. */
  readonly sameBorders: number;
  readonly items: readonly ConfusionItem[];
}

export interface ConfusionMatrix {
  /** Labels of both sides, the usual four first, then {@link SPURIOUS}. */
  readonly rows: readonly Label[];
  /** The same labels, then {@link MISSED}. */
  readonly columns: readonly Label[];
  readonly cell: (row: Label, column: Label) => ConfusionCell;
}

interface Growing {
  count: number;
  sameBorders: number;
  items: ConfusionItem[];
}

const EMPTY: ConfusionCell = { count: 0, sameBorders: 0, items: [] };

/**
 * What was taken for what: gold against predicted labels of the pairs of {@link pairSpans}, whatever their borders.
 * Each gold range is in one cell of its row, each predicted one in one cell of its column.
 */
export function confusionMatrix(sentences: readonly ScoredSentence[]): ConfusionMatrix {
  const cells = new Map<Label, Map<Label, Growing>>();
  const put = (row: Label, column: Label, item: ConfusionItem) => {
    let inRow = cells.get(row);
    if (!inRow) {
      inRow = new Map<Label, Growing>();
      cells.set(row, inRow);
    }
    let cell = inRow.get(column);
    if (!cell) inRow.set(column, (cell = { count: 0, sameBorders: 0, items: [] }));
    cell.count += 1;
    const { gold, predicted } = item;
    if (gold && predicted && gold.start === predicted.start && gold.end === predicted.end)
      cell.sameBorders += 1;
    cell.items.push(item);
  };
  for (const { documentId, gold, predicted } of sentences) {
    const pairs = pairSpans(gold, predicted);
    const partners = new Map(pairs);
    const paired = new Set(pairs.map(([, j]) => j));
    gold.forEach((g, i) => {
      const p = predicted[partners.get(i) ?? -1];
      if (p) put(g.label, p.label, { documentId, gold: g, predicted: p });
      else put(g.label, MISSED, { documentId, gold: g });
    });
    predicted.forEach((p, j) => {
      if (!paired.has(j)) put(SPURIOUS, p.label, { documentId, predicted: p });
    });
  }
  const labels = inUsualOrder(labelsIn(sentences));
  return {
    rows: [...labels, SPURIOUS],
    columns: [...labels, MISSED],
    cell: (row, column) => cells.get(row)?.get(column) ?? EMPTY,
  };
}

function inUsualOrder(labels: readonly Label[]): Label[] {
  const usual = CORE_LABELS.filter((label) => labels.includes(label));
  return [...usual, ...labels.filter((label) => !usual.some((own) => own === label))];
}
