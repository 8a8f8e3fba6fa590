/** Letters from which on one different letter may be a slip. */
const MIN_LETTERS = 5;
/** Consonants from which on a shared skeleton says something. */
const MIN_SKELETON = 4;

const lettersOf = (key: string): string => key.replace(/[^\p{L}\p{N}]/gu, '');
const digitsOf = (key: string): string => key.replace(/\P{Nd}/gu, '');

/**
 * Consonants of a folded name: no article, no spaces, no long vowels but at the beginning of a word, no final ه (which
 * ة folds to), no doubled letters. `ترامب` and `ترمب`, `عبد الله` and `عبدالله` meet.
 */
export function skeletonOf(key: string): string {
  return key
    .split(' ')
    .map((word) => word.replace(/^ال(?=..)/, '').replace(/ه$/, ''))
    .map((word) => word.slice(0, 1) + word.slice(1).replace(/[اويaeiouy]/g, ''))
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/(.)\1+/gu, '$1');
}

/** Pairs of folded names that may be spellings of one: one letter apart from five letters on, or with equal consonants. */
export function* spellingPairs(keys: readonly string[]): Generator<undefined, [string, string][]> {
  const buckets = new Map<string, string[]>();
  const put = (bucket: string, key: string): void => {
    const others = buckets.get(bucket);
    if (others) others.push(key);
    else buckets.set(bucket, [key]);
  };
  for (const key of new Set(keys)) {
    yield;
    const skeleton = skeletonOf(key);
    if (skeleton.length >= MIN_SKELETON) put(`s${skeleton}`, key);
    // Two names one letter apart share a form with one letter left out (Garbe's symmetric deletes).
    if (lettersOf(key).length < MIN_LETTERS) continue;
    for (const form of new Set([key, ...withoutOneLetter(key)])) put(`d${form}`, key);
  }
  const pairs = new Map<string, [string, string]>();
  for (const [bucket, names] of buckets) {
    if (names.length < 2) continue;
    yield;
    names.forEach((a, i) => {
      for (const b of names.slice(i + 1)) {
        if (digitsOf(a) !== digitsOf(b) || (bucket.startsWith('d') && !isOneEdit(a, b))) continue;
        const pair: [string, string] = a < b ? [a, b] : [b, a];
        pairs.set(pair.join('\n'), pair);
      }
    });
  }
  return [...pairs.values()];
}

const withoutOneLetter = (key: string): string[] =>
  Array.from({ length: key.length }, (_, i) => key.slice(0, i) + key.slice(i + 1));

/** Whether two different strings are one letter put in, left out or exchanged apart. */
export function isOneEdit(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i += 1;
  const [restA, restB] = [a.slice(i), b.slice(i)];
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1);
}
