import { sharingMessages, type Language } from '../messages';
import type { CoarsenedCounts } from '../map';

const ORDER = ['town', 'district', 'governorate', 'hidden'] as const;

/** How many places are not given exactly; 0 when all are. */
export const coarsenedTotal = (counts: CoarsenedCounts): number =>
  ORDER.reduce((sum, key) => sum + counts[key], 0);

/** How the places that are not given exactly are given: `12 by district, 1 left out`; empty when all are exact. */
export function coarsenedList(
  counts: CoarsenedCounts,
  language: Language,
  number: (value: number) => string = String,
): string {
  const m = sharingMessages[language];
  return ORDER.filter((key) => counts[key] > 0)
    .map((key) => m.given[key](number(counts[key])))
    .join(m.between);
}

/** The sentence that a file carries about how exactly its places are given. */
export function sharingNote(counts: CoarsenedCounts, language: Language): string {
  const m = sharingMessages[language];
  return coarsenedTotal(counts) > 0 ? m.note(coarsenedList(counts, language)) : m.noteExact;
}

/** What a file says of itself. */
export interface FileNote {
  /** {@link sharingNote}. */
  readonly precision: string;
  /** ISO 8601 date. */
  readonly made: string;
  /** Credits of the list of places. */
  readonly sources: readonly string[];
}
