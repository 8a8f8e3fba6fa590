import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rawOffset, type Run, type Span } from '../../../src/domain';
import { isSameRun, packRun, unpackRun } from '../../../src/storage/packed-run';
import { RunReader } from '../../../src/storage/run-reader';
import { run } from './records';

const offset = fc.nat(2_000_000).map((at) => rawOffset(at));
const label = fc.constantFrom('PER', 'LOC', 'ORG', 'O', 'شيء');
const spans: fc.Arbitrary<Span[]> = fc.array(
  fc.record({
    start: offset,
    end: offset,
    label,
    score: fc.double({ min: 0, max: 1, noNaN: true }),
    margin: fc.double({ min: 0, max: 1, noNaN: true }),
    runnerUp: label,
    stem: fc.record({ start: offset, end: offset, text: fc.string({ unit: 'binary' }) }),
  }),
);

describe('packRun', () => {
  it('gives every run back as it was, also after the browser copied it', () => {
    fc.assert(
      fc.property(spans, (list) => {
        const one = run('r', 'a', 1, list);
        expect(unpackRun(structuredClone(packRun(one)))).toEqual(one);
      }),
    );
  });

  it('reads runs that were stored with lists for columns', () => {
    const listed = {
      labels: ['LOC', 'O'],
      label: [0],
      runnerUp: [1],
      offsets: [3, 9, 4, 9],
      scores: [0.9, 0.8],
      stems: ['الرقة'],
    };
    expect(unpackRun({ id: 'r', spans: listed })).toEqual({ id: 'r', spans: [span('الرقة')] });
  });
});

describe('isSameRun', () => {
  it('knows a copy, and sees a change of any field', () => {
    const one = run('r', 'a', 1, [span('الرقة'), span('حلب')]);
    expect(isSameRun(packRun(one), structuredClone(packRun(one)))).toBe(true);
    const changes: Partial<Run>[] = [
      { documentId: 'b' },
      { spans: [span('الرقة'), span('حمص')] },
      { spans: [span('الرق'), span('ةحلب')] },
      { spans: [span('الرقة'), { ...span('حلب'), score: 0.91 }] },
      { spans: [span('الرقة'), { ...span('حلب'), label: 'ORG' }] },
      { spans: [span('الرقة'), { ...span('حلب'), end: rawOffset(8) }] },
      { spans: [span('الرقة')] },
    ];
    for (const change of changes) expect(isSameRun(packRun(one), packRun({ ...one, ...change }))).toBe(false);
  });
});

describe('RunReader', () => {
  it('gives the same object while nothing changed, and another one once something did', () => {
    const reader = new RunReader();
    const written = run('r', 'a', 1, [span('الرقة')]);
    const record = packRun(written);
    reader.remember(record, written);
    expect(reader.read(structuredClone(record))).toBe(written);
    const moved = reader.read(packRun({ ...written, documentId: 'b' }));
    expect(moved?.documentId).toBe('b');
    expect(reader.read(structuredClone(record))?.documentId).toBe('a');
    expect(reader.read({ id: 'r' })).toBeNull();
  });
});

function span(text: string): Span {
  const [start, end, stem] = [rawOffset(3), rawOffset(9), rawOffset(4)];
  return {
    start,
    end,
    label: 'LOC',
    score: 0.9,
    margin: 0.8,
    runnerUp: 'O',
    stem: { start: stem, end, text },
  };
}
