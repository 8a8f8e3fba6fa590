/** Longest time that work in slices holds the page before it lets other work go. */
const SLICE_MS = 12;

/** Lets the page answer first: until it is idle, or for a tenth of a second at most. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 100 });
    else setTimeout(resolve, 0);
  });
}

/**
 * Runs a generator to its end in slices. Resolves to what it returns, or to `null` when the signal asked to stop.
 *
 * @param take gets what the generator yields on the way, if that is something
 */
export async function inSlices<T, R>(
  steps: Generator<T | undefined | void, R>,
  signal: AbortSignal,
  take: (value: T) => void = () => {},
): Promise<R | null> {
  let since = performance.now();
  for (;;) {
    if (signal.aborted) return null;
    const step = steps.next();
    if (step.done) return step.value;
    if (step.value !== undefined) take(step.value);
    if (performance.now() - since < SLICE_MS) continue;
    await breathe();
    since = performance.now();
  }
}
