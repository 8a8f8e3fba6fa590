import type { Run, Span } from '../domain';

/**
 * Spans by column: what the browser copies for a run of 20,000 spans is a few arrays instead of 60,000 objects, so that
 * storing and reading one never holds the page.
 */
interface PackedSpans {
  readonly labels: readonly string[];
  readonly label: readonly number[];
  readonly runnerUp: readonly number[];
  /** start, end, stem start, stem end of each span. */
  readonly offsets: readonly number[];
  /** score and margin of each span. */
  readonly scores: readonly number[];
  readonly stems: readonly string[];
}

/** A run as the database keeps it. */
export type StoredRun = Omit<Run, 'spans'> & { readonly spans: PackedSpans | readonly Span[] };

/** Packs a run for the database. */
export function packRun(run: Run): StoredRun {
  const { spans } = run;
  const labels = [...new Set(spans.flatMap((span) => [span.label, span.runnerUp]))];
  const at = new Map(labels.map((label, i) => [label, i]));
  const packed: PackedSpans = {
    labels,
    label: spans.map((span) => at.get(span.label) ?? 0),
    runnerUp: spans.map((span) => at.get(span.runnerUp) ?? 0),
    offsets: spans.flatMap(({ start, end, stem }) => [start, end, stem.start, stem.end]),
    scores: spans.flatMap(({ score, margin }) => [score, margin]),
    stems: spans.map((span) => span.stem.text),
  };
  return { ...run, spans: packed };
}

/** The record as a run again; what is not packed is passed on to the guard as it is. */
export function unpackRun(record: unknown): unknown {
  const spans = (record as { spans?: unknown } | undefined)?.spans;
  if (!isPacked(spans)) return record;
  const { labels, label, runnerUp, offsets, scores, stems } = spans;
  return {
    ...(record as object),
    spans: stems.map((text, i) => ({
      start: offsets[i * 4],
      end: offsets[i * 4 + 1],
      label: labels[label[i] ?? 0],
      score: scores[i * 2],
      margin: scores[i * 2 + 1],
      runnerUp: labels[runnerUp[i] ?? 0],
      stem: { start: offsets[i * 4 + 2], end: offsets[i * 4 + 3], text },
    })),
  };
}

function isPacked(spans: unknown): spans is PackedSpans {
  if (typeof spans !== 'object' || spans === null || Array.isArray(spans)) return false;
  const { labels, label, runnerUp, offsets, scores, stems } = spans as Partial<
    Record<keyof PackedSpans, unknown>
  >;
  return [labels, label, runnerUp, offsets, scores, stems].every(Array.isArray);
}
