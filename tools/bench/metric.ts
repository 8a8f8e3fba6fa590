/** One line of the benchmark's output. */
export interface Metric {
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  /** Measurements behind the value. */
  readonly n: number;
}

/** The middle one; of two middle ones the lower. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
}

/** Prints a metric as one JSON line, the value with three decimals at most. */
export function report(metric: string, value: number, unit: string, n: number): void {
  const line: Metric = { metric, value: Math.round(value * 1000) / 1000, unit, n };
  console.log(JSON.stringify(line));
}
