import { describe, expect, it } from 'vitest';
import { rawOffset, type Mark, type Span } from '../../../src/domain';
import {
  acceptAll,
  acceptMark,
  addMark,
  cycleStem,
  importGold,
  mergeMarks,
  moveBorder,
  openWork,
  possibleStems,
  readSentence,
  rejectAll,
  rebuildLayer,
  rejectMark,
  relabel,
  removeMark,
  setRange,
  setReview,
  setStem,
  splitMark,
  unreadSentence,
  type Command,
  type Work,
} from '../../../src/correction';
import { segmentText } from '../../../src/text';
import { createLog, rangeOf, spanIn } from './samples';

const RAW = 'زار الرئيس بشار الأسد مدينة دمشق القديمة أمس. ثم توجه إلى حلب، وبالرقة التقى وفدًا.';
const SEGMENTS = segmentText(RAW);

/** A document that commands work on one after the other. */
function desk(spans: readonly Span[] = [], raw = RAW) {
  const log = createLog();
  const segments = raw === RAW ? SEGMENTS : segmentText(raw);
  const work = (): Work =>
    openWork({ documentId: 'doc', raw, segments, layer: rebuildLayer(log.edits), spans });
  return {
    log,
    work,
    /** Runs a command and appends what it drafts; the code when it is refused. */
    run: (command: (work: Work) => Command): string => {
      const result = command(work());
      if (!result.ok) return result.error.code;
      log.add(result.value);
      return 'ok';
    },
    /** What is shown, as `text LABEL origin`. */
    shown: () =>
      work().spans.map(({ start, end, label, origin }) => `${raw.slice(start, end)} ${label} ${origin}`),
    rejected: () =>
      work()
        .layer.marks.filter(({ origin }) => origin === 'rejected')
        .map(({ start, end }) => raw.slice(start, end)),
  };
}
const at = (piece: string, nth = 0, raw = RAW) => rangeOf(raw, piece, nth);
const caret = (offset: number) => ({ start: rawOffset(offset), end: rawOffset(offset) });

describe('addMark', () => {
  it('takes whole words for a part of them, and the word at a caret', () => {
    const { run, shown } = desk();
    expect(run((work) => addMark(work, at('ار الأس'), 'PER'))).toBe('ok');
    expect(run((work) => addMark(work, caret(at('دمشق').end), 'LOC'))).toBe('ok');
    expect(shown()).toEqual(['بشار الأسد PER made', 'دمشق LOC made']);
  });

  it('leaves spaces and punctuation out that were not touched', () => {
    const { run, shown } = desk();
    run((work) => addMark(work, at(' حلب'), 'LOC'));
    expect(shown()).toEqual(['حلب LOC made']);
  });

  it('refuses white space, and overlaps with gold by the name that is there', () => {
    const { run, work } = desk();
    expect(run((now) => addMark(now, at(' '), 'LOC'))).toBe('edit/empty');
    run((now) => addMark(now, at('بشار الأسد'), 'PER'));
    const refused = addMark(work(), at('الرئيس بشار'), 'PER');
    expect(refused.ok || [refused.error.code, refused.error.data]).toEqual([
      'edit/overlap',
      { name: 'بشار الأسد' },
    ]);
  });

  it('confirms a suggestion of the same range and label, relabels one of another, replaces one that overlaps', () => {
    const spans = [
      spanIn(RAW, 'دمشق', 'LOC'),
      spanIn(RAW, 'حلب', 'ORG'),
      spanIn(RAW, 'الرئيس بشار الأسد', 'PER'),
    ];
    const { run, shown, log } = desk(spans);
    run((work) => addMark(work, at('دمشق'), 'LOC'));
    run((work) => addMark(work, at('حلب'), 'LOC'));
    run((work) => addMark(work, at('بشار الأسد'), 'PER'));
    expect(shown()).toEqual(['بشار الأسد PER made', 'دمشق LOC confirmed', 'حلب LOC made']);
    expect(log.edits.map(({ op, before }) => [op, (before as Mark | null)?.origin])).toEqual([
      ['acceptSpan', 'predicted'],
      ['changeSpan', 'predicted'],
      ['addSpan', 'predicted'],
    ]);
  });

  it('takes out what was rejected there, in the same batch', () => {
    const { run, shown, rejected, log } = desk([spanIn(RAW, 'دمشق', 'LOC')]);
    run((work) => rejectMark(work, at('دمشق')));
    expect([shown(), rejected()]).toEqual([[], ['دمشق']]);
    run((work) => addMark(work, at('دمشق القديمة'), 'LOC'));
    expect([shown(), rejected()]).toEqual([['دمشق القديمة LOC made'], []]);
    expect(log.edits.slice(1).map(({ op, batchId }) => [op, batchId])).toEqual([
      ['removeSpan', 'd-b2'],
      ['addSpan', 'd-b2'],
    ]);
  });

  it('finds the stem', () => {
    const { run, work } = desk();
    run((now) => addMark(now, at('وبالرقة'), 'LOC'));
    expect(work().spans[0]?.stem).toEqual({ ...at('الرقة'), text: 'الرقة' });
  });
});

