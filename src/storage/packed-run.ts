import type { Run, Span } from '../domain';

/**
 * Spans by column: what the browser copies for a run of 20,000 spans is a few blocks of memory instead of 60,000
 * objects, so that storing and reading one never holds the page.
 */
interface PackedSpans {
  readonly labels: readonly string[];
  readonly label: Uint16Array;
  readonly runnerUp: Uint16Array;
  /** start, end, stem start, stem end of each span. */
  readonly offsets: Float64Array;
  /** score and margin of each span. */
  readonly scores: Float64Array;
  /** Texts of the stems, one after the other. */
  readonly stems: string;
  readonly stemLengths: Uint32Array;
}

/** As runs were stored before their columns were blocks of memory. */
interface ListedSpans {
  readonly labels: readonly string[];
  readonly label: readonly number[];
  readonly runnerUp: readonly number[];
  readonly offsets: readonly number[];
  readonly scores: readonly number[];
  readonly stems: readonly string[];
}

/** A run as the database keeps it. */
export type StoredRun = Omit<Run, 'spans'> & { readonly spans: PackedSpans | ListedSpans | readonly Span[] };

/** Packs a run for the database. */
export function packRun(run: Run): StoredRun & { readonly spans: PackedSpans } {
  const { spans } = run;
  const at = new Map<string, number>();
  const indexOf = (label: string): number => {
    const known = at.get(label);
    if (known === undefined) at.set(label, at.size);
    return known ?? at.size - 1;
  };
  const label = new Uint16Array(spans.length);
  const runnerUp = new Uint16Array(spans.length);
  const offsets = new Float64Array(spans.length * 4);
  const scores = new Float64Array(spans.length * 2);
  const stemLengths = new Uint32Array(spans.length);
  spans.forEach((span, i) => {
    label[i] = indexOf(span.label);
    runnerUp[i] = indexOf(span.runnerUp);
    // One by one: small lists to set at once would be garbage by the ten thousand.
    offsets[i * 4] = span.start;
    offsets[i * 4 + 1] = span.end;
    offsets[i * 4 + 2] = span.stem.start;
    offsets[i * 4 + 3] = span.stem.end;
    scores[i * 2] = span.score;
    scores[i * 2 + 1] = span.margin;
    stemLengths[i] = span.stem.text.length;
  });
  const stems = spans.map((span) => span.stem.text).join('');
  return { ...run, spans: { labels: [...at.keys()], label, runnerUp, offsets, scores, stems, stemLengths } };
}

/** The record as a run again; what is not packed is passed on to the guard as it is. */
export function unpackRun(record: unknown): unknown {
  const spans = (record as { spans?: unknown } | undefined)?.spans;
  const stems = isPacked(spans) ? stemsOf(spans) : isListed(spans) ? spans.stems : null;
  if (!stems) return record;
  const { labels, label, runnerUp, offsets, scores } = spans as PackedSpans | ListedSpans;
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

function stemsOf({ stems, stemLengths }: PackedSpans): string[] {
  let at = 0;
  return Array.from(stemLengths, (length) => stems.slice(at, (at += length)));
}

/** Whether two records hold the same run, without unpacking either. Only packed ones are ever the same. */
export function isSameRun(a: unknown, b: unknown): boolean {
  const [one, other] = [a as StoredRun | undefined, b as StoredRun | undefined];
  if (!isPacked(one?.spans) || !isPacked(other?.spans)) return false;
  const [x, y] = [one.spans, other.spans];
  return (
    x.stems === y.stems &&
    JSON.stringify({ ...one, spans: x.labels }) === JSON.stringify({ ...other, spans: y.labels }) &&
    (['label', 'runnerUp', 'offsets', 'scores', 'stemLengths'] as const).every((column) =>
      isSameColumn(x[column], y[column]),
    )
  );
}

type Column = Uint16Array | Uint32Array | Float64Array;

const isSameColumn = (a: Column, b: Column): boolean =>
  a.length === b.length && a.every((value, i) => Object.is(value, b[i]));

function isPacked(spans: unknown): spans is PackedSpans {
  if (typeof spans !== 'object' || spans === null) return false;
  const { labels, label, runnerUp, offsets, scores, stems, stemLengths } = spans as Columns<PackedSpans>;
  // Not by `instanceof`: what was copied may come from another realm.
  const columns = [label, runnerUp, offsets, scores, stemLengths];
  return (
    Array.isArray(labels) &&
    typeof stems === 'string' &&
    columns.every((column) => ArrayBuffer.isView(column))
  );
}

function isListed(spans: unknown): spans is ListedSpans {
  if (typeof spans !== 'object' || spans === null || Array.isArray(spans)) return false;
  const { labels, label, runnerUp, offsets, scores, stems } = spans as Columns<ListedSpans>;
  return [labels, label, runnerUp, offsets, scores, stems].every(Array.isArray);
}

/** What a guard is given: the fields, of whatever type. */
type Columns<T> = Partial<Record<keyof T, unknown>>;
