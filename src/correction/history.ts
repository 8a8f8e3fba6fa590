import { orderEdits, type Edit } from '../domain';
import { invertEdit } from './layer';
import type { EditDraft } from './stamp';

/** The batches that the next undo and the next redo take back; null for none. */
export interface Undoable {
  readonly undo: string | null;
  readonly redo: string | null;
}

/**
 * What can be undone and redone on a device, from the log of all documents alone, so that it outlives a reload. An undo
 * is a batch that names the batch it takes back; a redo names the undo. A new action forgets what could be redone.
 * Batches of other devices are never undone here.
 */
export function undoable(edits: readonly Edit[], deviceId: string): Undoable {
  const undos: string[] = [];
  const redos: string[] = [];
  const seen = new Set<string>();
  for (const { batchId, revertOf } of orderEdits(edits.filter((edit) => edit.deviceId === deviceId))) {
    if (seen.has(batchId)) continue;
    seen.add(batchId);
    if (revertOf !== '' && removeLast(undos, revertOf)) redos.push(batchId);
    else if (revertOf !== '' && removeLast(redos, revertOf)) undos.push(batchId);
    else {
      undos.push(batchId);
      redos.length = 0;
    }
  }
  return { undo: undos.at(-1) ?? null, redo: redos.at(-1) ?? null };
}

function removeLast(stack: string[], value: string): boolean {
  const at = stack.lastIndexOf(value);
  if (at >= 0) stack.splice(at, 1);
  return at >= 0;
}

/** Drafts that take a batch back: its edits inverted, last first, each under its own scheme and run. */
export function revertBatch(edits: readonly Edit[], batchId: string): EditDraft[] {
  return orderEdits(edits.filter((edit) => edit.batchId === batchId))
    .reverse()
    .map((edit) => ({
      documentId: edit.documentId,
      scheme: edit.scheme,
      baseRunId: edit.baseRunId,
      ...invertEdit(edit),
    }));
}
