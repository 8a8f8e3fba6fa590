import type { Document, Source } from '../../domain';
import { findSideBlocks, guessDateline, guessLanguage, guessTitle } from '../../text';

/** A text as a person brings it; what they leave out is guessed. */
export interface NewText {
  readonly text: string;
  readonly title?: string;
  readonly source?: Partial<Source>;
}

/** The record of a new text. Loaded with the first text that is stored: looking through an article needs many rules. */
export function newDocument({ text, title, source }: NewText, textKey: string, createdAt: number): Document {
  const dateline = guessDateline(text);
  return {
    id: crypto.randomUUID(),
    title: title?.trim() || guessTitle(text),
    text,
    textKey,
    source: {
      outlet: source?.outlet?.trim() || dateline.outlet || '',
      url: source?.url?.trim() ?? '',
      published: source?.published?.trim() || dateline.date || '',
    },
    language: guessLanguage(text),
    sideBlocks: findSideBlocks(text),
    createdAt,
    updatedAt: createdAt,
    deletedAt: 0,
  };
}
