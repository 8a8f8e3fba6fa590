import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rawOffset, type Document, type DocumentStore, type Project, type Span } from '../../../src/domain';
import { mergeProjects, openStore } from '../../../src/storage';
import { foldName, textKeySource, wordsIn } from '../../../src/text';
import { document, edit, link, run } from './records';

/** Copies of three articles, as devices may hold them: other spaces, vowels, letter forms, direction marks. */
const COPIES = [
  [
    'زار الوزير مدينة دمشق ثم حلب',
    '  زارَ الوزيرُ  مدينةَ دِمَشْق ثم حلب\n',
    'زار الوزيـر مدينه\u200f دمشق\u200e ثم حلب',
  ],
  ['عاد أحمد إلى الرقة', 'عاد احمد الي الرقه ', '\ufeffعاد\r\nأحمَد إلى الرّقّة'],
  ['📍 وصل الوفد', '📍\u00a0وصَل  الوفد'],
] as const;
const EMPTY: Project = { documents: [], runs: [], edits: [], links: [] };

function spanAt(raw: string, word: number): Span {
  const words = wordsIn(raw, rawOffset(0), rawOffset(raw.length)).filter((w) => foldName(w.surface) !== '');
  const { start, end } = words[word % words.length] ?? { start: rawOffset(0), end: rawOffset(1) };
  return {
    start,
    end,
    label: 'LOC',
    score: 0.5,
    margin: 0.2,
    runnerUp: 'O',
    stem: { start, end, text: 'x' },
  };
}

interface Made {
  readonly document: Document;
  readonly words: readonly number[];
  readonly lamport: number;
  readonly lon: number;
  readonly isGold: boolean;
}

/** As a device writes it: each text once, runs, edits and links of its own documents. Ids meet now and then. */
const made: fc.Arbitrary<Made> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    article: fc.nat(2),
    copy: fc.nat(2),
    title: fc.constantFrom('عنوان', 'آخر'),
    createdAt: fc.nat(3),
    updatedAt: fc.nat(2),
    deletedAt: fc.constantFrom(0, 0, 7),
    words: fc.array(fc.nat(6), { maxLength: 3 }),
    lamport: fc.nat(4),
    lon: fc.constantFrom(-8.5, 40),
    isGold: fc.boolean(),
  })
  .map(({ id, article, copy, title, createdAt, updatedAt, deletedAt, ...rest }) => {
    const copies = COPIES[article] ?? COPIES[0];
    const text = copies[copy % copies.length] ?? copies[0];
    const change = { text, title, createdAt, updatedAt, deletedAt };
    // An id belongs to one text for ever.
    return {
      document: document(`${id}${article}${copy % copies.length}`, textKeySource(text), change),
      ...rest,
    };
  });

/** Runs and edits never change, so an id stands for one content. */
const runId = (d: Document, words: readonly number[]): string => `run-${d.id}-${words.join('')}`;

const project: fc.Arbitrary<Project> = fc
  .uniqueArray(made, { selector: ({ document: d }) => d.textKey, maxLength: 3 })
  .map((all) => ({
    documents: all.map((one) => one.document),
    runs: all.map(({ document: d, words }) =>
      run(
        runId(d, words),
        d.id,
        1,
        words.map((word) => spanAt(d.text, word)),
      ),
    ),
    edits: all.map(({ document: d, words, lamport }) =>
      edit(`edit-${d.id}-${lamport}-${words[0] ?? 0}`, d.id, lamport, {
        op: 'addSpan',
        after: spanAt(d.text, words[0] ?? 0),
      }),
    ),
    links: all.map(({ document: d, words, lon, isGold }) => {
      const { start, end } = spanAt(d.text, words[0] ?? 0);
      const surface = d.text.slice(start, end);
      return link(d.id, runId(d, words), start, lon, { end, surface, origin: isGold ? 'gold' : 'predicted' });
    }),
  }));

