import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rawOffset, type Span } from '../../../src/domain';
import { paragraphsOf, proposeCuts } from '../../../src/text';
import { moveCut } from '../../../src/ui/compose/move-cut';
import { layOut } from '../../../src/ui/reader/paragraphs';

const span = (start: number, end: number): Span => ({
  start: rawOffset(start),
  end: rawOffset(end),
  label: 'LOC',
  score: 1,
  margin: 1,
  runnerUp: 'O',
  stem: { start: rawOffset(start), end: rawOffset(end), text: '' },
});

describe('layOut', () => {
  it('covers the text, keeps every span whole in one block, for any lines and spans', () => {
    const text = fc
      .array(fc.constantFrom('كلمة', ' ', '\n', '\r\n', 'س'), { maxLength: 40 })
      .map((p) => p.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat(60), { maxLength: 12 }), (raw, cuts) => {
        const borders = [...new Set(cuts)].filter((n) => n <= raw.length).sort((a, b) => a - b);
        const spans: Span[] = [];
        for (let i = 0; i + 1 < borders.length; i += 2)
          spans.push(span(borders[i] ?? 0, borders[i + 1] ?? 0));
        const blocks = layOut(paragraphsOf(raw), spans, []);
        expect(blocks.map((b) => raw.slice(b.start, b.end)).join('')).toBe(raw);
        expect(blocks.flatMap((b) => b.spans)).toEqual(spans);
        for (const block of blocks)
          for (const s of block.spans) {
            expect(s.start).toBeGreaterThanOrEqual(block.start);
            expect(s.end).toBeLessThanOrEqual(block.end);
          }
      }),
    );
  });

  it('marks the first lines of a side block only', () => {
    const raw = 'نص\nاقرأ أيضا\nرابط\nنص';
    const side = { start: rawOffset(3), end: rawOffset(17), reason: 'readAlso' as const };
    expect(layOut(paragraphsOf(raw), [], [side]).map((b) => [b.side !== null, b.isSideStart])).toEqual([
      [false, false],
      [true, true],
      [true, false],
      [false, false],
    ]);
  });
});

describe('moveCut', () => {
  it('moves by one line with text and stays between its neighbours', () => {
    const raw = 'أول\n\nثان\n=====\nثالث\nرابع\n';
    const { cuts } = proposeCuts(raw);
    const later = moveCut(raw, cuts, 0, 1);
    expect(raw.slice(later[0]?.at, (later[0]?.at ?? 0) + 4)).toBe('رابع');
    expect(moveCut(raw, later, 0, 1)).toEqual(later);
    const back = moveCut(raw, later, 0, -1);
    expect(raw.slice(back[0]?.at).startsWith('ثالث')).toBe(true);
  });
});
