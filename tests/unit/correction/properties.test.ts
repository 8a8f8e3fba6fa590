import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rawOffset, type Edit, type Mark, type Span } from '../../../src/domain';
import {
  acceptAll,
  acceptMark,
  addMark,
  applyEdit,
  cycleStem,
  EMPTY_LAYER,
  mergeMarks,
  moveBorder,
  openWork,
  readSentence,
  rebuildLayer,
  rejectMark,
  relabel,
  removeMark,
  revertBatch,
  setRange,
  setReview,
  splitMark,
  undoable,
  unreadSentence,
  type Command,
  type GoldLayer,
  type Work,
} from '../../../src/correction';
import { stemOf } from '../../../src/spans';
import { segmentText } from '../../../src/text';
import { createLog, editOf, markAt } from './samples';

const LABELS = ['PER', 'LOC', 'ORG', 'MISC'];
const PIECES = [
  'حلب',
  'بِالرَّقَّة',
  'وللبنان',
  'مُحَمَّدٌ',
  'قال',
  '👩‍👩‍👧',
  '📍',
  '،',
  '.',
  '\n\n',
  'é',
  'x',
  '\u200F',
  '  ',
  'ﷺ',
];

const texts = fc
  .array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 25, size: 'max' })
  .map((all) => all.join(' '));
/** What a random person does: a kind of command and numbers that choose where. */
const action = fc.record({
  kind: fc.nat(15),
  at: fc.nat(1000),
  to: fc.nat(1000),
  label: fc.constantFrom(...LABELS),
  isForward: fc.boolean(),
});
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

/** Spans of a run: some of the words. */
function spansOf(raw: string, chosen: readonly boolean[]): Span[] {
  return segmentText(raw)
    .flatMap(({ words }) => words)
    .flatMap(({ start, end }, i) =>
      chosen[i % chosen.length] === true
        ? [
            {
              start,
              end,
              label: LABELS[i % 4] ?? 'LOC',
              score: (i % 10) / 10,
              margin: 0.1,
              runnerUp: 'O',
              stem: stemOf(raw, start, end, 'LOC', () => false),
            },
          ]
        : [],
    );
}

function commandFor(work: Work, { kind, at, to, label, isForward }: Action): Command {
  const offset = (value: number) => rawOffset(value % (work.raw.length + 1));
  const [start, end] = [offset(at), offset(to)].sort((a, b) => a - b);
  const range = { start: start ?? rawOffset(0), end: end ?? rawOffset(0) };
  const mark = work.spans[at % Math.max(1, work.spans.length)] ?? range;
  const next = work.spans[(at % Math.max(1, work.spans.length)) + 1] ?? range;
  const segment = work.segments[at % Math.max(1, work.segments.length)] ?? range;
  const side = to % 2 === 0 ? 'start' : 'end';
  const direction = isForward ? 1 : -1;
  const commands: readonly (() => Command)[] = [
    () => addMark(work, range, label),
    () => addMark(work, { start: range.start, end: range.start }, label),
    () => removeMark(work, mark),
    () => rejectMark(work, mark),
    () => relabel(work, mark, label),
    () => moveBorder(work, mark, { side, by: 'word', direction }),
    () => moveBorder(work, mark, { side, by: 'character', direction }),
    () => setRange(work, mark, range, { isExact: isForward }),
    () => splitMark(work, mark, range.start),
    () => mergeMarks(work, mark, next),
    () => cycleStem(work, mark),
    () => acceptMark(work, mark),
    () => acceptAll(work, work.spans, 0.5),
    () => readSentence(work, segment),
    () => unreadSentence(work, segment),
    () => setReview(work, { status: isForward ? 'inReview' : 'done', isBlind: to % 3 === 0 }),
  ];
  return (commands[kind] ?? (() => addMark(work, range, label)))();
}

