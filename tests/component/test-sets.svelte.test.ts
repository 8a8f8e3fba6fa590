import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AppError } from '../../src/domain';
import { scoredSentences } from '../../src/evaluation';
import type { Services } from '../../src/ui/services';
import { App } from '../../src/ui/state/app.svelte';
import { readLabelled } from '../../src/ui/testsets/labelled-file';
import { fakeServices } from '../fakes/services';

let app: App;
let services: Services;
let stops: (() => void)[] = [];
let n = 0;

async function openTab(): Promise<void> {
  services = await fakeServices(`test-sets-${n}`);
  app = new App(services, ['ar']);
  stops = [app.library.start(), app.collection.start()];
}
const closeTab = () => {
  for (const stop of stops) stop();
  services.store.close();
};
beforeEach(async () => {
  localStorage.clear();
  n += 1;
  await openTab();
});
afterEach(() => {
  closeTab();
  vi.restoreAllMocks();
});

const part = (i: number) =>
  `-DOCSTART-\tO\n\nزار\tO\nحسن${i}\tB-PER\nحلب\tB-GPE\nأمس\tB-TIME\n\nعاد\tO\nإلى\tO\nحمص\tO\n`;
const PARTS = 5;
const TEXT = Array.from({ length: PARTS }, (_, i) => part(i)).join('\n');
const file = () => readLabelled(new TextEncoder().encode(TEXT), 'تجربة.conll');
const choice = {
  name: 'تجربة',
  scheme: 'anercorp',
  nesting: 'outer',
  labelMap: { GPE: 'LOC', TIME: null },
} as const;
const theSet = () => app.testSets.sets[0];
const tagged = () => vi.waitFor(() => expect(theSet()?.status).toBe('tagged'));

it('makes texts with gold under the scheme of the file, has them tagged, and scores them by the labels chosen', async () => {
  const stored = await app.testSets.store(file(), choice);
  expect(stored).toMatchObject({ isNew: true, name: 'تجربة' });
  await vi.waitFor(() =>
    expect(theSet()).toMatchObject({ name: 'تجربة', sentences: 2 * PARTS, status: 'untagged' }),
  );
  app.testSets.tag(stored);
  await tagged();
  const { collection } = app;
  const [document] = theSet()?.documents ?? [];
  if (!document) throw new Error('no text');
  expect(document.title).toBe('تجربة 1');
  await vi.waitFor(() => expect(collection.layerOf(document.id).read.size).toBe(2));
  const layer = collection.layerOf(document.id);
  expect(layer.marks.map(({ label, origin }) => `${label} ${origin}`)).toEqual([
    'PER imported',
    'GPE imported',
    'TIME imported',
  ]);
  const run = collection.runOf(document.id);
  expect(run?.scheme).toBe('anercorp');
  // Lists of all texts are not flooded with it, and its places are not looked up before it is opened.
  app.reading.scope = 'all';
  expect(app.reading.documents).toEqual([]);
  expect(await services.store.linksOf(run?.id ?? '')).toEqual([]);
  app.openDocument(document.id);
  expect(app.reading.documents).toEqual([document]);
  const { sentences } = scoredSentences({
    documentId: document.id,
    segments: collection.segmentsOf(document),
    readStarts: layer.read,
    gold: layer.marks,
    predicted: run?.spans ?? [],
    countBulk: false,
    choice: app.testSets.labelChoiceOf('تجربة'),
  });
  expect(sentences[0]?.gold.map(({ label }) => label)).toEqual(['PER', 'LOC']);
  expect(app.testSets.labelChoiceOf('unknown')).toEqual({});
});

it('says that a file is here already and stores nothing twice, whatever its name', async () => {
  await app.testSets.store(file(), choice);
  await vi.waitFor(() => expect(app.collection.edits).toHaveLength(PARTS));
  const again = await app.testSets.store(file(), { ...choice, name: 'غيرها' });
  expect(again).toMatchObject({ isNew: false, name: 'تجربة' });
  expect(await services.store.list()).toHaveLength(PARTS);
  expect(app.collection.edits).toHaveLength(PARTS);
  // Other tags on the same words are another set, and get a name of their own.
  const other = readLabelled(new TextEncoder().encode(TEXT.replace('B-GPE', 'O')), 'تجربة.conll');
  expect(await app.testSets.store(other, choice)).toMatchObject({ isNew: true, name: 'تجربة (2)' });
});

