/**
 * Size in megabytes or kilobytes, ASCII digits with a point: `44.1 MB`. Wrapped in direction isolates (UAX #9), so that
 * number and unit keep their order inside an Arabic sentence.
 */
export function formatBytes(bytes: number): string {
  if (bytes >= 1e9) return isolate(`${(bytes / 1e9).toFixed(1)} GB`);
  if (bytes >= 1e6) return isolate(`${(bytes / 1e6).toFixed(bytes >= 1e8 ? 0 : 1)} MB`);
  if (bytes >= 1e3) return isolate(`${Math.round(bytes / 1e3)} kB`);
  return isolate(`${bytes} B`);
}

const isolate = (text: string): string => `\u2066${text}\u2069`;
