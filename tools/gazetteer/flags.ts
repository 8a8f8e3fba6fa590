import { foldName } from '../../src/text';
import type { Place } from './merge';

/** A word of this many person-like names is taken for a given name. */
const COMMON = 4;
/** A village called by one word alone is taken for a person's where so many names have the word. */
const VERY_COMMON = 12;
/** Towns of this many people are believed whatever their name means: الباب، صور، سرت. */
const TOWN = 10_000;

/**
 * Marks villages named like a person (x): those marked in the first merge, others whose words are all given names there,
 * and «عبد …». Marks names that are ordinary words (y), places of the supplement among them. Neither for larger towns.
 */
export function setFlags(
  places: readonly Place[],
  personNames: readonly string[],
  words: readonly string[],
): void {
  const persons = new Set(personNames.map(foldName));
  const counts = new Map<string, number>();
  for (const name of persons)
    for (const word of name.split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1);
  const isGiven = (word: string) => (counts.get(word) ?? 0) >= COMMON;
  const ordinary = new Set(words.map(foldName));
  for (const place of places) {
    if (!/[PN]/.test(place.level) || place.population >= TOWN) continue;
    if (place.names.some((own) => ordinary.has(foldName(own)))) place.flags += 'y';
    if (place.level !== 'P' || place.uncertaintyM > 0) continue;
    const [name = ''] = place.names.map(foldName);
    const parts = name.split(' ');
    const isGivenName =
      parts.length === 1
        ? (counts.get(name) ?? 0) >= VERY_COMMON
        : parts.every(isGiven) || parts[0] === 'عبد';
    if (persons.has(name) || isGivenName) place.flags += 'x';
  }
}