describe('removeMark, rejectMark', () => {
  it('leave a rejected mark, so that the suggestion does not come back', () => {
    const { run, shown, rejected, log } = desk([spanIn(RAW, 'دمشق', 'LOC'), spanIn(RAW, 'حلب', 'LOC')]);
    run((work) => acceptMark(work, at('دمشق')));
    run((work) => removeMark(work, at('دمشق')));
    run((work) => removeMark(work, at('حلب')));
    expect([shown(), rejected()]).toEqual([[], ['دمشق', 'حلب']]);
    expect(log.edits.map(({ op }) => op)).toEqual(['acceptSpan', 'removeSpan', 'rejectSpan']);
    expect(run((work) => removeMark(work, at('حلب')))).toBe('edit/gone');
    expect(run((work) => rejectMark(work, at('حلب')))).toBe('edit/gone');
  });
});

describe('relabel', () => {
  it('makes a person the author, and finds a stem anew that nobody chose', () => {
    const raw = 'وصل فالح إلى والي بالرقة';
    const { run, shown, work } = desk([spanIn(raw, 'بالرقة', 'PER')], raw);
    run((now) => relabel(now, at('بالرقة', 0, raw), 'LOC'));
    expect(shown()).toEqual(['بالرقة LOC made']);
    expect(work().spans[0]?.stem.text).toBe('الرقة');
    run((now) => setStem(now, at('بالرقة', 0, raw), at('رقة', 0, raw).start, at('رقة', 0, raw).end, 'رقة'));
    run((now) => relabel(now, at('بالرقة', 0, raw), 'ORG'));
    expect(work().spans[0]?.stem.text).toBe('رقة');
  });

  it('accepts with the same label; a second time there is nothing to do', () => {
    const { run, shown } = desk([spanIn(RAW, 'دمشق', 'LOC')]);
    expect(run((work) => relabel(work, at('دمشق'), 'LOC'))).toBe('ok');
    expect(shown()).toEqual(['دمشق LOC confirmed']);
    expect(run((work) => relabel(work, at('دمشق'), 'LOC'))).toBe('edit/nothing');
    expect(run((work) => relabel(work, at('حلب'), 'LOC'))).toBe('edit/gone');
  });
});

