import type { Range } from '../../domain';
import { getApp } from '../state/app.svelte';
import { getCorrecting } from '../state/correcting.svelte';

/** Opens a text at a mark and selects it there, ready to be edited; to be called while a component is made. */
export function createShowInText(): (documentId: string, mark: Range) => void {
  const app = getApp();
  const correcting = getCorrecting();
  return (documentId, { start, end }) => {
    app.showMention(documentId, start);
    correcting.select(start, end);
  };
}