/** Plays actions on a text; `undo` and `redo` are mixed in by the numbers of the actions. */
function play(raw: string, spans: readonly Span[], actions: readonly Action[], deviceId = 'd') {
  const segments = segmentText(raw);
  const log = createLog(deviceId);
  const layers: GoldLayer[] = [];
  for (const step of actions) {
    const layer = rebuildLayer(log.edits);
    layers.push(layer);
    const turn = step.to % 7;
    const { undo, redo } = undoable(log.edits, deviceId);
    const batch = turn === 0 ? undo : turn === 1 ? redo : null;
    if (batch !== null) log.add(revertBatch(log.edits, batch), { revertOf: batch });
    else {
      const drafted = commandFor(openWork({ documentId: 'doc', raw, segments, layer, spans }), step);
      if (drafted.ok) log.add(drafted.value);
    }
  }
  layers.push(rebuildLayer(log.edits));
  return { log, layers };
}

const stateOf = ({ marks, read, review }: GoldLayer) => ({
  marks,
  read: [...read].sort((a, b) => a - b),
  review,
});
const hasNoOverlap = (marks: readonly Mark[]): boolean =>
  marks.every((mark, i) => mark.start >= (marks[i - 1]?.end ?? 0));
const sessions = [
  texts,
  fc.array(fc.boolean(), { minLength: 1 }),
  fc.array(action, { maxLength: 40, size: 'max' }),
] as const;

describe('any session', () => {
  it('is rebuilt from run and log: edit by edit, all at once, in any order', () => {
    fc.assert(
      fc.property(
        ...sessions,
        fc.array(fc.nat(), { minLength: 97, maxLength: 97 }),
        (raw, chosen, actions, keys) => {
          const { log, layers } = play(raw, spansOf(raw, chosen), actions);
          const stepwise = log.edits.reduce(applyEdit, EMPTY_LAYER);
          const shuffled = log.edits
            .map((edit, i) => ({ edit, key: keys[i % keys.length] ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ edit }) => edit);
          expect(rebuildLayer(shuffled)).toEqual(stepwise);
          expect(layers.at(-1)).toEqual(stepwise);
        },
      ),
    );
  });

  it('undone to the bottom is the fresh state, and redone to the top the last', () => {
    fc.assert(
      fc.property(...sessions, (raw, chosen, actions) => {
        const { log, layers } = play(raw, spansOf(raw, chosen), actions);
        let steps = 0;
        for (let { undo } = undoable(log.edits, 'd'); undo !== null; { undo } = undoable(log.edits, 'd')) {
          log.add(revertBatch(log.edits, undo), { revertOf: undo });
          steps += 1;
        }
        expect(rebuildLayer(log.edits)).toEqual(EMPTY_LAYER);
        for (; steps > 0; steps--) {
          const { redo } = undoable(log.edits, 'd');
          if (redo === null) throw new Error('redo ran out');
          log.add(revertBatch(log.edits, redo), { revertOf: redo });
        }
        expect(stateOf(rebuildLayer(log.edits))).toEqual(stateOf(layers.at(-1) ?? EMPTY_LAYER));
      }),
    );
  });

  it('leaves marks that are pieces of the text: in order, apart, not only space, no cluster cut', () => {
    const clusters = new Intl.Segmenter('ar', { granularity: 'grapheme' });
    fc.assert(
      fc.property(...sessions, (raw, chosen, actions) => {
        const borders = new Set([...clusters.segment(raw)].map(({ index }) => index).concat(raw.length));
        for (const { words } of segmentText(raw))
          for (const { start, end } of words) borders.add(start).add(end);
        const { layers } = play(
          raw,
          spansOf(raw, chosen),
          // Exact ranges are what a person typed or dragged; every other command keeps to borders.
          actions.filter(({ kind, isForward }) => kind !== 7 || !isForward),
        );
        for (const { marks } of layers) {
          expect(hasNoOverlap(marks)).toBe(true);
          for (const { start, end, stem } of marks) {
            const surface = raw.slice(start, end);
            expect(surface.trim()).toBe(surface);
            expect(surface).not.toBe('');
            expect([borders.has(start), borders.has(end)]).toEqual([true, true]);
            expect(surface.endsWith(raw.slice(stem.start, stem.end))).toBe(true);
            expect(stem.text.endsWith(raw.slice(stem.start, stem.end))).toBe(true);
          }
        }
      }),
    );
  });

  it('never shows two marks over one another, gold and suggestions together', () => {
    fc.assert(
      fc.property(...sessions, (raw, chosen, actions) => {
        const spans = spansOf(raw, chosen);
        const segments = segmentText(raw);
        for (const layer of play(raw, spans, actions).layers)
          expect(hasNoOverlap(openWork({ documentId: 'doc', raw, segments, layer, spans }).spans)).toBe(true);
      }),
    );
  });
});

