import type { Mention, Span } from '../domain';

/** Spans of one document as mentions, with their text. */
export function toMentions(documentId: string, raw: string, spans: readonly Span[]): Mention[] {
  return spans.map(({ start, end, stem, label, score }) => ({
    documentId,
    start,
    end,
    surface: raw.slice(start, end),
    stem: stem.text,
    label,
    score,
  }));
}
