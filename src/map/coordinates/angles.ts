import type { Axis, Token } from './tokens';

/** One written angle. */
export interface Angle {
  readonly degrees: number;
  /** Step of its last written digit, in degrees. */
  readonly step: number;
  /** Numbers it is made of: 1 degrees, 2 with minutes, 3 with seconds. */
  readonly parts: number;
  /** Which axis it says it is on. */
  readonly axis: Axis | null;
  /** Whether minutes and seconds stay below 60. */
  readonly isProper: boolean;
}

/** Degrees, minutes and seconds of one angle with what says its axis; `null` when the pieces are not exactly that. */
export function readAngle(tokens: readonly Token[]): Angle | null {
  const numbers: string[] = [];
  let axis: Axis | null = null;
  let sign: 1 | -1 | 0 = 0;
  let isClosed = false;
  for (const [i, token] of tokens.entries()) {
    switch (token.type) {
      case 'number':
        // Only degrees have a sign, and nothing follows a side that stands behind.
        if (isClosed || (numbers.length > 0 && /^[+-]/.test(token.text))) return null;
        numbers.push(token.text);
        break;
      case 'mark':
        if (tokens[i - 1]?.type !== 'number' || numbers.length !== token.place + 1) return null;
        break;
      case 'side':
        if (sign !== 0 || (axis !== null && axis !== token.axis)) return null;
        axis = token.axis;
        sign = token.sign;
        isClosed = numbers.length > 0;
        break;
      case 'label':
        if (numbers.length > 0 || axis !== null) return null;
        axis = token.axis;
        break;
      case 'between':
        return null;
      default:
        return token satisfies never;
    }
  }
  return toAngle(numbers, axis, sign);
}

function toAngle(numbers: readonly string[], axis: Axis | null, sign: 1 | -1 | 0): Angle | null {
  const parts = numbers.length;
  if (parts < 1 || parts > 3) return null;
  if (numbers.slice(0, -1).some((number) => number.includes('.'))) return null;
  const first = numbers[0] ?? '';
  // A minus beside a side says the same twice, or its contrary.
  if (sign !== 0 && first.startsWith('-')) return null;
  const values = numbers.map((number) => Math.abs(Number(number)));
  const size = values.reduce((sum, value, i) => sum + value / 60 ** i, 0);
  const decimals = (numbers.at(-1)?.split('.')[1] ?? '').length;
  return {
    degrees: size * (first.startsWith('-') || sign === -1 ? -1 : 1) + 0,
    step: 10 ** -decimals / 60 ** (parts - 1),
    parts,
    axis,
    isProper: values.slice(1).every((value) => value < 60),
  };
}

/** What stands in a text as two angles, what as one only. */
export type Pair =
  | { readonly type: 'pair'; readonly first: Angle; readonly second: Angle }
  | { readonly type: 'half'; readonly angle: Angle }
  | { readonly type: 'none' };

/**
 * The one way to cut the pieces into two angles: at a sign between, else where both have as many numbers. A lone side
 * in the middle belongs to the angle that makes latitude the first.
 */
export function readPair(tokens: readonly Token[]): Pair {
  const inner = trimBetween(tokens);
  const ways: { first: Angle; second: Angle; isMarked: boolean }[] = [];
  for (let i = 1; i < inner.length; i++) {
    const isMarked = inner[i]?.type === 'between';
    const first = readAngle(inner.slice(0, i));
    const second = first && readAngle(inner.slice(isMarked ? i + 1 : i));
    if (second && (first.axis === null || first.axis !== second.axis)) ways.push({ first, second, isMarked });
  }
  const best =
    ways.find(({ isMarked }) => isMarked) ??
    ways.find((way) => isEven(way) && way.first.axis !== 'lon' && way.second.axis !== 'lat') ??
    ways.find(isEven) ??
    (ways.length === 1 ? ways[0] : undefined);
  if (best) return { type: 'pair', first: best.first, second: best.second };
  const angle = readAngle(inner);
  return angle ? { type: 'half', angle } : { type: 'none' };
}

const isEven = ({ first, second }: { first: Angle; second: Angle }): boolean => first.parts === second.parts;

function trimBetween(tokens: readonly Token[]): readonly Token[] {
  const isBetween = (i: number) => tokens.at(i)?.type === 'between';
  return tokens.slice(isBetween(0) ? 1 : 0, isBetween(-1) ? -1 : undefined);
}
