import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rawOffset, type Run, type Span } from '../../../src/domain';
import { confidentSpans, withConfidence } from '../../../src/spans';

const span = (label: string, score: number): Span => ({
  start: rawOffset(0),
  end: rawOffset(3),
  label,
  score,
  margin: 0.5,
  runnerUp: 'O',
  stem: { start: rawOffset(0), end: rawOffset(3), text: 'حلب' },
});

describe('withConfidence', () => {
  const calibration = { ORG: { slope: 0.5, offset: -1 }, LOC: { slope: 1, offset: 0 } };

  it('turns the scores of a label into chances', () => {
    const [org] = withConfidence([span('ORG', 0.9)], calibration);
    // logit(0.9) is ln 9.
    expect(org?.score).toBeCloseTo(1 / (1 + Math.exp(1 - Math.log(9) / 2)), 10);
    expect(org?.margin).toBe(0.5);
  });

  it('leaves a label that was not measured, and everything without a calibration, as it is', () => {
    const spans = [span('MISC', 0.4), span('LOC', 0.7)];
    expect(withConfidence(spans, undefined)).toBe(spans);
    const found = withConfidence(spans, calibration);
    expect(found[0]).toBe(spans[0]);
    expect(found[1]?.score).toBeCloseTo(0.7, 10);
  });

  it('stays a chance, and keeps the order of scores', () => {
    const score = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(score, score, (a, b) => {
        const [x, y] = withConfidence([span('ORG', a), span('ORG', b)], calibration);
        const [one, other] = [x?.score ?? NaN, y?.score ?? NaN];
        expect(one).toBeGreaterThan(0);
        expect(one).toBeLessThan(1);
        if (a <= b) expect(one).toBeLessThanOrEqual(other);
      }),
    );
  });
});

describe('confidentSpans', () => {
  const run = (settings: Partial<Run['settings']>): Run => ({
    ...{
      id: 'r',
      documentId: 'd',
      modelId: 'm',
      modelSha256: '',
      scheme: 'newsroom',
      spans: [span('ORG', 0.9)],
    },
    settings: { maxWindowTokens: 128, overlapWords: 24, ...settings },
    timing: { startedAt: 0, elapsedMs: 0, tokens: 0, words: 0, threads: 1 },
  });

  it('leaves what the run says and gives the same list each time', () => {
    const one = run({ calibration: { ORG: { slope: 0.5, offset: 0 } } });
    const found = confidentSpans(one);
    expect(found[0]?.score).toBeCloseTo(0.75, 10);
    expect(one.spans[0]?.score).toBe(0.9);
    expect(confidentSpans(one)).toBe(found);
  });

  it('is the spans themselves where the run was not calibrated', () => {
    const one = run({});
    expect(confidentSpans(one)).toBe(one.spans);
  });
});
