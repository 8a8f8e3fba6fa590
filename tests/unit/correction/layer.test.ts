import { describe, expect, it } from 'vitest';
import {
  applyEdit,
  EMPTY_LAYER,
  invertEdit,
  overlaySuggestions,
  rebuildLayer,
  reviewStatusOf,
  traceLayer,
} from '../../../src/correction';
import { segmentText } from '../../../src/text';
import { editOf, markAt, markIn, spanIn } from './samples';

const RAW = 'زار الوزير دمشق أمس. ثم توجه إلى حلب.';
const DAMASCUS = markIn(RAW, 'دمشق', 'LOC');
const ALEPPO = markIn(RAW, 'حلب', 'LOC');

describe('applyEdit', () => {
  it('puts marks in order of start and takes them out again', () => {
    let layer = applyEdit(EMPTY_LAYER, editOf('addSpan', null, ALEPPO));
    layer = applyEdit(layer, editOf('addSpan', null, DAMASCUS));
    expect(layer.marks).toEqual([DAMASCUS, ALEPPO]);
    layer = applyEdit(layer, editOf('removeSpan', ALEPPO, null));
    expect(layer.marks).toEqual([DAMASCUS]);
    expect(EMPTY_LAYER.marks).toEqual([]);
  });

  it('neither takes out nor puts in what is only predicted', () => {
    const predicted = markIn(RAW, 'دمشق', 'ORG', 'predicted');
    const layer = applyEdit(EMPTY_LAYER, editOf('changeSpan', predicted, DAMASCUS));
    expect(layer.marks).toEqual([DAMASCUS]);
    expect(applyEdit(layer, editOf('addSpan', null, predicted)).marks).toEqual([DAMASCUS]);
    expect(applyEdit(layer, editOf('removeSpan', DAMASCUS, predicted)).marks).toEqual([]);
  });

  it('notes what an edit of another device displaces, but not an equal mark', () => {
    const wide = markAt(DAMASCUS.start - 7, DAMASCUS.end, 'ORG');
    const layer = rebuildLayer([editOf('addSpan', null, DAMASCUS), editOf('addSpan', null, wide)]);
    expect(layer.marks).toEqual([wide]);
    expect(layer.displaced).toEqual([DAMASCUS]);
    const again = applyEdit(layer, editOf('acceptSpan', null, { ...wide, origin: 'confirmed' }));
    expect(again.displaced).toEqual([DAMASCUS]);
    expect(again.marks[0]?.origin).toBe('confirmed');
  });

  it('skips damaged values and unknown ops', () => {
    const damaged: [Parameters<typeof editOf>[0], unknown, unknown][] = [
      ['addSpan', null, { ...DAMASCUS, end: DAMASCUS.start }],
      ['addSpan', undefined, DAMASCUS],
      ['addSpan', null, { ...DAMASCUS, origin: 'guessed' }],
      ['addSpan', null, 'دمشق'],
      ['addSpan', null, { ...DAMASCUS, stem: null }],
      ['setSentence', null, { start: -1, isRead: true }],
      ['setReview', null, { status: 'finished', isBlind: false }],
      ['importGold', null, { marks: [] }],
      ['setTitle', null, 'عنوان'],
      ['paint' as 'setTitle', null, DAMASCUS],
    ];
    for (const [op, before, after] of damaged)
      expect(applyEdit(EMPTY_LAYER, editOf(op, before, after))).toEqual(EMPTY_LAYER);
  });

  it('keeps sentences and the state of the review', () => {
    const layer = rebuildLayer([
      editOf('setSentence', { start: 0, isRead: false }, { start: 0, isRead: true }),
      editOf('setSentence', { start: 21, isRead: false }, { start: 21, isRead: true }),
      editOf('setSentence', { start: 0, isRead: true }, { start: 0, isRead: false }),
      editOf('setReview', { status: 'untouched', isBlind: false }, { status: 'inReview', isBlind: true }),
    ]);
    expect([...layer.read]).toEqual([21]);
    expect(reviewStatusOf(EMPTY_LAYER)).toBe('untouched');
    expect(reviewStatusOf(rebuildLayer([editOf('addSpan', null, DAMASCUS)]))).toBe('inReview');
    expect(layer.review).toEqual({ status: 'inReview', isBlind: true });
  });

  it('imports the gold of a file with its sentences, and takes it back whole', () => {
    const gold = {
      marks: [ALEPPO, DAMASCUS].map((mark) => ({ ...mark, origin: 'imported' })),
      sentenceStarts: [0, 21],
    };
    const edit = editOf('importGold', null, gold);
    const layer = applyEdit(EMPTY_LAYER, edit);
    expect(layer.marks.map(({ start }) => start)).toEqual([DAMASCUS.start, ALEPPO.start]);
    expect([...layer.read]).toEqual([0, 21]);
    expect(applyEdit(layer, { ...edit, ...invertEdit(edit) })).toEqual(EMPTY_LAYER);
  });
});

