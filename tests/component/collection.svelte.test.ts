import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { rawOffset, type Range } from '../../src/domain';
import { acceptAll, addMark, readSentence, removeMark } from '../../src/correction';
import { App } from '../../src/ui/state/app.svelte';
import { fakeServices } from '../fakes/services';

let app: App;
let stops: (() => void)[] = [];
let n = 0;
const RAW = 'زار وزير الصحة حلب أمس. ثم عاد إلى دمشق.';

async function open(name: string): Promise<void> {
  app = new App(await fakeServices(name), ['ar']);
  stops = [app.library.start(), app.collection.start()];
  await vi.waitFor(() => expect(app.collection.isLoaded && app.library.loaded).toBe(true));
}
const close = () => {
  for (const stop of stops) stop();
  app.services.store.close();
};

beforeEach(async () => {
  localStorage.clear();
  await open(`collection-${++n}`);
  await app.read([{ text: RAW }]);
  await vi.waitFor(() => expect(app.collection.runs.length).toBe(1));
});
afterEach(close);

const document = () => {
  const [first] = app.library.documents;
  if (!first) throw new Error('no document');
  return first;
};
const find = (surface: string): Range => {
  const start = RAW.indexOf(surface);
  return { start: rawOffset(start), end: rawOffset(start + surface.length) };
};
const shown = () => app.reading.spans.map(({ start, end, label }) => `${RAW.slice(start, end)} ${label}`);
const settle = (edits: number) => vi.waitFor(() => expect(app.collection.edits.length).toBe(edits));

it('shows what a person corrected, and takes it back again after a reload', async () => {
  const { collection } = app;
  expect(shown()).toEqual(['حلب LOC']);
  await collection.carryOut(addMark(collection.workOf(document()), find('دمشق'), 'LOC'));
  await settle(1);
  await collection.carryOut(removeMark(collection.workOf(document()), find('حلب')));
  await settle(2);
  expect(shown()).toEqual(['دمشق LOC']);

  close();
  await open(`collection-${n}`);
  app.openDocument(document().id);
  expect(shown()).toEqual(['دمشق LOC']);
  await app.collection.step('undo');
  await settle(3);
  expect(shown()).toEqual(['حلب LOC', 'دمشق LOC']);
  await app.collection.step('undo');
  await settle(4);
  expect(shown()).toEqual(['حلب LOC']);
  expect(app.collection.undoable.undo).toBeNull();
  await app.collection.step('redo');
  await settle(5);
  expect(shown()).toEqual(['حلب LOC', 'دمشق LOC']);
});

it('accepts many in one step and reads no sentence by that', async () => {
  const { collection } = app;
  const work = collection.workOf(document());
  await collection.carryOut(acceptAll(work, work.spans, 0.5));
  await settle(1);
  expect(collection.layerOf(document().id).read.size).toBe(0);
  const [first] = collection.segmentsOf(document());
  if (first) await collection.carryOut(readSentence(collection.workOf(document()), first));
  await vi.waitFor(() => expect(collection.layerOf(document().id).read.size).toBe(1));
  expect(collection.shownOf(document())[0]?.origin).toBe('bulk');
});

it('refuses an overlap with its reason and stores nothing', async () => {
  const { collection } = app;
  await collection.carryOut(addMark(collection.workOf(document()), find('وزير الصحة'), 'PER'));
  await settle(1);
  const refused = collection.carryOut(addMark(collection.workOf(document()), find('الصحة حلب'), 'ORG'));
  await expect(refused).rejects.toMatchObject({ code: 'edit/overlap' });
  expect(collection.edits.length).toBe(1);
});

it('keeps gold of a labelled file under the scheme that the file follows', async () => {
  const { collection, services } = app;
  await services.store.put({
    ...document(),
    testSet: 'تجربة',
    scheme: 'anercorp',
    labelMap: { GPE: 'LOC', TIME: null },
  });
  await vi.waitFor(() => expect(collection.schemeOf(document().id)).toBe('anercorp'));
  expect(document().labelMap).toEqual({ GPE: 'LOC', TIME: null });
  await collection.carryOut(addMark(collection.workOf(document()), find('دمشق'), 'LOC'));
  await settle(1);
  expect(collection.edits[0]?.scheme).toBe('anercorp');
  expect(collection.layerOf(document().id).marks).toHaveLength(1);
});
