import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findSameNames,
  openWork,
  propagate,
  rebuildLayer,
  revertBatch,
  type Work,
} from '../../../src/correction';
import type { Edit, Span } from '../../../src/domain';
import { segmentText } from '../../../src/text';
import { createLog, editOf, markAt, markIn, spanIn } from './samples';

function workOn(
  documentId: string,
  raw: string,
  spans: readonly Span[] = [],
  edits: readonly Edit[] = [],
): Work {
  return openWork({ documentId, raw, spans, segments: segmentText(raw), layer: rebuildLayer(edits) });
}
const found = (text: string, label: string, ...works: Work[]) =>
  findSameNames({ text, label }, works).map(({ surface, state }) => `${surface} ${state}`);

describe('findSameNames', () => {
  it('finds the name behind attached letters, in any spelling, as whole words only', () => {
    const raw = 'الرقة مدينة. عاد إلى الرقه وبالرَّقّة ثم للرقة ووللرقة، والرقةُ غير الرقاويين ورقة.';
    expect(found('الرقة', 'LOC', workOn('a', raw))).toEqual([
      'الرقة nothing',
      'الرقه nothing',
      'وبالرَّقّة nothing',
      'للرقة nothing',
      'والرقةُ nothing',
    ]);
  });

  it('gives the name without the attached letters as the stem', () => {
    const raw = 'سافر وَبِالرَّقة ثم للاذقية وللبنان';
    const stems = (text: string) =>
      findSameNames({ text, label: 'LOC' }, [workOn('a', raw)]).map(({ stem }) => [
        raw.slice(stem.start, stem.end),
        stem.text,
      ]);
    expect(stems('الرقة')).toEqual([['الرَّقة', 'الرَّقة']]);
    expect(stems('اللاذقية')).toEqual([['لاذقية', 'اللاذقية']]);
    expect(stems('لبنان')).toEqual([['لبنان', 'لبنان']]);
  });

  it('follows names of several words over a line break, not over a blank line', () => {
    const raw = 'قوات سوريا\nالديموقراطية. وقوات سوريا الديموقراطية. قوات سوريا\n\nالديموقراطية';
    expect(found('قوات سوريا الديموقراطية', 'ORG', workOn('a', raw))).toEqual([
      'قوات سوريا\nالديموقراطية nothing',
      'وقوات سوريا الديموقراطية nothing',
    ]);
  });

  it('does not look for a short name of a person behind letters', () => {
    const raw = 'جاء سام ووسام وسامي';
    expect(found('سام', 'PER', workOn('a', raw))).toEqual(['سام nothing']);
  });

  it('says what is there now, and leaves out what lies within other gold', () => {
    const raw = 'حلب في حلب من حلب إلى جامعة حلب ثم حلب وحلب';
    const edits = [
      editOf('addSpan', null, markIn(raw, 'حلب', 'ORG', 'made', 1)),
      editOf('addSpan', null, markIn(raw, 'حلب', 'LOC', 'made', 2)),
      editOf('addSpan', null, markIn(raw, 'جامعة حلب', 'ORG')),
      editOf('rejectSpan', null, markIn(raw, 'حلب', 'LOC', 'rejected', 4)),
    ];
    const work = workOn('a', raw, [spanIn(raw, 'حلب', 'LOC')], edits);
    expect(found('حلب', 'LOC', work)).toEqual([
      'حلب suggestion',
      'حلب otherLabel',
      'حلب same',
      'حلب rejected',
      'وحلب nothing',
    ]);
  });

  it('marks suggestions with other borders as not exact', () => {
    const raw = 'درس في جامعة حلب';
    const [name] = findSameNames({ text: 'حلب', label: 'LOC' }, [
      workOn('a', raw, [spanIn(raw, 'جامعة حلب', 'ORG')]),
    ]);
    expect([name?.state, name?.isExact]).toEqual(['suggestion', false]);
  });

  it('finds ranges that are whole words of any text', () => {
    const piece = fc.constantFrom('حلب', 'وَحَلَب', '📍', 'é', 'ﻻ', '،', '\u200F', 'لحلب');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 15 }), fc.constantFrom(' ', '', '\n'), (pieces, space) => {
        const raw = pieces.join(space);
        const words = segmentText(raw).flatMap((segment) => segment.words);
        for (const { start, end, surface, stem } of findSameNames({ text: 'حلب', label: 'LOC' }, [
          workOn('a', raw),
        ])) {
          expect(raw.slice(start, end)).toBe(surface);
          expect(words.some((word) => word.start === start && word.end === end)).toBe(true);
          expect(surface.endsWith(raw.slice(stem.start, stem.end))).toBe(true);
        }
      }),
    );
  });
});

