import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FoundRow, KeptCandidate, KeptTable, KeptTableContent, TableStore } from '../../../src/domain';
import { openTableStore } from '../../../src/storage/table-store';

const candidate = (id: string): KeptCandidate => ({
  ...{ id, name: 'الجديدة', lat: 35, lon: 36, level: 'town', country: 'SY', within: 'حلب', score: 0.4 },
  reasons: [{ code: 'exactName' }],
});
const row = (i: number): FoundRow => ({
  ...{ isSentence: false, isFar: i % 2 === 1, isSwapped: false },
  entries: [
    {
      ...{ surface: `اسم ${i}`, certainty: 'doubtful', isWider: false, isReviewed: false },
      place: { id: 'a', name: 'الجديدة', lat: 35, lon: 36, level: 'town', country: 'SY' },
      candidates: [candidate('a'), candidate('b')],
    },
  ],
});
const table = (id: string, more: Partial<KeptTable> = {}): KeptTable => ({
  ...{ id, fileName: 'أحداث.csv', rowCount: 450, left: 450, isSaved: false, sheetIndex: 0, hasHead: true },
  choice: { text: 1, id: 0, date: null, lat: null, lon: null },
  readAs: 'auto',
  ...more,
});
const content = (id: string): KeptTableContent => ({
  table: table(id),
  bytes: new TextEncoder().encode('id,المكان\n'),
  rows: Array.from({ length: 450 }, (_, i) => row(i)),
});

let store: TableStore;
let n = 0;
const name = () => `tables-${n}`;
beforeEach(async () => {
  n += 1;
  store = await openTableStore(name());
});
/** Changes what lies on the disk behind the store's back. */
async function tamper(change: (db: Dexie) => Promise<unknown>): Promise<void> {
  const raw = new Dexie(name());
  await raw.open();
  await change(raw);
  raw.close();
}

describe('openTableStore', () => {
  it('gives a table back with its file, its rows and what was decided', async () => {
    expect(await store.look()).toBeUndefined();
    expect(await store.read()).toBeUndefined();
    await store.put(content('t'));
    const found = row(300).entries[0];
    if (!found) throw new Error('no entry');
    const entry = { ...found, place: null, certainty: null, isReviewed: true };
    const changed = table('t', { left: 449 });
    expect(await store.putAnswers(changed, [{ row: 300, at: 0, entry }])).toBe(true);
    const again = await openTableStore(name());
    expect(await again.look()).toEqual(changed);
    const read = await again.read();
    expect(new TextDecoder().decode(read?.bytes)).toBe('id,المكان\n');
    expect(read?.rows).toHaveLength(450);
    expect(read?.rows[301]?.isFar).toBe(true);
    expect(read?.rows[300]?.entries[0]).toMatchObject({ surface: 'اسم 300', place: null, isReviewed: true });
    expect(read?.rows[299]?.entries[0]).toMatchObject({ place: { id: 'a' }, isReviewed: false });
    expect(read?.rows[300]?.entries[0]?.candidates.map(({ id, reasons }) => [id, reasons])).toEqual([
      ['a', []],
      ['b', []],
    ]);
  });

  it('keeps the newest table alone; answers to an older one are turned away', async () => {
    await store.put(content('old'));
    await store.put({ ...content('new'), table: table('new', { rowCount: 1 }), rows: [row(0)] });
    const [entry] = row(0).entries;
    if (!entry) throw new Error('no entry');
    const answer = { row: 0, at: 0, entry: { ...entry, isReviewed: true } };
    expect(await store.putAnswers(table('old'), [answer])).toBe(false);
    const read = await store.read();
    expect([read?.table.id, read?.rows.length, read?.rows[0]?.entries[0]?.isReviewed]).toEqual([
      'new',
      1,
      false,
    ]);
  });

  it('keeps nothing of a table that is put away', async () => {
    await store.put(content('t'));
    await store.clear();
    await tamper(async (db) => {
      const counts = await Promise.all(db.tables.map((one) => one.count()));
      expect(counts).toEqual([0, 0, 0]);
    });
  });

  it('refuses a table of which a part is missing or no part, and repairs what is odd in one', async () => {
    await store.put(content('t'));
    await tamper(async (db) => {
      const part = (await db.table('parts').get(0)) as { rows: FoundRow[] };
      const [first] = part.rows[0]?.entries ?? [];
      part.rows[0] = { ...row(0), entries: [{ ...first, place: { id: 'a', lat: 95 } } as never] };
      await db.table('parts').put(part);
      await db.table('answers').bulkPut([
        { row: 9999, at: 0, isReviewed: true },
        { row: 1, at: 7, place: null, isReviewed: true },
      ]);
    });
    expect((await store.read())?.rows[0]?.entries[0]).toMatchObject({ place: null, certainty: null });
    await tamper((db) => db.table('parts').delete(200));
    await expect(store.read()).rejects.toMatchObject({ code: 'storage/damaged' });
    await store.put(content('t'));
    await tamper((db) => db.table('head').put('no bytes', 'file'));
    await expect(store.read()).rejects.toMatchObject({ code: 'storage/damaged' });
    await tamper((db) => db.table('head').put({ id: 7 }, 'table'));
    expect(await store.look()).toBeUndefined();
  });

  it('says so when a newer version of the page wrote it', async () => {
    n += 1;
    const newer = new Dexie(name());
    newer.version(2).stores({ head: '', later: 'id' });
    await newer.open();
    newer.close();
    await expect(openTableStore(name())).rejects.toMatchObject({ code: 'storage/newer' });
  });
});
