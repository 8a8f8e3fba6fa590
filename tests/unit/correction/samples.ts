import {
  rawOffset,
  type Edit,
  type EditOp,
  type Label,
  type Mark,
  type Origin,
  type Range,
  type Span,
} from '../../../src/domain';
import { stampEdits, type EditDraft, type StampOptions } from '../../../src/correction';
import { stemOf } from '../../../src/spans';

/** Where a piece of a text stands; the n-th time when it occurs more than once. */
export function rangeOf(raw: string, piece: string, nth = 0): Range {
  let start = raw.indexOf(piece);
  for (let i = 0; i < nth; i++) start = raw.indexOf(piece, start + 1);
  if (start < 0) throw new Error(`not in the text: ${piece}`);
  return { start: rawOffset(start), end: rawOffset(start + piece.length) };
}

export function markIn(raw: string, piece: string, label: Label, origin: Origin = 'made', nth = 0): Mark {
  const { start, end } = rangeOf(raw, piece, nth);
  return { start, end, label, origin, stem: stemOf(raw, start, end, label, () => false) };
}

export function spanIn(raw: string, piece: string, label: Label, score = 0.9, nth = 0): Span {
  const { start, end, stem } = markIn(raw, piece, label, 'predicted', nth);
  return { start, end, label, score, margin: score / 2, runnerUp: 'O', stem };
}

/** A mark by its offsets alone. */
export const markAt = (start: number, end: number, label: Label = 'LOC', origin: Origin = 'made'): Mark => ({
  start: rawOffset(start),
  end: rawOffset(end),
  label,
  origin,
  stem: { start: rawOffset(start), end: rawOffset(end), text: 'x' },
});

/** A log that grows as a device's does. */
export function createLog(deviceId = 'd') {
  const edits: Edit[] = [];
  let lamport = 0;
  let batches = 0;
  return {
    edits,
    /** Dates drafts as one batch and returns its id. */
    add(drafts: readonly EditDraft[], options: Partial<StampOptions> = {}): string {
      batches += 1;
      const batchId = options.batchId ?? `${deviceId}-b${batches}`;
      const first = options.firstLamport ?? lamport + 1;
      edits.push(
        ...stampEdits(drafts, {
          baseRunId: 'r1',
          scheme: 'newsroom',
          deviceId,
          actor: 'ليلى',
          at: 0,
          firstLamport: first,
          newId: () => `${deviceId}-${(ids += 1)}`,
          ...options,
          batchId,
        }),
      );
      lamport = first + drafts.length - 1;
      return batchId;
    },
  };
}
let ids = 0;

export const editOf = (op: EditOp, before: unknown, after: unknown, change: Partial<Edit> = {}): Edit => ({
  id: `e${(ids += 1)}`,
  documentId: 'doc',
  baseRunId: 'r1',
  scheme: 'newsroom',
  lamport: ids,
  deviceId: 'd',
  actor: 'ليلى',
  at: 0,
  batchId: `b${ids}`,
  revertOf: '',
  op,
  before,
  after,
  ...change,
});