describe('moveBorder', () => {
  const word = { by: 'word' } as const;
  const character = { by: 'character' } as const;

  it('moves by word in either direction on either side', () => {
    const { run, shown } = desk([spanIn(RAW, 'بشار الأسد', 'PER')]);
    run((work) => moveBorder(work, at('بشار الأسد'), { ...word, side: 'start', direction: -1 }));
    expect(shown()).toEqual(['الرئيس بشار الأسد PER made']);
    run((work) => moveBorder(work, at('الرئيس بشار الأسد'), { ...word, side: 'end', direction: 1 }));
    expect(shown()).toEqual(['الرئيس بشار الأسد مدينة PER made']);
    run((work) => moveBorder(work, at('الرئيس بشار الأسد مدينة'), { ...word, side: 'start', direction: 1 }));
    run((work) => moveBorder(work, at('بشار الأسد مدينة'), { ...word, side: 'end', direction: -1 }));
    run((work) => moveBorder(work, at('بشار الأسد'), { ...word, side: 'end', direction: -1 }));
    expect(shown()).toEqual(['بشار PER made']);
    expect(run((work) => moveBorder(work, at('بشار'), { ...word, side: 'end', direction: -1 }))).toBe(
      'edit/empty',
    );
    expect(run((work) => moveBorder(work, at('بشار'), { ...word, side: 'start', direction: 1 }))).toBe(
      'edit/empty',
    );
  });

  it('stops at the ends of the text and at other gold', () => {
    const { run } = desk();
    run((work) => addMark(work, at('زار'), 'MISC'));
    run((work) => addMark(work, at('الرئيس'), 'MISC'));
    expect(run((work) => moveBorder(work, at('زار'), { ...word, side: 'start', direction: -1 }))).toBe(
      'edit/nothing',
    );
    expect(run((work) => moveBorder(work, at('زار'), { ...character, side: 'start', direction: -1 }))).toBe(
      'edit/nothing',
    );
    expect(run((work) => moveBorder(work, at('زار'), { ...word, side: 'end', direction: 1 }))).toBe(
      'edit/overlap',
    );
    expect(run((work) => moveBorder(work, at('حلب'), { ...word, side: 'end', direction: 1 }))).toBe(
      'edit/gone',
    );
  });

  it('keeps diacritics with their letter and passes over spaces by character', () => {
    const raw = 'قال مُحَمَّدٌ نعم';
    const { run, shown } = desk([], raw);
    run((work) => addMark(work, at('مُحَمَّدٌ', 0, raw), 'PER'));
    run((work) => moveBorder(work, at('مُحَمَّدٌ', 0, raw), { ...character, side: 'end', direction: -1 }));
    expect(shown()).toEqual(['مُحَمَّ PER made']);
    run((work) => moveBorder(work, at('مُحَمَّ', 0, raw), { ...character, side: 'start', direction: 1 }));
    expect(shown()).toEqual(['حَمَّ PER made']);
    run((work) => moveBorder(work, at('حَمَّ', 0, raw), { ...character, side: 'end', direction: 1 }));
    run((work) => moveBorder(work, at('حَمَّدٌ', 0, raw), { ...character, side: 'end', direction: 1 }));
    expect(shown()).toEqual(['حَمَّدٌ ن PER made']);
    run((work) => moveBorder(work, at('حَمَّدٌ ن', 0, raw), { ...character, side: 'end', direction: -1 }));
    expect(shown()).toEqual(['حَمَّدٌ PER made']);
  });

  it('finds the stem anew', () => {
    const { run, work } = desk([spanIn(RAW, 'وبالرقة', 'LOC')]);
    run((now) => moveBorder(now, at('وبالرقة'), { ...word, side: 'end', direction: 1 }));
    expect(work().spans[0]?.stem.text).toBe('الرقة التقى');
  });
});

