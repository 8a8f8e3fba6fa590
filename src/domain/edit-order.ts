import type { Edit } from './records';

/**
 * Order of the edit log: Lamport time, then device, then id; clocks never decide, so that two devices that exchange
 * their logs agree (Lamport 1978).
 */
export function compareEdits(a: Edit, b: Edit): number {
  return a.lamport - b.lamport || compareText(a.deviceId, b.deviceId) || compareText(a.id, b.id);
}

/** Edits in the order of the log, each id once. */
export function orderEdits(edits: readonly Edit[]): Edit[] {
  return [...new Map(edits.map((edit) => [edit.id, edit])).values()].sort(compareEdits);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
