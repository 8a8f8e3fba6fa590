/** One request that the page made. */
export interface RequestEntry {
  readonly url: string;
  readonly sameOrigin: boolean;
  /** Milliseconds since the page was opened. */
  readonly at: number;
}

/** What the page has requested so far. */
export interface RequestLedger {
  /** Oldest first. */
  entries(): readonly RequestEntry[];
  /** Requests to other origins; stays 0, since the policy forbids them. */
  foreignCount(): number;
  stop(): void;
}

/**
 * Lists the requests of the page from the browser's own record (Resource Timing), including those made before the call as far as the
 * browser kept them (250, or what {@link keepAllRequests} asked for). Requests of workers are in records of their own and not listed here;
 * the same policy binds them.
 */
export function createRequestLedger(onChange?: () => void): RequestLedger {
  const entries: RequestEntry[] = [];
  const seen = new Set<string>();
  const add = (list: readonly PerformanceEntry[]) => {
    for (const { name, startTime } of list) {
      const key = `${startTime} ${name}`;
      const url = new URL(name, location.href);
      if (seen.has(key) || !/^https?:$/.test(url.protocol)) continue;
      seen.add(key);
      entries.push({ url: url.href, sameOrigin: url.origin === location.origin, at: startTime });
    }
  };
  add(performance.getEntriesByType('navigation'));
  add(performance.getEntriesByType('resource'));
  const observer = new PerformanceObserver((list) => {
    add(list.getEntries());
    onChange?.();
  });
  observer.observe({ type: 'resource' });
  return {
    entries: () => entries,
    foreignCount: () => entries.filter((entry) => !entry.sameOrigin).length,
    stop: () => observer.disconnect(),
  };
}

/** Asks the browser to remember more than its usual 250 requests; call it when the page starts. */
export function keepAllRequests(): void {
  performance.setResourceTimingBufferSize(5000);
}
