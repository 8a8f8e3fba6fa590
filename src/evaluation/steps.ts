/** Runs work that can be done in steps to its end at once. */
export function finish<R>(steps: Generator<undefined, R>): R {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
