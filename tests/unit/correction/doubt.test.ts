import { describe, expect, it } from 'vitest';
import { doubtItems, EMPTY_LAYER, openWork, orderByDoubt, rebuildLayer } from '../../../src/correction';
import { segmentText } from '../../../src/text';
import { editOf, markIn, spanIn } from './samples';

const RAW = 'وصل وفد إلى حلب. غادر حلب إلى إدلب. بقي أحمد.';
const segments = segmentText(RAW);
const spans = [
  { ...spanIn(RAW, 'حلب', 'LOC'), margin: 0.9 },
  { ...spanIn(RAW, 'حلب', 'LOC', 0.9, 1), margin: 0.1 },
  { ...spanIn(RAW, 'إدلب', 'LOC'), margin: 0.9 },
  { ...spanIn(RAW, 'أحمد', 'PER'), margin: 0.9 },
];
const shown = openWork({ documentId: 'doc', raw: RAW, segments, layer: EMPTY_LAYER, spans }).spans;

describe('the review queue', () => {
  it('puts small margins, disagreement, unresolved places and rare names first, with reasons', () => {
    const otherRun = [spans[0], spans[1], spans[2]].flatMap((span) => span ?? []);
    const queue = orderByDoubt(
      doubtItems([
        {
          documentId: 'doc',
          segments,
          spans: shown,
          otherRun,
          isUnresolved: ({ stem }) => stem.text === 'إدلب',
        },
      ]),
    );
    expect(queue.map(({ span, reasons }) => [RAW.slice(span.start, span.end), reasons])).toEqual([
      ['حلب', ['smallMargin']],
      ['أحمد', ['runsDisagree', 'rareName']],
      ['إدلب', ['placeUnresolved', 'rareName']],
      ['حلب', []],
    ]);
    expect(queue.map(({ doubt }) => Number(doubt.toFixed(3)))).toEqual([0.45, 0.4, 0.3, 0.05]);
    const first = queue[0]?.sentence;
    expect(first && RAW.slice(first.start, first.end)).toBe('غادر حلب إلى إدلب.');
  });

  it('leaves gold out, but counts it towards how common a name is', () => {
    const layer = rebuildLayer([editOf('addSpan', null, markIn(RAW, 'حلب', 'LOC'))]);
    const work = openWork({ documentId: 'doc', raw: RAW, segments, layer, spans });
    const items = doubtItems([{ documentId: 'doc', segments, spans: work.spans }]);
    expect(items.map(({ count, isContested }) => [count, isContested])).toEqual([
      [2, false],
      [1, false],
      [1, false],
    ]);
  });

  it('keeps the order of equal doubt', () => {
    const items = doubtItems([{ documentId: 'doc', segments, spans: shown }]).map((item) => ({
      ...item,
      span: { ...item.span, margin: null },
      count: 3,
    }));
    expect(orderByDoubt(items).map(({ span }) => span.start)).toEqual(shown.map(({ start }) => start));
    expect(orderByDoubt(items)[0]?.doubt).toBe(0.5);
  });
});
