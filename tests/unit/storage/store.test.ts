import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { orderEdits, type DocumentStore, type Edit, type Run } from '../../../src/domain';
import { openStore } from '../../../src/storage';
import { document, edit, link, run } from './records';

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

  it('keeps runs and links; runs of live documents come newest first', async () => {
    await store.put(document('a', 'ka'));
    await store.putRun(run('r1', 'a', 1));
    await store.putRun(run('r2', 'a', 2));
    await store.putRun(run('orphan', 'gone', 3));
    await store.putLinks('r2', [link('a', 'r2', 5), link('a', 'r2', 2)]);
    const latest: Run[][] = [];
    const stop = store.watchAllRuns((runs) => latest.push(runs));
    await vi.waitFor(() => expect(latest.at(-1)?.map((r) => r.id)).toEqual(['r2', 'r1']));
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

  it('takes over what the first version of the page stored', async () => {
    const old = new Dexie(`old-${name}`);
    old.version(1).stores({
      documents: 'id, textKey, createdAt, deletedAt',
      runs: 'id, documentId',
      edits: 'id, documentId, lamport',
      links: 'id, documentId, runId',
      userPlaces: 'id, name',
      meta: 'key',
    });
    await old.table('documents').put(document('a', 'ka'));
    await old.table('edits').put(edit('e', 'a', 3));
    old.close();
    const now = await openStore(`old-${name}`);
    expect((await now.list()).map((d) => d.id)).toEqual(['a']);
    expect((await now.editsOf('a')).map((e) => e.id)).toEqual(['e']);
    expect(await now.nextLamport()).toBe(4);
    now.close();
  });

  it('says so when a newer version of the page wrote the store', async () => {
    store.close();
    const newer = new Dexie(`test-${name}`);
    newer.version(9).stores({ documents: 'id', later: 'id' });
    await newer.open();
    const before = newer.backendDB().version;
    newer.close();
    await expect(openStore(`test-${name}`)).rejects.toMatchObject({ code: 'storage/newer' });
    const { version } = (await indexedDB.databases()).find((db) => db.name === `test-${name}`) ?? {};
    expect(version).toBe(before);
  });

  it('keeps the log in order and its clock ahead of it', async () => {
    const edits = [edit('e2', 'a', 7), edit('e1', 'a', 7, { deviceId: 'c' }), edit('e3', 'a', 2)];
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

  it('keeps its clock though the log holds a damaged entry or an absurd time', async () => {
    await store.appendEdits([edit('e', 'a', 3)]);
    store.close();
    const raw = new Dexie(`test-${name}`);
    await raw.open();
    await raw.table('edits').bulkPut([
      { ...edit('text', 'a', 0), lamport: 'zzz' },
      { ...edit('huge', 'a', 0), lamport: Number.MAX_SAFE_INTEGER },
    ]);
    raw.close();
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    store = await openStore(`test-${name}`);
    expect(await store.nextLamport()).toBe(4);
    expect(await store.nextLamport()).toBe(5);
    expect((await store.editsOf('a')).map((e) => e.id)).toEqual(['e']);
    await store.editsOf('a');
    expect(warn).toHaveBeenCalledTimes(2);
    warn.mockRestore();
  });

  it('shows one tab what another does, and keeps the same device for both', async () => {
    const other = await openStore(`test-${name}`);
    const titles: string[][] = [];
    const logs: Edit[][] = [];
    const whole: Edit[][] = [];
    const stops = [
      store.watch((documents) => titles.push(documents.map((d) => d.title))),
      store.watchEdits('a', (edits) => logs.push(edits)),
      store.watchAllEdits((edits) => whole.push(edits)),
    ];
    await vi.waitFor(() => expect([titles, logs]).toEqual([[[]], [[]]]));
    await other.put(document('a', 'ka', { title: 'من لسان آخر' }));
    await other.appendEdits([edit('e', 'a', 1), edit('f', 'register', 2)]);
    await vi.waitFor(() => expect(titles.at(-1)).toEqual(['من لسان آخر']));
    await vi.waitFor(() => expect(logs.at(-1)?.map((e) => e.id)).toEqual(['e']));
    await vi.waitFor(() => expect(whole.at(-1)?.map((e) => e.id)).toEqual(['e', 'f']));
    expect(await other.deviceId()).toBe(await store.deviceId());
    const times = await Promise.all([store.nextLamport(), other.nextLamport(), store.nextLamport()]);
    expect(times.sort()).toEqual([3, 4, 5]);
    for (const stop of stops) stop();
    other.close();
  });

  it('never changes a run', async () => {
    await store.putRun(run('r', 'a', 1));
    await store.putRun(run('r', 'a', 2));
    expect((await store.runsOf('a')).map((r) => r.timing.startedAt)).toEqual([1]);
  });

  it('lists five hundred documents whole', async () => {
    const text = 'كلمة '.repeat(1000);
    for (let i = 0; i < 500; i++) await store.put(document(`d${i}`, `k${i}`, { text, createdAt: i }));
    const all = await store.list();
    expect([all.length, all[0]?.id, all[499]?.text.length]).toEqual([500, 'd499', text.length]);
  });
});

describe('a store that cannot be used', () => {
  afterEach(() => vi.restoreAllMocks());

  it('says that nothing may be stored', async () => {
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    });
    await expect(openStore('blocked')).rejects.toMatchObject({ code: 'storage/unavailable' });
  });

  it('says that the disk is full, for one record and for many, and loses nothing stored before', async () => {
    await store.put(document('a', 'ka'));
    await store.putLinks('r', [link('a', 'r', 1)]);
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('Quota exceeded.', 'QuotaExceededError');
    });
    await expect(store.put(document('b', 'kb'))).rejects.toMatchObject({ code: 'storage/full' });
    await expect(store.putLinks('r', [link('a', 'r', 1), link('a', 'r', 5)])).rejects.toMatchObject({
      code: 'storage/full',
    });
    full.mockRestore();
    expect((await store.list()).map((d) => d.id)).toEqual(['a']);
    expect(await store.linksOf('r')).toHaveLength(1);
  });

  it('says so after it was closed', async () => {
    store.close();
    await expect(store.list()).rejects.toMatchObject({ code: 'storage/unavailable' });
  });
});