describe('setRange', () => {
  it('takes the words of a range, or exactly it without its spaces', () => {
    const { run, shown } = desk([spanIn(RAW, 'دمشق', 'LOC')]);
    run((work) => setRange(work, at('دمشق'), at('دمشق القد')));
    expect(shown()).toEqual(['دمشق القديمة LOC made']);
    run((work) => setRange(work, at('دمشق القديمة'), at('مشق '), { isExact: true }));
    expect(shown()).toEqual(['مشق LOC made']);
    expect(run((work) => setRange(work, at('مشق'), at('مشق'), { isExact: true }))).toBe('edit/nothing');
    expect(run((work) => setRange(work, at('مشق'), at(' '), { isExact: true }))).toBe('edit/empty');
  });

  it('leaves a rejected mark when a mark moves away altogether', () => {
    const { run, shown, rejected } = desk([spanIn(RAW, 'دمشق', 'LOC')]);
    run((work) => setRange(work, at('دمشق'), at('حلب')));
    expect([shown(), rejected()]).toEqual([['حلب LOC made'], ['دمشق']]);
  });
});

describe('splitMark, mergeMarks', () => {
  it('split before a word and unite again, suggestions and gold alike', () => {
    const { run, shown } = desk([spanIn(RAW, 'بشار الأسد', 'PER')]);
    expect(run((work) => splitMark(work, at('بشار الأسد'), at('بشار').start))).toBe('edit/nothing');
    expect(run((work) => splitMark(work, at('بشار الأسد'), at('دمشق').start))).toBe('edit/nothing');
    run((work) => splitMark(work, at('بشار الأسد'), rawOffset(at('الأسد').start + 2)));
    expect(shown()).toEqual(['بشار PER made', 'الأسد PER made']);
    run((work) => relabel(work, at('الأسد'), 'MISC'));
    run((work) => mergeMarks(work, at('بشار'), at('الأسد')));
    expect(shown()).toEqual(['بشار الأسد PER made']);
    expect(run((work) => mergeMarks(work, at('بشار الأسد'), at('بشار الأسد')))).toBe('edit/nothing');
  });

  it('takes a suggestion that follows, and refuses to swallow gold between', () => {
    const { run, shown } = desk([spanIn(RAW, 'مدينة', 'LOC'), spanIn(RAW, 'القديمة', 'LOC')]);
    run((work) => mergeMarks(work, at('مدينة'), at('القديمة')));
    expect(shown()).toEqual(['مدينة دمشق القديمة LOC made']);
    const other = desk([spanIn(RAW, 'مدينة', 'LOC'), spanIn(RAW, 'القديمة', 'LOC')]);
    other.run((work) => addMark(work, at('دمشق'), 'LOC'));
    expect(other.run((work) => mergeMarks(work, at('مدينة'), at('القديمة')))).toBe('edit/overlap');
  });
});

describe('stems', () => {
  it('are tried in turn, each prefix that may be attached', () => {
    const raw = 'سافر وللرقة';
    const stems = possibleStems(raw, at('وللرقة', 0, raw)).map(({ text }) => text);
    expect(stems).toEqual(['وللرقة', 'للرقة', 'لرقة', 'الرقة', 'اللرقة']);
    const { run, work } = desk([spanIn(raw, 'وللرقة', 'LOC')], raw);
    const first = work().spans[0]?.stem.text ?? '';
    const seen = stems.map(() => {
      run((now) => cycleStem(now, at('وللرقة', 0, raw)));
      return work().spans[0]?.stem.text ?? '';
    });
    expect(new Set(seen)).toEqual(new Set(stems));
    expect(seen.at(-1)).toBe(first);
  });

  it('have one form only where no letter may be attached', () => {
    const { run } = desk([spanIn(RAW, 'دمشق', 'LOC')]);
    expect(run((work) => cycleStem(work, at('دمشق')))).toBe('edit/nothing');
  });

  it('lie within the mark', () => {
    const { run } = desk([spanIn(RAW, 'دمشق', 'LOC')]);
    const { start, end } = at('مدينة دمشق');
    expect(run((work) => setStem(work, at('دمشق'), start, end, 'دمشق'))).toBe('edit/stem');
    expect(run((work) => setStem(work, at('دمشق'), at('دمشق').start, end, ' '))).toBe('edit/stem');
  });
});

