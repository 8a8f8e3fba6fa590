import 'fake-indexeddb/auto';
import fc from 'fast-check';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  orderEdits,
  rawOffset,
  type Document,
  type DocumentStore,
  type Edit,
  type Project,
  type Run,
  type StoredLink,
} from '../../../src/domain';
import { linkId, mergeProjects, openStore } from '../../../src/storage';

const document = (id: string, textKey: string, change: Partial<Document> = {}): Document => ({
  id,
  title: `عنوان ${id}`,
  text: `نص ${textKey}`,
  textKey,
  source: { outlet: '', url: '', published: '' },
  language: 'ar',
  sideBlocks: [],
  createdAt: 1,
  updatedAt: 1,
  deletedAt: 0,
  ...change,
});
const run = (id: string, documentId: string, startedAt = 1): Run => ({
  id,
  documentId,
  modelId: 'm',
  modelSha256: 'x',
  scheme: 'newsroom',
  settings: { maxWindowTokens: 128, overlapWords: 24 },
  spans: [],
  timing: { startedAt, elapsedMs: 1, tokens: 1, words: 1, threads: 1 },
});
const link = (documentId: string, runId: string, start: number, lon = -1.5): StoredLink => ({
  id: linkId(documentId, runId, start),
  documentId,
  runId,
  start: rawOffset(start),
  end: rawOffset(start + 3),
  surface: 'حلب',
  toponym: 'حلب',
  place: { id: 'wof:1', name: 'حلب', lat: 36.2, lon, level: 'town', country: 'SY' },
  score: 0.5,
  reasons: [{ code: 'exactName' }],
  candidates: [],
  origin: 'predicted',
});
const edit = (id: string, documentId: string, lamport: number, deviceId = 'd'): Edit => ({
  id,
  documentId,
  baseRunId: 'r',
  scheme: 's',
  lamport,
  deviceId,
  actor: '',
  at: 0,
  batchId: id,
  op: 'setTitle',
  before: null,
  after: 'x',
});

let store: DocumentStore;
let name = 0;
beforeEach(async () => {
  store = await openStore(`test-${++name}`);
});
afterEach(() => store.close());

describe('openStore', () => {
  it('lists live documents, newest first; delete can be undone', async () => {
    await store.put(document('a', 'ka', { createdAt: 1 }));
    await store.put(document('b', 'kb', { createdAt: 2 }));
    await store.remove('b');
    expect((await store.list()).map((d) => d.id)).toEqual(['a']);
    await store.restore('b');
    expect((await store.list()).map((d) => d.id)).toEqual(['b', 'a']);
    expect((await store.findByTextKey('ka'))?.id).toBe('a');
  });

  it('never changes a stored text', async () => {
    await store.put(document('a', 'ka'));
    await expect(store.put(document('a', 'ka', { text: 'غيره' }))).rejects.toMatchObject({
      code: 'storage/immutable',
    });
    await store.put(document('a', 'ka', { title: 'جديد' }));
    expect((await store.get('a'))?.title).toBe('جديد');
  });

  it('tells watchers of every change', async () => {
    const seen: string[][] = [];
    const stop = store.watch((documents) => seen.push(documents.map((d) => d.id)));
    await vi.waitFor(() => expect(seen).toEqual([[]]));
    await store.put(document('a', 'ka'));
    await vi.waitFor(() => expect(seen.at(-1)).toEqual(['a']));
    stop();
  });

  it('keeps runs and links; the newest run of each live document is current', async () => {
    await store.put(document('a', 'ka'));
    await store.putRun(run('r1', 'a', 1));
    await store.putRun(run('r2', 'a', 2));
    await store.putRun(run('orphan', 'gone', 3));
    await store.putLinks('r2', [link('a', 'r2', 5), link('a', 'r2', 2)]);
    const latest: Run[][] = [];
    const stop = store.watchLatestRuns((runs) => latest.push(runs));
    await vi.waitFor(() => expect(latest.at(-1)?.map((r) => r.id)).toEqual(['r2']));
    stop();
    const links = await store.linksOf('r2');
    expect(links.map((l) => l.start)).toEqual([2, 5]);
    expect(links[0]?.place?.lon).toBe(-1.5);
  });

  it('sets a damaged record aside and repairs what it can', async () => {
    await store.put(document('a', 'ka'));
    store.close();
    const raw = new Dexie(`test-${name}`);
    await raw.open();
    await raw.table('documents').bulkPut([
      { id: 'broken', text: 7 },
      { id: 'old', text: 'نص', textKey: 'k', createdAt: 9 },
    ]);
    raw.close();
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    store = await openStore(`test-${name}`);
    expect((await store.list()).map((d) => [d.id, d.language, d.title])).toEqual([
      ['old', 'und', ''],
      ['a', 'ar', 'عنوان a'],
    ]);
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });

  it('says so when a newer version of the page wrote the store', async () => {
    store.close();
    const newer = new Dexie(`test-${name}`);
    newer.version(9).stores({ documents: 'id', later: 'id' });
    await newer.open();
    newer.close();
    await expect(openStore(`test-${name}`)).rejects.toMatchObject({ code: 'storage/newer' });
  });

  it('keeps the log in order and its clock ahead of it', async () => {
    const edits = [edit('e2', 'a', 7), edit('e1', 'a', 7, 'c'), edit('e3', 'a', 2)];
    await store.appendEdits(edits);
    await store.appendEdits([edit('e2', 'a', 99)]);
    expect((await store.editsOf('a')).map((e) => [e.id, e.lamport])).toEqual([
      ['e3', 2],
      ['e1', 7],
      ['e2', 7],
    ]);
    expect(orderEdits([...edits].reverse())).toEqual(orderEdits(edits));
    expect(await store.nextLamport()).toBe(8);
    expect(await store.nextLamport()).toBe(9);
    expect(await store.deviceId()).toBe(await store.deviceId());
  });
});

