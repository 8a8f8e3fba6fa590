import type { Edit, EditOp, EditValues } from '../domain';

/**
 * An edit before it is dated. Scheme and run stand in the draft only where they are not those of the action at hand:
 * when another batch is taken back.
 */
export type EditDraft = Pick<Edit, 'documentId' | 'op' | 'before' | 'after'> &
  Partial<Pick<Edit, 'scheme' | 'baseRunId'>>;

/** A draft whose values have the types of its op. */
export const draftOf = <O extends EditOp>(
  documentId: string,
  op: O,
  before: EditValues[O],
  after: EditValues[O],
): EditDraft => ({ documentId, op, before, after });

/** What all edits of one action share. */
export interface StampOptions {
  /** Run on show when the edit was made; by document where a batch covers several. */
  readonly baseRunId: string | ((documentId: string) => string);
  readonly scheme: string;
  readonly deviceId: string;
  readonly actor: string;
  /** Milliseconds since 1970 (UTC). */
  readonly at: number;
  /** Lamport time of the first draft; the others follow one by one. */
  readonly firstLamport: number;
  readonly batchId: string;
  /** The batch taken back, for undo and redo. */
  readonly revertOf?: string;
  readonly newId: () => string;
}

/** Drafts of one action as entries of the log, in one batch. */
export function stampEdits(drafts: readonly EditDraft[], options: StampOptions): Edit[] {
  const { baseRunId } = options;
  const baseOf = typeof baseRunId === 'string' ? () => baseRunId : baseRunId;
  return drafts.map((draft, i) => ({
    id: options.newId(),
    documentId: draft.documentId,
    baseRunId: draft.baseRunId ?? baseOf(draft.documentId),
    scheme: draft.scheme ?? options.scheme,
    lamport: options.firstLamport + i,
    deviceId: options.deviceId,
    actor: options.actor,
    at: options.at,
    batchId: options.batchId,
    revertOf: options.revertOf ?? '',
    op: draft.op,
    before: draft.before,
    after: draft.after,
  }));
}