describe('accepting', () => {
  const spans = [spanIn(RAW, 'دمشق', 'LOC', 0.9), spanIn(RAW, 'حلب', 'LOC', 0.4)];

  it('confirms one mark once, and what was accepted in bulk', () => {
    const { run, shown, work } = desk(spans);
    expect(run((now) => acceptAll(now, now.spans, 0.5))).toBe('ok');
    expect(shown()).toEqual(['دمشق LOC bulk', 'حلب LOC predicted']);
    expect(work().layer.read.size).toBe(0);
    expect(run((now) => acceptAll(now, now.spans, 0.5))).toBe('edit/nothing');
    expect(run((now) => acceptMark(now, at('دمشق')))).toBe('ok');
    expect(run((now) => acceptMark(now, at('دمشق')))).toBe('edit/nothing');
    expect(shown()[0]).toBe('دمشق LOC confirmed');
  });

  it('rejects from a score on, and reading does not bring it back', () => {
    const { run, shown, rejected } = desk(spans);
    expect(run((now) => rejectAll(now, now.spans, 0.95))).toBe('edit/nothing');
    expect(run((now) => rejectAll(now, now.spans, 0.5))).toBe('ok');
    expect([shown(), rejected()]).toEqual([['حلب LOC predicted'], ['دمشق']]);
  });

  it('reads a sentence: confirms what the model suggests in it, leaves bulk as it is', () => {
    const { run, shown, work, log } = desk([...spans, spanIn(RAW, 'بشار الأسد', 'PER', 0.3)]);
    const [first, second] = SEGMENTS;
    if (!first || !second) throw new Error('two sentences');
    run((now) => acceptAll(now, now.spans, 0.8));
    expect(run((now) => readSentence(now, first))).toBe('ok');
    expect(shown()).toEqual(['بشار الأسد PER confirmed', 'دمشق LOC bulk', 'حلب LOC predicted']);
    expect(new Set(log.edits.slice(1).map(({ batchId }) => batchId)).size).toBe(1);
    expect(run((now) => readSentence(now, first))).toBe('edit/nothing');
    expect(run((now) => unreadSentence(now, second))).toBe('edit/nothing');
    expect(run((now) => unreadSentence(now, first))).toBe('ok');
    expect(work().layer.read.size).toBe(0);
    expect(shown()[0]).toBe('بشار الأسد PER confirmed');
  });
});

describe('readSentence', () => {
  it('leaves a suggestion alone that began in the sentence before', () => {
    const { run, shown } = desk([spanIn(RAW, 'القديمة أمس. ثم', 'MISC'), spanIn(RAW, 'حلب', 'LOC')]);
    const second = SEGMENTS[1];
    if (!second) throw new Error('two sentences');
    run((work) => readSentence(work, second));
    expect(shown()).toEqual(['القديمة أمس. ثم MISC predicted', 'حلب LOC confirmed']);
  });
});

describe('setReview', () => {
  it('hides suggestions while a blind review is under way; reading confirms none of them', () => {
    const { run, shown } = desk([spanIn(RAW, 'دمشق', 'LOC')]);
    const [first] = SEGMENTS;
    if (!first) throw new Error('a sentence');
    expect(run((work) => setReview(work, { status: 'inReview', isBlind: true }))).toBe('ok');
    expect(run((work) => setReview(work, { isBlind: true }))).toBe('edit/nothing');
    expect(shown()).toEqual([]);
    run((work) => readSentence(work, first));
    run((work) => setReview(work, { status: 'done' }));
    expect(shown()).toEqual([]);
    run((work) => unreadSentence(work, first));
    expect(shown()).toEqual(['دمشق LOC predicted']);
  });
});

describe('importGold', () => {
  it('is one edit, with sentences read', () => {
    const { log, work, shown } = desk();
    log.add(importGold('doc', [spanIn(RAW, 'دمشق', 'LOC')], [rawOffset(0)]));
    expect(shown()).toEqual(['دمشق LOC imported']);
    expect([...work().layer.read]).toEqual([0]);
  });
});
