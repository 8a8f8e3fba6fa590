/**
 * A difference with its sign, isolated from left to right (UAX #9): in an Arabic sentence a sign before digits would go
 * to their other side.
 */
export function signedScore(value: number): string {
  const sign = value > 0 ? '+' : value < 0 ? '−' : '';
  return `\u2066${sign}${Math.abs(value).toFixed(3)}\u2069`;
}
