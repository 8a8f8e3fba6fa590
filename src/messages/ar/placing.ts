import type { placing as english } from '../en/placing';
import type { Widen } from '../types';

/** Sentences about what a person decides of places; functions take ready-formatted values. */
export const placing: Widen<typeof english> = {
  undo: 'تراجع',
  undone: 'تم التراجع.',
  nothingToUndo: 'لا شيء للتراجع عنه.',
  movedNote: (name, id) => `نُقل يدويًا، وكان قبل ذلك: ${name} (${id}).`,
  moved: (name) => `نُقل ${name}.`,
};