it('never shows a text without its gold when the disk is full, and completes the set afterwards', async () => {
  const real = { ...services.store };
  let puts = 0;
  const put = vi
    .spyOn(services.store, 'put')
    .mockImplementation((document) =>
      ++puts > 2 ? Promise.reject(new AppError('storage/full')) : real.put(document),
    );
  await expect(app.testSets.store(file(), choice)).rejects.toMatchObject({ code: 'storage/full' });
  for (const { id } of await services.store.list()) expect(await services.store.editsOf(id)).toHaveLength(1);
  put.mockRestore();
  closeTab();
  await openTab();
  await vi.waitFor(() => expect(app.library.documents).toHaveLength(2));
  expect(await app.testSets.store(file(), { ...choice, name: 'غيرها' })).toMatchObject({ name: 'تجربة' });
  const documents = await services.store.list();
  expect(documents).toHaveLength(PARTS);
  for (const { id, testSet } of documents) {
    expect(testSet).toBe('تجربة');
    expect(await services.store.editsOf(id)).toHaveLength(1);
  }
});

it('stores nothing when the gold cannot be written', async () => {
  vi.spyOn(services.store, 'appendEdits').mockRejectedValue(new AppError('storage/full'));
  await expect(app.testSets.store(file(), choice)).rejects.toMatchObject({ code: 'storage/full' });
  expect(await services.store.list()).toEqual([]);
});

it('goes on tagging after a reload', async () => {
  const stored = await app.testSets.store(file(), choice);
  await vi.waitFor(() => expect(theSet()).toBeDefined());
  app.testSets.tag(stored);
  app.testSets.pause();
  await vi.waitFor(() => expect(app.jobs.currentId).toBeNull());
  const before = theSet()?.tagged.length ?? 0;
  expect(before).toBeLessThan(PARTS);
  closeTab();
  await openTab();
  await app.jobs.restore();
  await vi.waitFor(() => expect(theSet()?.status).toBe('paused'));
  app.testSets.resume();
  await tagged();
  expect(theSet()?.share).toBe(1);
});

it('deletes a set whole and brings it back with its gold', async () => {
  await app.testSets.store(file(), choice);
  await vi.waitFor(() => expect(theSet()?.documents).toHaveLength(PARTS));
  const set = theSet();
  if (!set) throw new Error('no set');
  const restore = await app.testSets.remove(set);
  await vi.waitFor(() => expect(app.testSets.sets).toEqual([]));
  await restore();
  await vi.waitFor(() => expect(theSet()?.documents).toHaveLength(PARTS));
  // Deleted for good and loaded anew: the gold of then is there still, once.
  await app.testSets.remove(set);
  await app.testSets.store(file(), choice);
  await vi.waitFor(() => expect(theSet()?.documents).toHaveLength(PARTS));
  expect(app.collection.edits).toHaveLength(PARTS);
});

/** The files of jsdom cannot be read. */
const fileOf = (text: string, name: string): File =>
  Object.assign(new File([text], name), {
    arrayBuffer: () => Promise.resolve(new TextEncoder().encode(text).buffer),
  });

it('offers labelled files as test sets and reads the others', async () => {
  const labelled = fileOf(TEXT, 'تجربة.txt');
  const broken = fileOf('زار\n', 'خطأ.conll');
  const article = fileOf('وصل الوفد إلى حلب أمس.', 'خبر.txt');
  await app.takeFiles([labelled, broken, article]);
  expect(app.testSets.pending.map(({ name }) => name)).toEqual(['تجربة.txt', 'خطأ.conll']);
  await vi.waitFor(() => expect(app.library.documents).toHaveLength(1));
  app.testSets.next();
  expect(app.testSets.pending.map(({ name }) => name)).toEqual(['خطأ.conll']);
  await app.readAsArticle(labelled);
  await vi.waitFor(() => expect(app.library.documents).toHaveLength(2));
});
