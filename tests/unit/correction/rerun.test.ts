import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mark, Origin, Span } from '../../../src/domain';
import {
  keepMine,
  mergeRun,
  revertBatch,
  takeNew,
  traceLayer,
  type EditDraft,
} from '../../../src/correction';
import { createLog, markAt, markIn, spanIn } from './samples';

const RAW = 'قال بشار الأسد في دمشق إن حلب وحمص هادئتان';
const NAME = 'بشار الأسد';
const OLD = [spanIn(RAW, 'بشار', 'PER'), spanIn(RAW, 'دمشق', 'LOC'), spanIn(RAW, 'حلب', 'ORG')];

const put = (after: Mark, before: Mark | null = null): EditDraft => ({
  documentId: 'doc',
  op: 'changeSpan',
  before,
  after,
});

/** Marks left under run `r1`, then merged with a new run `r2`. */
function merge(
  marks: readonly Mark[],
  newSpans: readonly Span[],
  runs: Readonly<Record<string, readonly Span[]>> = { r1: OLD },
) {
  const log = createLog();
  if (marks.length > 0) log.add(marks.map((mark) => put(mark)));
  const now = () =>
    mergeRun({ layer: traceLayer(log.edits), oldRunOf: (id) => runs[id], newRunId: 'r2', newSpans });
  return { log, now };
}
const names = (items: readonly { mark: Mark }[]) => items.map(({ mark }) => RAW.slice(mark.start, mark.end));

