import {
  isAuditScheme,
  rawOffset,
  type DrawnSentence,
  type Edit,
  type Label,
  type Mark,
  type Range,
} from '../../domain';
import type { EditDraft } from '../../correction';
import type { SampledSentence } from '../../evaluation';
import { stemOf } from '../../spans';

/** A drawn sentence of an audit, as the log has it. */
export interface AuditItem extends DrawnSentence {
  readonly documentId: string;
}

/** One audit, as the log has it. */
export interface Audit {
  /** Scheme of its edits. */
  readonly layer: string;
  /** Scheme under which the model is audited. */
  readonly scheme: string;
  readonly seed: number;
  readonly collection: number;
  /** Milliseconds since 1970 (UTC) of the draw; for display. */
  readonly at: number;
  /** Batch that drew it. */
  readonly batchId: string;
  /** In the order of the sample. */
  readonly items: readonly AuditItem[];
}

/** What a draw writes into the log: each sentence in its own document, so that it outlives saving and merging. */
export function drawEdits(
  layer: string,
  sample: readonly SampledSentence[],
  facts: Pick<DrawnSentence, 'collection' | 'seed' | 'scheme'>,
): EditDraft[] {
  return sample.map(({ documentId, sentence: { start, end } }, order) => {
    const after: DrawnSentence = { ...facts, start, end, order, size: sample.length };
    return { documentId, scheme: layer, op: 'drawSentence', before: null, after };
  });
}

/** All audits of a log, the newest first; those that were taken back are left out. */
export function auditsOf(edits: readonly Edit[]): Audit[] {
  const found = new Map<string, { audit: Omit<Audit, 'items'>; items: Map<string, AuditItem> }>();
  for (const edit of edits) {
    if (edit.op !== 'drawSentence' || !isAuditScheme(edit.scheme)) continue;
    const drawn = readDrawn(edit.after);
    const gone = readDrawn(edit.before);
    if (gone) found.get(edit.scheme)?.items.delete(keyOf(edit.documentId, gone));
    if (!drawn) continue;
    const { scheme, seed, collection } = drawn;
    const { at, batchId, scheme: layer } = edit;
    const audit = found.get(layer) ?? {
      audit: { layer, scheme, seed, collection, at, batchId },
      items: new Map(),
    };
    audit.items.set(keyOf(edit.documentId, drawn), { ...drawn, documentId: edit.documentId });
    found.set(layer, audit);
  }
  return [...found.values()]
    .map(({ audit, items }): Audit => ({
      ...audit,
      items: [...items.values()].sort((a, b) => a.order - b.order || a.start - b.start),
    }))
    .filter(({ items }) => items.length > 0)
    .reverse();
}

const keyOf = (documentId: string, { start }: Range): string => `${documentId} ${start}`;

function readDrawn(value: unknown): DrawnSentence | null {
  if (typeof value !== 'object' || value === null) return null;
  const { start, end, order, size, collection, seed, scheme } = value as Record<string, unknown>;
  const numbers = [start, end, order, size, collection, seed];
  if (!numbers.every((one) => typeof one === 'number' && Number.isFinite(one)) || typeof scheme !== 'string')
    return null;
  return {
    ...{ start: rawOffset(start as number), end: rawOffset(end as number), order: order as number },
    ...{ size: size as number, collection: collection as number, seed: seed as number, scheme },
  };
}

/** Marks words under a label. What they overlap gives way: in an audit there is nothing to be kept but the person's word. */
export function markEdits(
  raw: string,
  documentId: string,
  marks: readonly Mark[],
  { start, end }: Range,
  label: Label,
): EditDraft[] {
  const after: Mark = {
    start,
    end,
    label,
    stem: stemOf(raw, start, end, label, () => false),
    origin: 'made',
  };
  const same = marks.find((mark) => mark.start === start && mark.end === end);
  if (same?.label === label) return [];
  if (same) return [{ documentId, op: 'changeSpan', before: same, after }];
  return [
    ...marks
      .filter((mark) => mark.start < end && start < mark.end)
      .flatMap((mark) => unmarkEdits(documentId, mark)),
    { documentId, op: 'addSpan', before: null, after },
  ];
}

/** Takes a mark away. */
export const unmarkEdits = (documentId: string, mark: Mark): EditDraft[] => [
  { documentId, op: 'removeSpan', before: mark, after: null },
];

/** Ends a sentence, or opens it again. */
export function doneEdits({ documentId, start }: AuditItem, isDone: boolean): EditDraft[] {
  return [
    { documentId, op: 'setSentence', before: { start, isRead: !isDone }, after: { start, isRead: isDone } },
  ];
}