describe('propagate', () => {
  const rawA = 'زار حلب ثم حلب وجامعة حلب';
  const rawB = 'بحلب وحلب';
  const works = (editsA: readonly Edit[] = []) => [
    workOn('a', rawA, [spanIn(rawA, 'حلب', 'LOC'), spanIn(rawA, 'وجامعة حلب', 'ORG')], editsA),
    workOn('b', rawB, [spanIn(rawB, 'بحلب', 'ORG')]),
  ];

  it('gives the label in all documents in one batch; nothing overlaps', () => {
    const all = works([
      editOf('rejectSpan', null, markIn(rawA, 'حلب', 'LOC', 'rejected', 1), { documentId: 'a' }),
    ]);
    const names = findSameNames({ text: 'حلب', label: 'LOC' }, all).filter((name) => name.isExact);
    const drafts = propagate(names, { kind: 'label', label: 'LOC' }, (id) =>
      all.find((w) => w.documentId === id),
    );
    expect(drafts.map(({ documentId, op }) => `${documentId} ${op}`)).toEqual([
      'a acceptSpan',
      'a removeSpan',
      'a addSpan',
      'b changeSpan',
      'b addSpan',
    ]);
    const log = createLog();
    log.add(drafts);
    expect(
      rebuildLayer(log.edits, { documentId: 'b' }).marks.map((m) => [m.origin, m.label, m.stem.text]),
    ).toEqual([
      ['propagated', 'LOC', 'حلب'],
      ['propagated', 'LOC', 'حلب'],
    ]);
  });

  it('skips what is as wanted already, and gold that came between', () => {
    const names = findSameNames({ text: 'حلب', label: 'LOC' }, works());
    const later = works([
      editOf('addSpan', null, markIn(rawA, 'زار حلب', 'MISC')),
      editOf('addSpan', null, markIn(rawA, 'حلب', 'LOC', 'made', 1)),
      editOf('addSpan', null, markIn(rawA, 'وجامعة حلب', 'ORG')),
    ]);
    const drafts = propagate(names, { kind: 'label', label: 'LOC' }, (id) =>
      later.find((w) => w.documentId === id),
    );
    expect(drafts.filter(({ documentId }) => documentId === 'a')).toEqual([]);
  });

  it('rejects at all places what is marked there', () => {
    const all = works();
    const names = findSameNames({ text: 'حلب', label: 'LOC' }, all);
    const drafts = propagate(names, { kind: 'reject' }, (id) => all.find((w) => w.documentId === id));
    expect(drafts.map(({ documentId, op }) => `${documentId} ${op}`)).toEqual([
      'a rejectSpan',
      'b rejectSpan',
    ]);
  });

  it('does everywhere at once what one undo takes back, whatever is there', () => {
    const piece = fc.constantFrom('حلب', 'وحلب', 'جامعة حلب', 'للشام', 'الشام', '،', '\n\n');
    const text = fc.array(piece, { maxLength: 12, size: 'max' }).map((pieces) => pieces.join(' '));
    fc.assert(
      fc.property(text, text, fc.array(fc.nat(20), { maxLength: 6 }), (rawC, rawD, chosen) => {
        const log = createLog();
        const open = () =>
          [rawC, rawD].map((raw, i) => {
            const words = segmentText(raw).flatMap((segment) => segment.words);
            const spans = words
              .filter((_, k) => chosen.includes(k))
              .map(({ start, end }): Span => {
                const { origin: _, ...mark } = markAt(start, end, 'ORG');
                return { ...mark, score: 0.5, margin: 0.1, runnerUp: 'O' };
              });
            return workOn(
              `${i}`,
              raw,
              spans,
              log.edits.filter(({ documentId }) => documentId === `${i}`),
            );
          });
        const before = open();
        const names = ['حلب', 'جامعة حلب', 'الشام'].flatMap((name) =>
          findSameNames({ text: name, label: 'LOC' }, before),
        );
        const batch = log.add(
          propagate(names, { kind: 'label', label: 'LOC' }, (id) => before.find((w) => w.documentId === id)),
        );
        for (const { layer } of open()) expect(layer.displaced).toEqual([]);
        expect(open().every(({ layer }) => layer.marks.every(({ origin }) => origin === 'propagated'))).toBe(
          true,
        );
        log.add(revertBatch(log.edits, batch), { revertOf: batch });
        expect(open().map(({ spans }) => spans)).toEqual(before.map(({ spans }) => spans));
      }),
    );
  });
});