describe('logs of two devices', () => {
  it('merge to the same state in either order, and nothing overlaps', () => {
    fc.assert(
      fc.property(
        ...sessions,
        fc.array(action, { maxLength: 40, size: 'max' }),
        (raw, chosen, mine, theirs) => {
          const spans = spansOf(raw, chosen);
          const a = play(raw, spans, mine, 'a').log.edits;
          const b = play(raw, spans, theirs, 'b').log.edits;
          const merged = rebuildLayer([...a, ...b]);
          expect(rebuildLayer([...b, ...a, ...b])).toEqual(merged);
          expect(hasNoOverlap(merged.marks)).toBe(true);
        },
      ),
    );
  });
});

describe('any edits at all', () => {
  const value = fc.oneof(
    fc.constantFrom<unknown>(
      null,
      undefined,
      'x',
      {},
      { start: 1, isRead: true },
      { marks: [], sentenceStarts: [3] },
    ),
    fc
      .tuple(
        fc.nat(40),
        fc.integer({ min: -1, max: 6 }),
        fc.constantFrom('made', 'predicted', 'rejected', 'bulk'),
      )
      .map(([start, length, origin]) => markAt(start, start + length, 'LOC', origin as Mark['origin'])),
  );
  const ops: readonly Edit['op'][] = [
    'addSpan',
    'removeSpan',
    'changeSpan',
    'rejectSpan',
    'setSentence',
    'importGold',
  ];
  const edits = fc.array(
    fc
      .tuple(fc.constantFrom(...ops), value, value, fc.nat(9), fc.constantFrom('a', 'b'))
      .map(([op, before, after, lamport, deviceId]) => editOf(op, before, after, { lamport, deviceId })),
    { maxLength: 30, size: 'max' },
  );

  it('leave an ordered layer without overlaps or predicted marks, and never throw', () => {
    fc.assert(
      fc.property(edits, (log) => {
        const { marks } = rebuildLayer(log);
        expect(hasNoOverlap(marks)).toBe(true);
        expect(marks.every(({ origin, start, end }) => origin !== 'predicted' && end > start)).toBe(true);
      }),
    );
  });
});

describe('accepting everything above a score in a fresh document', () => {
  it('reads no sentence, so no score can change', () => {
    fc.assert(
      fc.property(texts, fc.array(fc.boolean(), { minLength: 1 }), (raw, chosen) => {
        const segments = segmentText(raw);
        const work = openWork({
          documentId: 'doc',
          raw,
          segments,
          layer: EMPTY_LAYER,
          spans: spansOf(raw, chosen),
        });
        const accepted = acceptAll(work, work.spans, 0.5);
        const log = createLog();
        if (accepted.ok) log.add(accepted.value);
        const layer = rebuildLayer(log.edits);
        expect(layer.read.size).toBe(0);
        expect(layer.marks.every(({ origin }) => origin === 'bulk')).toBe(true);
        expect(layer.marks.length).toBe(work.spans.filter(({ score }) => (score ?? 0) >= 0.5).length);
      }),
    );
  });
});