describe('projects', () => {
  const ids = fc.constantFrom('a', 'b', 'c', 'd');
  const keys = fc.constantFrom('k1', 'k2', 'k3');
  /** As a device writes it: records belong to documents of the same project. */
  const anything: fc.Arbitrary<Project> = fc.record({
    documents: fc.uniqueArray(
      fc
        .tuple(ids, keys, fc.nat(3), fc.nat(3), fc.constantFrom('عنوان', 'آخر'))
        .map(([id, key, updatedAt, createdAt, title]) =>
          document(`${id}${key}`, key, { updatedAt, createdAt, title }),
        ),
      { selector: (d) => d.textKey },
    ),
    runs: fc.array(
      fc.tuple(ids, ids, keys).map(([id, d, key]) => run(`${id}${d}${key}`, `${d}${key}`)),
      { maxLength: 4 },
    ),
    edits: fc.array(
      fc
        .tuple(ids, ids, keys, fc.nat(5))
        .map(([id, d, key, l]) => edit(`${id}${d}${key}${l}`, `${d}${key}`, l)),
      { maxLength: 4 },
    ),
    links: fc.array(
      fc
        .tuple(ids, keys, fc.nat(5), fc.constantFrom(-8.5, 40))
        .map(([d, key, start, lon]) => link(`${d}${key}`, 'r', start, lon)),
      { maxLength: 4 },
    ),
    userPlaces: fc.constant([]),
  });
  const project = anything.map((p): Project => {
    const own = new Set(p.documents.map((d) => d.id));
    const isOwn = (record: { documentId: string }) => own.has(record.documentId);
    return { ...p, runs: p.runs.filter(isOwn), edits: p.edits.filter(isOwn), links: p.links.filter(isOwn) };
  });
  const normal = (p: Project): Project => mergeProjects(p, p);

  it('merge to the same state in either order, and again changes nothing', () => {
    fc.assert(
      fc.property(project, project, project, (a, b, c) => {
        const ab = mergeProjects(a, b);
        expect(mergeProjects(b, a)).toEqual(ab);
        expect(mergeProjects(ab, b)).toEqual(ab);
        expect(mergeProjects(mergeProjects(a, b), c)).toEqual(mergeProjects(a, mergeProjects(b, c)));
        expect(normal(ab)).toEqual(ab);
        expect(new Set(ab.documents.map((d) => d.textKey)).size).toBe(ab.documents.length);
      }),
    );
  });

  it('merge in the browser without duplicates and without losing what is stored', async () => {
    await store.put(document('z', 'same'));
    await store.putRun(run('rz', 'z'));
    await store.putLinks('rz', [link('z', 'rz', 4)]);
    const incoming: Project = {
      documents: [document('a', 'same', { title: 'أحدث', updatedAt: 5 }), document('n', 'new')],
      runs: [run('ra', 'a')],
      edits: [edit('e', 'a', 3)],
      links: [],
      userPlaces: [],
    };
    expect(await store.mergeProject(incoming)).toEqual({ added: 1, merged: 1 });
    expect(await store.mergeProject(incoming)).toEqual({ added: 0, merged: 2 });
    const all = await store.readProject();
    expect(all.documents.map((d) => [d.id, d.title]).sort()).toEqual([
      ['a', 'أحدث'],
      ['n', 'عنوان n'],
    ]);
    expect((await store.runsOf('a')).map((r) => r.id).sort()).toEqual(['ra', 'rz']);
    expect((await store.linksOf('rz'))[0]).toMatchObject({ documentId: 'a', place: { lon: -1.5 } });
  });
});
