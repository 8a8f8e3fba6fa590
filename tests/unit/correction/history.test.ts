import { describe, expect, it } from 'vitest';
import { rebuildLayer, revertBatch, stampEdits, undoable } from '../../../src/correction';
import { createLog, markAt } from './samples';

const add = (start: number) => ({
  documentId: 'doc',
  op: 'addSpan' as const,
  before: null,
  after: markAt(start, start + 2),
});

describe('stampEdits', () => {
  it('dates the drafts of one batch one after the other', () => {
    let id = 0;
    const edits = stampEdits([add(0), { ...add(4), documentId: 'other', scheme: 'anercorp' }], {
      baseRunId: (documentId) => `run of ${documentId}`,
      scheme: 'newsroom',
      deviceId: 'd',
      actor: '',
      at: 7,
      firstLamport: 41,
      batchId: 'b',
      newId: () => `e${(id += 1)}`,
    });
    expect(edits.map((e) => [e.id, e.lamport, e.baseRunId, e.scheme, e.batchId, e.revertOf])).toEqual([
      ['e1', 41, 'run of doc', 'newsroom', 'b', ''],
      ['e2', 42, 'run of other', 'anercorp', 'b', ''],
    ]);
  });
});

describe('undoable', () => {
  it('walks down to the first action and up again, and forgets redo after a new action', () => {
    const log = createLog();
    const undo = () => {
      const { undo: batch } = undoable(log.edits, 'd');
      if (batch === null) throw new Error('nothing to undo');
      return log.add(revertBatch(log.edits, batch), { revertOf: batch });
    };
    const starts = () => rebuildLayer(log.edits).marks.map(({ start }) => start);
    expect(undoable(log.edits, 'd')).toEqual({ undo: null, redo: null });
    const first = log.add([add(0), add(4)]);
    const second = log.add([add(8)]);
    expect(undoable(log.edits, 'd')).toEqual({ undo: second, redo: null });
    const undoOfSecond = undo();
    expect(undoable(log.edits, 'd')).toEqual({ undo: first, redo: undoOfSecond });
    const undoOfFirst = undo();
    expect(starts()).toEqual([]);
    expect(undoable(log.edits, 'd')).toEqual({ undo: null, redo: undoOfFirst });
    const redo = log.add(revertBatch(log.edits, undoOfFirst), { revertOf: undoOfFirst });
    expect(starts()).toEqual([0, 4]);
    expect(undoable(log.edits, 'd')).toEqual({ undo: redo, redo: undoOfSecond });
    const fresh = log.add([add(20)]);
    expect(undoable(log.edits, 'd')).toEqual({ undo: fresh, redo: null });
  });

  it('leaves the batches of other devices alone', () => {
    const mine = createLog('a');
    const theirs = createLog('b');
    const batch = mine.add([add(0)]);
    theirs.add([add(4)], { firstLamport: 9 });
    expect(undoable([...theirs.edits, ...mine.edits], 'a').undo).toBe(batch);
  });

  it('takes a batch back last edit first, under its own scheme and run', () => {
    const log = createLog();
    const batch = log.add([add(0), { ...add(4), scheme: 'anercorp', baseRunId: 'r9' }]);
    expect(revertBatch(log.edits, batch).map(({ op, scheme, baseRunId }) => [op, scheme, baseRunId])).toEqual(
      [
        ['removeSpan', 'anercorp', 'r9'],
        ['removeSpan', 'newsroom', 'r1'],
      ],
    );
  });
});
