/** Sentences about what a person decides of places; functions take ready-formatted values. */
export const placing = {
  undo: 'Undo',
  undone: 'Undone.',
  nothingToUndo: 'Nothing to undo.',
  movedNote: (name: string, id: string) => `Moved by hand; before: ${name} (${id}).`,
  moved: (name: string) => `${name} was moved.`,
} as const;
