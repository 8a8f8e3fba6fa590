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

/**
 * Wraps what is put into a sentence in first-strong isolates (UAX #9): a file name, address, number or title of the
 * other direction then never changes the order of the words around it. The text form of `<bdi>`.
 */
export function isolateValue<T>(value: T): T | string {
  return typeof value === 'string' && value !== '' && !value.startsWith('\u2066')
    ? `\u2068${value}\u2069`
    : value;
}
