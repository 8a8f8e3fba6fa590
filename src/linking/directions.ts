import { foldName } from '../text';

/** Unit vector of a part of the sky: `east` and `north` from -1 to 1. */
export interface Sector {
  readonly east: number;
  readonly north: number;
}

const STEMS: readonly (readonly [words: string, east: number, north: number])[] = [
  ['شرق شرقي الشرقي الشرقية شرقا', 1, 0],
  ['غرب غربي الغربي الغربية غربا', -1, 0],
  ['شمال شمالي الشمالي الشمالية شمالا', 0, 1],
  ['جنوب جنوبي الجنوبي الجنوبية جنوبا', 0, -1],
];
const BY_WORD = new Map(
  STEMS.flatMap(([words, east, north]) =>
    words.split(' ').map((word): readonly [string, Sector] => [foldName(word), { east, north }]),
  ),
);
const PREFIX = /^[وف]?[بل]?(?=.{3})/;

/** The direction that a word says, clitics aside, or null. */
export function directionOf(word: string): Sector | null {
  const folded = foldName(word);
  return BY_WORD.get(folded) ?? BY_WORD.get(folded.replace(PREFIX, '')) ?? null;
}

/** Directions of all words together («الشمالي الشرقي»), or null where none says one. */
export function sectorOf(words: readonly string[]): Sector | null {
  let east = 0;
  let north = 0;
  for (const word of words) {
    const direction = directionOf(word);
    east += direction?.east ?? 0;
    north += direction?.north ?? 0;
  }
  const length = Math.hypot(east, north);
  return length === 0 ? null : { east: east / length, north: north / length };
}

/** The nearest of eight names of a sector, for words: `east`, `northEast`, … */
export function sectorName({ east, north }: Sector): string {
  const upDown = north > 0.38 ? 'north' : north < -0.38 ? 'south' : '';
  const side = east > 0.38 ? 'east' : east < -0.38 ? 'west' : '';
  return upDown === '' ? side : side === '' ? upDown : upDown + (side === 'east' ? 'East' : 'West');
}
