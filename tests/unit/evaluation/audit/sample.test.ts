import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rawOffset } from '../../../../src/domain';
import { drawSample, SAMPLE_SIZE, type AuditDocument } from '../../../../src/evaluation';

const document = (documentId: string, count: number): AuditDocument => ({
  documentId,
  sentences: Array.from({ length: count }, (_, i) => ({
    start: rawOffset(10 * i),
    end: rawOffset(10 * i + 9),
  })),
});
const collection = fc
  .array(fc.nat(30), { maxLength: 12 })
  .map((counts) => counts.map((count, i) => document(`d${i}`, count)));

describe('drawSample', () => {
  it('draws so many different sentences, of each document its share rounded down or up', () => {
    fc.assert(
      fc.property(collection, fc.nat(80), fc.integer(), (documents, size, seed) => {
        const total = documents.reduce((sum, { sentences }) => sum + sentences.length, 0);
        const sample = drawSample({ documents, size, seed });
        expect(sample).toHaveLength(Math.min(size, total));
        expect(new Set(sample.map((s) => `${s.documentId} ${s.sentence.start}`)).size).toBe(sample.length);
        for (const { documentId, sentences } of documents) {
          const share = total === 0 ? 0 : (sample.length * sentences.length) / total;
          const count = sample.filter((s) => s.documentId === documentId).length;
          expect(count).toBeGreaterThanOrEqual(Math.floor(share));
          expect(count).toBeLessThanOrEqual(Math.ceil(share));
        }
      }),
    );
  });

  it('depends on the seed, not on the order of the documents', () => {
    const documents = [document('a', 40), document('b', 90), document('c', 7)];
    const first = drawSample({ documents, seed: 3 });
    expect(first).toHaveLength(SAMPLE_SIZE);
    expect(drawSample({ documents: [...documents].reverse(), seed: 3 })).toEqual(first);
    expect(drawSample({ documents, seed: 4 })).not.toEqual(first);
  });

  it('gives the neighbours, none beyond the ends', () => {
    const documents = [document('a', 3)];
    const sample = drawSample({ documents, seed: 1 });
    const [, middle] = documents[0]?.sentences ?? [];
    const ends = sample.filter((s) => s.before === null || s.after === null);
    expect(ends).toHaveLength(2);
    expect(sample.find((s) => s.before && s.after)?.sentence).toEqual(middle);
    expect(drawSample({ documents: [document('a', 1)], seed: 1 })[0]).toMatchObject({
      before: null,
      after: null,
    });
  });

  it('gives every sentence the same chance, those of short documents too', () => {
    // 30 documents of 1 and 10 of 20 sentences: the largest remainder would draw from the long ones only.
    const documents = Array.from({ length: 40 }, (_, i) => document(`d${i}`, i < 30 ? 1 : 20));
    let short = 0;
    const draws = 400;
    for (let seed = 0; seed < draws; seed++)
      short += drawSample({ documents, size: 23, seed }).filter(
        ({ documentId }) => Number(documentId.slice(1)) < 30,
      ).length;
    // 3 of 23 expected; their mean over the draws has a standard error below 0.1.
    expect(short / draws).toBeGreaterThan(2.6);
    expect(short / draws).toBeLessThan(3.4);
  });
});