describe('mergeProjects', () => {
  it('gives the same state in either order; merging again changes nothing', () => {
    fc.assert(
      fc.property(project, project, project, (a, b, c) => {
        const ab = mergeProjects(a, b);
        expect(mergeProjects(b, a)).toEqual(ab);
        expect(mergeProjects(ab, b)).toEqual(ab);
        expect(mergeProjects(a, ab)).toEqual(ab);
        expect(mergeProjects(ab, ab)).toEqual(ab);
        expect(mergeProjects(ab, c)).toEqual(mergeProjects(a, mergeProjects(b, c)));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps one document a text and every record on it', () => {
    fc.assert(
      fc.property(project, project, (a, b) => {
        const ab = mergeProjects(a, b);
        const keys = [...a.documents, ...b.documents].map((d) => d.textKey);
        expect(ab.documents.map((d) => d.textKey).sort()).toEqual([...new Set(keys)].sort());
        const ids = new Set(ab.documents.map((d) => d.id));
        for (const record of [...ab.runs, ...ab.edits, ...ab.links]) expect(ids).toContain(record.documentId);
        for (const name of ['runs', 'edits'] as const)
          expect(new Set(ab[name].map((r) => r.id))).toEqual(
            new Set([...a[name], ...b[name]].map((r) => r.id)),
          );
      }),
    );
  });

  it('never changes the text of an id, and carries ranges over to the text that stays', () => {
    fc.assert(
      fc.property(project, project, (a, b) => {
        const ab = mergeProjects(a, b);
        const before = [...a.documents, ...b.documents];
        for (const after of ab.documents)
          expect(before.filter((d) => d.id === after.id).map((d) => d.text)).toContain(after.text);
        const textOf = new Map(ab.documents.map((d) => [d.id, d.text]));
        const said = (p: Project, runId: string) => {
          const found = p.runs.find((r) => r.id === runId);
          const raw = p.documents.find((d) => d.id === found?.documentId)?.text ?? '';
          return found?.spans.map(({ start, end }) => foldName(raw.slice(start, end)));
        };
        for (const { id } of ab.runs) expect([said(a, id), said(b, id)]).toContainEqual(said(ab, id));
        for (const { documentId, start, end, surface } of ab.links)
          expect(textOf.get(documentId)?.slice(start, end)).toBe(surface);
      }),
    );
  });

  it('carries over edits and side blocks, and prefers a place that a person chose', () => {
    const [first, second] = COPIES[0];
    const key = textKeySource(first);
    const at = second.indexOf('دِمَشْق');
    const range = { start: rawOffset(at), end: rawOffset(at + 7) };
    const merged = mergeProjects(
      {
        ...EMPTY,
        documents: [document('a', key, { text: first })],
        links: [link('a', 'r', first.indexOf('دمشق'), 1, { origin: 'gold' })],
      },
      {
        ...EMPTY,
        documents: [
          document('b', key, { text: second, updatedAt: 5, sideBlocks: [{ ...range, reason: 'credit' }] }),
        ],
        edits: [edit('e', 'b', 1, { op: 'changeSpan', before: null, after: { ...range, label: 'LOC' } })],
        links: [link('b', 'r', at, 9, { ...range })],
      },
    );
    const start = first.indexOf('دمشق');
    expect(merged.documents).toMatchObject([
      { id: 'a', text: first, sideBlocks: [{ start, end: start + 4, reason: 'credit' }] },
    ]);
    expect(merged.edits[0]?.after).toEqual({ start, end: start + 4, label: 'LOC' });
    expect(merged.links).toMatchObject([{ documentId: 'a', origin: 'gold', place: { lon: 1 } }]);
  });

  it('carries over what a person decided about a mention of a place', () => {
    const [kept, other] = ['وصل إلى حلب.', ' وصَل  إلى حَلَب.'];
    const at = other.indexOf('ح');
    const place = { id: 'user:1', name: 'حلب', lat: 36.2, lon: 37.1, level: 'town', country: null };
    const choice = { start: at, end: at + 5, toponym: 'حلب', place, origin: 'confirmed' };
    const merged = mergeProjects(
      { ...EMPTY, documents: [document('a', 'k', { text: kept })] },
      {
        ...EMPTY,
        documents: [document('b', 'k', { text: other })],
        edits: [edit('e', 'b', 1, { op: 'setLink', after: choice })],
      },
    );
    const start = kept.indexOf('ح');
    expect(merged.edits).toMatchObject([{ documentId: 'a', after: { ...choice, start, end: start + 3 } }]);
  });

  it('carries over which sentences were read', () => {
    const [kept, other] = ['وصل الوفد.\nثم عاد.', ' وصَل  الوفدُ.\n\n ثمّ عاد.'];
    const startIn = (text: string) => text.indexOf('ث');
    const edits = [
      edit('read', 'b', 1, { op: 'setSentence', after: { start: startIn(other), isRead: true } }),
      edit('gold', 'b', 2, { op: 'importGold', after: { marks: [], sentenceStarts: [startIn(other)] } }),
    ];
    const merged = mergeProjects(
      { ...EMPTY, documents: [document('a', 'k', { text: kept })] },
      { ...EMPTY, documents: [document('b', 'k', { text: other })], edits },
    );
    const after = new Map(merged.edits.map(({ id, after: value }) => [id, value]));
    expect(after.get('read')).toEqual({ start: startIn(kept), isRead: true });
    expect(after.get('gold')).toEqual({ marks: [], sentenceStarts: [startIn(kept)] });
  });

  it('decides between unlike records of one id by what they hold, not by which comes first', () => {
    const documents = [document('a', 'k')];
    const one = { ...EMPTY, documents, edits: [edit('e', 'a', 1, { after: 'x' })], runs: [run('r', 'a', 1)] };
    const two = { ...EMPTY, documents, edits: [edit('e', 'a', 1, { after: 'y' })], runs: [run('r', 'a', 2)] };
    expect(mergeProjects(one, two)).toEqual(mergeProjects(two, one));
  });

  it('takes the later of two states of a deleted document', () => {
    const live = { ...EMPTY, documents: [document('a', 'k', { updatedAt: 3 })] };
    const deleted = { ...EMPTY, documents: [document('a', 'k', { updatedAt: 2, deletedAt: 2 })] };
    expect(mergeProjects(live, deleted).documents[0]?.deletedAt).toBe(0);
    const later = { ...EMPTY, documents: [document('a', 'k', { updatedAt: 4, deletedAt: 4 })] };
    expect(mergeProjects(later, live).documents[0]?.deletedAt).toBe(4);
  });

  it('loses neither of two texts that a hand-made file gives one id or one key', () => {
    const a = { ...EMPTY, documents: [document('x', 'k1', { text: 'واحد' })], runs: [run('r1', 'x')] };
    const b = { ...EMPTY, documents: [document('x', 'k2', { text: 'اثنان' })], runs: [run('r2', 'x')] };
    const ab = mergeProjects(a, b);
    expect(ab.documents.map((d) => d.text).sort()).toEqual(['اثنان', 'واحد']);
    expect(ab.runs.map((r) => ab.documents.find((d) => d.id === r.documentId)?.text)).toEqual([
      'واحد',
      'اثنان',
    ]);
    expect(mergeProjects(b, a)).toEqual(ab);
    expect(mergeProjects(ab, b)).toEqual(ab);
    const c = { ...EMPTY, documents: [document('y', 'k1', { text: 'ثلاثة' })] };
    expect(mergeProjects(a, c).documents).toHaveLength(2);
  });
});

describe('mergeProject', () => {
  let store: DocumentStore;
  let name = 0;
  beforeEach(async () => {
    store = await openStore(`merge-${++name}`);
  });
  afterEach(() => store.close());

  it('merges in the browser without duplicates and without losing what is stored', async () => {
    await store.put(document('z', 'same'));
    await store.putRun(run('rz', 'z'));
    await store.putLinks('rz', [link('z', 'rz', 4)]);
    const incoming: Project = {
      ...EMPTY,
      documents: [
        document('a', 'same', { title: 'أحدث', updatedAt: 5 }),
        document('n', 'new'),
        document('gone', 'gone', { deletedAt: 3 }),
      ],
      runs: [run('ra', 'a')],
      edits: [edit('e', 'a', 3)],
    };
    expect(await store.mergeProject(incoming)).toEqual({ added: 1, merged: 1 });
    const once = await store.readProject();
    expect(await store.mergeProject(incoming)).toEqual({ added: 0, merged: 2 });
    expect(await store.readProject()).toEqual(once);
    expect((await store.list()).map((d) => [d.id, d.title]).sort()).toEqual([
      ['a', 'أحدث'],
      ['n', 'عنوان n'],
    ]);
    expect((await store.runsOf('a')).map((r) => r.id).sort()).toEqual(['ra', 'rz']);
    expect((await store.linksOf('rz'))[0]).toMatchObject({ documentId: 'a', place: { lon: -1.5 } });
    expect(await store.nextLamport()).toBe(4);
  });

  it('gives two devices the same state, whichever opens the other’s file', async () => {
    await fc.assert(
      fc.asyncProperty(project, project, async (a, b) => {
        const [one, two] = await Promise.all([openStore(`merge-${++name}`), openStore(`merge-${++name}`)]);
        await one.mergeProject(a);
        await two.mergeProject(b);
        const [fromOne, fromTwo] = await Promise.all([one.readProject(), two.readProject()]);
        await Promise.all([one.mergeProject(fromTwo), two.mergeProject(fromOne)]);
        expect(await one.readProject()).toEqual(await two.readProject());
        one.close();
        two.close();
      }),
      { numRuns: 25 },
    );
  });
});
