/** Longest time in milliseconds that work in slices holds the page before it lets other work go. */
const SLICE_MS = 8;

/** Calls `step` on each item, in slices that let the page answer; false when `isStale` said to stop. */
export async function forEachInSlices<T>(
  items: readonly T[],
  step: (item: T) => void,
  isStale: () => boolean,
): Promise<boolean> {
  let since = performance.now();
  for (const item of items) {
    step(item);
    if (performance.now() - since < SLICE_MS) continue;
    await nextTask();
    if (isStale()) return false;
    since = performance.now();
  }
  return !isStale();
}

/** Resolves when the page had its turn. */
export const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Takes a computation to its end in the same way; null when `isStale` said to stop. */
export async function runInSlices<R>(
  steps: Generator<unknown, R>,
  isStale: () => boolean,
): Promise<R | null> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < SLICE_MS) continue;
    await nextTask();
    if (isStale()) return null;
    since = performance.now();
  }
}
