import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeSeenFilter, readSeenFilter } from '../../../src/evaluation';

interface Fixture {
  readonly sentences: readonly (readonly string[])[];
  /** The file that the recipe in Python makes of them, base64. */
  readonly filter: string;
}

const path = fileURLToPath(new URL('../../fixtures/seen.json', import.meta.url));
const fixture = JSON.parse(readFileSync(path, 'utf8')) as Fixture;
const bytes = new Uint8Array(Buffer.from(fixture.filter, 'base64'));

describe('the filter of training sentences that the recipe writes', () => {
  it('is read here, and knows every sentence it was made of', () => {
    const filter = readSeenFilter(bytes);
    expect(filter?.size).toBe(fixture.sentences.length);
    for (const words of fixture.sentences) expect(filter?.hasSeen(words), words.join(' ')).toBe(true);
    expect(filter?.hasSeen(['سطر', 'غريب'])).toBe(false);
  });

  it('has the bytes that are made here of the same sentences', () => {
    expect(Buffer.from(makeSeenFilter(fixture.sentences)).toString('base64')).toBe(fixture.filter);
  });

  it('knows a sentence in other spelling', () => {
    const filter = readSeenFilter(bytes);
    expect(filter?.hasSeen(['زار', 'الوفد', 'مدينه', 'الحسكة', 'امس', '.'])).toBe(true);
    expect(filter?.hasSeen(['وصلت', 'القافلة', 'الى', 'الرقة', 'في', '12', 'اذار'])).toBe(true);
  });

  it('is none when it is cut short or longer', () => {
    expect(readSeenFilter(bytes.slice(0, -1))).toBeNull();
    expect(readSeenFilter(Uint8Array.of(...bytes, 0))).toBeNull();
    expect(readSeenFilter(new Uint8Array(8))).toBeNull();
  });
});

describe('a filter', () => {
  it('never misses a sentence', () => {
    const sentences = fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 6 }));
    fc.assert(
      fc.property(sentences, (all) => {
        const filter = readSeenFilter(makeSeenFilter(all));
        expect(all.every((words) => filter?.hasSeen(words))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});
