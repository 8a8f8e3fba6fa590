import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { confusionMatrix, MISSED, scoreSpans, SPURIOUS } from '../../../src/evaluation';
import { sentence, sentences, span } from './synthetic';

describe('confusionMatrix', () => {
  it('puts pairs, missed and spurious ranges in their cells with their mentions', () => {
    const matrix = confusionMatrix([
      sentence(
        [span(0, 2), span(3, 5, 'ORG'), span(8, 9)],
        [span(0, 2), span(3, 6, 'LOC'), span(6, 7, 'GPE')],
      ),
    ]);
    expect(matrix.rows).toEqual(['LOC', 'ORG', 'GPE', SPURIOUS]);
    expect(matrix.columns).toEqual(['LOC', 'ORG', 'GPE', MISSED]);
    expect(matrix.cell('LOC', 'LOC')).toMatchObject({ count: 1, sameBorders: 1 });
    expect(matrix.cell('ORG', 'LOC')).toMatchObject({ count: 1, sameBorders: 0 });
    expect(matrix.cell('ORG', 'LOC').items).toEqual([
      { documentId: 'a', gold: span(3, 5, 'ORG'), predicted: span(3, 6, 'LOC') },
    ]);
    expect(matrix.cell('LOC', MISSED).items).toEqual([{ documentId: 'a', gold: span(8, 9) }]);
    expect(matrix.cell(SPURIOUS, 'GPE').items).toEqual([{ documentId: 'a', predicted: span(6, 7, 'GPE') }]);
    expect(matrix.cell('PER', 'LOC').count).toBe(0);
  });

  it('has every gold range in its row, every predicted one in its column; its diagonal is what type counts', () => {
    fc.assert(
      fc.property(sentences, (list) => {
        const { rows, columns, cell } = confusionMatrix(list);
        const gold = list.flatMap((s) => s.gold);
        const predicted = list.flatMap((s) => s.predicted);
        const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0);
        for (const row of rows.filter((label) => label !== SPURIOUS))
          expect(sum(columns.map((column) => cell(row, column).count))).toBe(
            gold.filter((g) => g.label === row).length,
          );
        for (const column of columns.filter((label) => label !== MISSED))
          expect(sum(rows.map((row) => cell(row, column).count))).toBe(
            predicted.filter((p) => p.label === column).length,
          );
        const scores = scoreSpans(
          list.map((s) => s.gold),
          list.map((s) => s.predicted),
          'type',
        );
        expect(sum(rows.map((label) => cell(label, label).count))).toBe(scores.counts.correct);
        expect(sum(rows.map((row) => cell(row, MISSED).count))).toBe(scores.counts.missed);
        expect(sum(columns.map((column) => cell(SPURIOUS, column).count))).toBe(scores.counts.spurious);
      }),
    );
  });
});
