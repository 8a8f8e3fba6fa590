import type { Label } from '../../domain';
import type { ErrorClass, ErrorItem, LabelledRange, PredictedRange } from '../../evaluation';
import type { Figures } from './figures';
import { groupErrors } from '../../evaluation';

/** What a person opened: each tells which mentions to show in context. */
export type Opened =
  | { readonly kind: 'class'; readonly errorClass: ErrorClass }
  | { readonly kind: 'name'; readonly key: string; readonly errorClass: ErrorClass | null }
  | { readonly kind: 'cell'; readonly row: Label; readonly column: Label };

/** One place in the texts, with what is there and what the model found. */
export interface Occurrence {
  readonly documentId: string;
  /** Borders of the sentence. */
  readonly start: number;
  readonly end: number;
  readonly gold: readonly LabelledRange[];
  readonly predicted: readonly PredictedRange[];
  readonly errorClass?: ErrorClass;
}

/** The mentions behind a row or cell, in the order of the texts. */
export function occurrencesOf(opened: Opened, figures: Figures): Occurrence[] {
  switch (opened.kind) {
    case 'class':
      return figures.errors.filter(({ errorClass }) => errorClass === opened.errorClass).map(ofError);
    case 'name':
      return (groupOf(opened, figures)?.items ?? []).map(ofError);
    case 'cell': {
      const { items } = figures.matrix.cell(opened.row, opened.column);
      const find = sentenceFinder(figures);
      return items.map(({ documentId, gold, predicted }) => ({
        documentId,
        ...find(documentId, (gold ?? predicted)?.start ?? 0),
        gold: gold ? [gold] : [],
        predicted: predicted ? [predicted] : [],
      }));
    }
  }
}

/** Names at which errors of one class, or of any, happened. */
export function errorGroups(figures: Figures, errorClass: ErrorClass | null) {
  if (errorClass === 'missed') return figures.missed;
  return groupErrors(figures.errors.filter((item) => errorClass === null || item.errorClass === errorClass));
}

/** The group that was opened by its name. */
export function groupOf(opened: Extract<Opened, { kind: 'name' }>, figures: Figures) {
  return errorGroups(figures, opened.errorClass).find(({ key }) => key === opened.key);
}

const ofError = ({ documentId, sentence, gold, predicted, errorClass }: ErrorItem): Occurrence => ({
  documentId,
  start: sentence.start,
  end: sentence.end,
  gold,
  predicted,
  errorClass,
});

function sentenceFinder({ sentences }: Figures) {
  const byDocument = new Map<string, { start: number; end: number }[]>();
  for (const { documentId, start, end } of sentences) {
    const list = byDocument.get(documentId);
    if (list) list.push({ start, end });
    else byDocument.set(documentId, [{ start, end }]);
  }
  return (documentId: string, at: number): { start: number; end: number } =>
    // A range belongs to the sentence in which it begins.
    byDocument.get(documentId)?.findLast(({ start }) => start <= at) ?? { start: at, end: at };
}
