/** What is known of the runs of one document. */
interface Runs {
  readonly signal: AbortSignal;
  readonly overtaken: AbortController;
  readonly older: WeakSet<AbortSignal>;
}

/**
 * Which run of each document is the newest. A run comes in several calls that share its signal, and calls wait for a
 * lock: the worker alone cannot see that a newer run has begun.
 */
export class NewestRun {
  readonly #runs = new Map<string, Runs>();

  /** A signal that is aborted when a newer run of the document has begun, or begins. */
  enter(documentId: string, signal: AbortSignal): AbortSignal {
    const known = this.#runs.get(documentId);
    if (known?.signal === signal) return known.overtaken.signal;
    if (known?.older.has(signal)) return AbortSignal.abort();
    const older = known?.older ?? new WeakSet<AbortSignal>();
    if (known) {
      older.add(known.signal);
      known.overtaken.abort();
    }
    const overtaken = new AbortController();
    this.#runs.set(documentId, { signal, overtaken, older });
    return overtaken.signal;
  }
}
