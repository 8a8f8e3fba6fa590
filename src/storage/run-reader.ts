import type { Run } from '../domain';
import { repairRun } from './guards';
import { isSameRun, unpackRun, type StoredRun } from './packed-run';

/**
 * Reads stored runs. A run that is still in use and stored as it was is given back as the same object: unpacking tens of
 * thousands of spans after every change anywhere would hold the page, and so would drawing them again.
 */
export class RunReader {
  readonly #runs = new Map<string, WeakRef<Run>>();
  readonly #records = new WeakMap<Run, unknown>();

  /** The run in a record, repaired; null when there is none. */
  read(record: unknown): Run | null {
    const id = (record as { id?: unknown } | undefined)?.id;
    const known = typeof id === 'string' ? this.#runs.get(id)?.deref() : undefined;
    if (known && isSameRun(this.#records.get(known), record)) return known;
    const run = repairRun(unpackRun(record));
    if (run) this.#keep(record, run);
    return run;
  }

  /** Notes what was just written, so that it need not be unpacked when it comes back. */
  remember(record: StoredRun, run: Run): void {
    this.#keep(record, run);
  }

  #keep(record: unknown, run: Run): void {
    this.#runs.set(run.id, new WeakRef(run));
    this.#records.set(run, record);
  }
}