describe('mergeRun', () => {
  it('parts places into kept, now agreeing and conflicting', () => {
    const marks = [
      markIn(RAW, NAME, 'PER'),
      markIn(RAW, 'دمشق', 'LOC', 'confirmed'),
      markIn(RAW, 'حلب', 'LOC'),
      markIn(RAW, 'وحمص', 'LOC'),
    ];
    const { now } = merge(marks, [
      spanIn(RAW, NAME, 'PER'),
      spanIn(RAW, 'دمشق', 'MISC'),
      spanIn(RAW, 'حلب', 'ORG'),
      spanIn(RAW, 'وحمص', 'PER'),
    ]);
    const { kept, nowAgreeing, conflicts } = now();
    expect(names(nowAgreeing)).toEqual([NAME]);
    // Confirmed as the old run had it, and wrong in the new run as in the old one.
    expect(names(kept)).toEqual(['دمشق', 'حلب']);
    expect(names(conflicts)).toEqual(['وحمص']);
    expect([conflicts[0]?.old, conflicts[0]?.new.map(({ label }) => label)]).toEqual([[], ['PER']]);
  });

  it('takes a new span over what was rejected for a conflict, the old one for known, none for agreement', () => {
    const rejected = [markIn(RAW, 'حلب', 'ORG', 'rejected')];
    expect(names(merge(rejected, [spanIn(RAW, 'حلب', 'LOC')]).now().conflicts)).toEqual(['حلب']);
    expect(names(merge(rejected, [spanIn(RAW, 'حلب', 'ORG')]).now().kept)).toEqual(['حلب']);
    expect(names(merge(rejected, []).now().nowAgreeing)).toEqual(['حلب']);
    const deleted = [markIn(RAW, 'وحمص', 'LOC', 'rejected')];
    expect(names(merge(deleted, [spanIn(RAW, 'وحمص', 'LOC')]).now().conflicts)).toEqual(['وحمص']);
  });

  it('takes overlapping marks and spans as one place', () => {
    const marks = [markIn(RAW, 'بشار', 'PER'), markIn(RAW, 'الأسد', 'MISC')];
    const { conflicts } = merge(marks, [spanIn(RAW, NAME, 'ORG')]).now();
    expect(conflicts.map(({ marks: all }) => all.length)).toEqual([2]);
    expect(conflicts[0]?.old.map(({ label }) => label)).toEqual(['PER']);
  });

  it('keeps what was made without a run; a run that is gone leaves the question open', () => {
    const mark = markIn(RAW, 'وحمص', 'LOC');
    const blind = createLog();
    blind.add([put(mark)], { baseRunId: '' });
    const source = { newRunId: 'r2', newSpans: [spanIn(RAW, 'وحمص', 'ORG')], oldRunOf: () => undefined };
    expect(mergeRun({ ...source, layer: traceLayer(blind.edits) }).kept).toHaveLength(1);
    expect(merge([{ ...mark, origin: 'imported' }], source.newSpans).now().kept).toHaveLength(1);
    expect(merge([mark], source.newSpans, {}).now().conflicts).toHaveLength(1);
  });

  it('counts a conflict as decided under the new run, until that is undone', () => {
    const mark = markIn(RAW, 'وحمص', 'LOC');
    const { log, now } = merge([mark], [spanIn(RAW, 'وحمص', 'ORG')]);
    const kept = log.add(keepMine('doc', [mark]), { baseRunId: 'r2' });
    expect([now().conflicts.length, now().kept.length]).toEqual([0, 1]);
    log.add(revertBatch(log.edits, kept), { revertOf: kept });
    expect(now().conflicts).toHaveLength(1);
    log.add(takeNew('doc', [mark], [spanIn(RAW, 'وحمص', 'ORG')]), { baseRunId: 'r2' });
    expect([now().conflicts.length, now().nowAgreeing.length]).toEqual([0, 1]);
    expect(traceLayer(log.edits).marks.map(({ label, origin }) => [label, origin])).toEqual([
      ['ORG', 'confirmed'],
    ]);
  });

  it('leaves a rejected mark where the new run found nothing', () => {
    const mark = markIn(RAW, 'حلب', 'LOC');
    const { log, now } = merge([mark], []);
    expect(now().conflicts).toHaveLength(1);
    log.add(takeNew('doc', [mark], []), { baseRunId: 'r2' });
    expect(traceLayer(log.edits).marks.map(({ origin }) => origin)).toEqual(['rejected']);
    expect(now().conflicts).toEqual([]);
  });

  it('puts every mark into exactly one place, overwrites none, and can be decided either way', () => {
    const pieces = fc.uniqueArray(fc.nat(15), { maxLength: 12, size: 'max' });
    const layer = fc.tuple(
      pieces,
      fc.array(fc.constantFrom<Origin>('made', 'confirmed', 'bulk', 'rejected'), {
        minLength: 12,
        maxLength: 12,
      }),
      fc.infiniteStream(fc.constantFrom('PER', 'LOC')),
    );
    const spans = fc
      .tuple(pieces, fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 12, maxLength: 12 }))
      .map(([starts, lengths]) => {
        let end = 0;
        return [...starts]
          .sort((a, b) => a - b)
          .flatMap((start, i): Span[] => {
            if (start * 4 < end) return [];
            end = start * 4 + (lengths[i] ?? 1) * 3;
            const { origin: _, ...mark } = markAt(start * 4, end, i % 2 === 0 ? 'PER' : 'LOC');
            return [{ ...mark, score: 1, margin: 1, runnerUp: 'O' }];
          });
      });
    fc.assert(
      fc.property(layer, spans, spans, fc.boolean(), ([starts, origins, labels], old, fresh, isMine) => {
        const marks = [...starts]
          .sort((a, b) => a - b)
          .map((start, i) =>
            markAt(start * 4, start * 4 + 3, labels.next().value as string, origins[i] ?? 'made'),
          );
        const { log, now } = merge(marks, fresh, { r1: old });
        const { kept, nowAgreeing, conflicts } = now();
        const placed = [...kept, ...nowAgreeing, ...conflicts].flatMap((item) => item.marks);
        expect(placed.sort((a, b) => a.start - b.start)).toEqual(marks);
        for (const item of conflicts)
          log.add(isMine ? keepMine('doc', item.marks) : takeNew('doc', item.marks, item.new), {
            baseRunId: 'r2',
          });
        expect(now().conflicts).toEqual([]);
        if (!isMine)
          expect(now().nowAgreeing.length).toBeGreaterThanOrEqual(nowAgreeing.length + conflicts.length);
        expect(traceLayer(log.edits).displaced).toEqual([]);
        if (isMine) expect(traceLayer(log.edits).marks).toEqual(marks);
      }),
    );
  });
});
