import type { Label, Span } from '../domain';

/** Spans with at least this score and not under a hidden label. */
export function filterSpans(
  spans: readonly Span[],
  filter: { readonly minScore: number; readonly hiddenLabels: ReadonlySet<Label> },
): Span[] {
  return spans.filter((span) => span.score >= filter.minScore && !filter.hiddenLabels.has(span.label));
}

/** Words for a score, which is a chance of being right where the model was calibrated ({@link confidentSpans}). */
export function scoreInWords(score: number): 'sure' | 'likely' | 'doubtful' {
  if (score >= 0.9) return 'sure';
  return score >= 0.65 ? 'likely' : 'doubtful';
}