describe('invertEdit', () => {
  it('swaps the values and names the opposite; twice is the same', () => {
    const edit = editOf('addSpan', null, DAMASCUS);
    expect(invertEdit(edit)).toEqual({ op: 'removeSpan', before: DAMASCUS, after: null });
    expect(invertEdit(invertEdit(edit))).toEqual({ op: 'addSpan', before: null, after: DAMASCUS });
  });
});

describe('rebuildLayer', () => {
  it('orders by Lamport time and device, whatever the order given', () => {
    const first = editOf('addSpan', null, DAMASCUS, { lamport: 1 });
    const second = editOf('changeSpan', DAMASCUS, { ...DAMASCUS, label: 'ORG' }, { lamport: 2 });
    expect(rebuildLayer([second, first]).marks[0]?.label).toBe('ORG');
  });

  it('keeps to a document, a scheme and a person when asked to', () => {
    const edits = [
      editOf('addSpan', null, DAMASCUS, { actor: 'ليلى' }),
      editOf('addSpan', null, ALEPPO, { actor: 'سعد', scheme: 'anercorp' }),
    ];
    expect(rebuildLayer(edits, { actor: 'سعد' }).marks).toEqual([ALEPPO]);
    expect(rebuildLayer(edits, { scheme: 'newsroom' }).marks).toEqual([DAMASCUS]);
    expect(rebuildLayer(edits, { documentId: 'other' })).toEqual(EMPTY_LAYER);
  });

  it('knows the run of the last edit, and gives it back when that edit is undone', () => {
    const add = editOf('addSpan', null, DAMASCUS, { baseRunId: 'r1', batchId: 'add' });
    const keep = editOf('changeSpan', DAMASCUS, DAMASCUS, { baseRunId: 'r2', batchId: 'keep' });
    const undo = editOf('changeSpan', DAMASCUS, DAMASCUS, {
      baseRunId: 'r2',
      batchId: 'undo',
      revertOf: 'keep',
    });
    const redo = { ...editOf('changeSpan', DAMASCUS, DAMASCUS), baseRunId: 'r2', revertOf: 'undo' };
    expect(traceLayer([add]).baseOf(DAMASCUS)).toBe('r1');
    expect(traceLayer([add, keep]).baseOf(DAMASCUS)).toBe('r2');
    expect(traceLayer([add, keep, undo]).baseOf(DAMASCUS)).toBe('r1');
    expect(traceLayer([add, keep, undo, redo]).baseOf(DAMASCUS)).toBe('r2');
    expect(traceLayer([add]).baseOf(ALEPPO)).toBe('');
  });
});

describe('overlaySuggestions', () => {
  const spans = [spanIn(RAW, 'حلب', 'LOC', 0.6), spanIn(RAW, 'دمشق', 'LOC', 0.8)];
  const segments = segmentText(RAW);

  it('shows gold with the score of the same range, and the rest as predicted', () => {
    const layer = rebuildLayer([editOf('addSpan', null, { ...DAMASCUS, label: 'ORG' })]);
    expect(
      overlaySuggestions(layer, spans).map(({ start, label, origin, score }) => [
        start,
        label,
        origin,
        score,
      ]),
    ).toEqual([
      [DAMASCUS.start, 'ORG', 'made', 0.8],
      [ALEPPO.start, 'LOC', 'predicted', 0.6],
    ]);
  });

  it('shows nothing where a person said that nothing is there, nor in a read sentence', () => {
    const rejected = rebuildLayer([editOf('rejectSpan', null, { ...DAMASCUS, origin: 'rejected' })]);
    expect(overlaySuggestions(rejected, spans).map(({ start }) => start)).toEqual([ALEPPO.start]);
    const second = segments[1];
    const read = rebuildLayer([editOf('setSentence', null, { start: second?.start, isRead: true })]);
    expect(overlaySuggestions(read, spans, segments).map(({ start }) => start)).toEqual([DAMASCUS.start]);
  });
});
