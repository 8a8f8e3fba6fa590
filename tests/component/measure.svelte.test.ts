import 'fake-indexeddb/auto';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { acceptAll, addMark, readSentence } from '../../src/correction';
import { rawOffset, type Document } from '../../src/domain';
import Measure from '../../src/ui/measure/Measure.svelte';
import { App } from '../../src/ui/state/app.svelte';
import { comparingOf } from '../../src/ui/state/comparing.svelte';
import { measureOf } from '../../src/ui/state/measure.svelte';
import InApp from '../fakes/InApp.svelte';
import { fakeServices } from '../fakes/services';

let app: App;
let stops: (() => void)[] = [];
let n = 0;

/** The fake model finds words beginning with ح; دمشق is what it misses. */
const SENTENCE = (i: number) => `سافر الوفد رقم ${i} من حلب إلى دمشق.`;
const RAW = Array.from({ length: 24 }, (_, i) => SENTENCE(i)).join(' ');

beforeEach(async () => {
  localStorage.clear();
  app = new App(await fakeServices(`measure-${++n}`), ['en']);
  stops = [app.library.start(), app.collection.start()];
  await vi.waitFor(() => expect(app.collection.isLoaded && app.library.loaded).toBe(true));
  await app.read([{ text: RAW }]);
  await vi.waitFor(() => expect(app.collection.runs.length).toBe(1));
});
afterEach(() => {
  for (const stop of stops) stop();
  app.services.store.close();
});

const document = (): Document => {
  const [first] = app.library.documents;
  if (!first) throw new Error('no document');
  return first;
};

/** Marks what the model missed and reads the sentence: as a person would, one after the other. */
async function readSentences(count: number): Promise<void> {
  const { collection } = app;
  for (const segment of collection.segmentsOf(document()).slice(0, count)) {
    const at = RAW.indexOf('دمشق', segment.start);
    const work = collection.workOf(document());
    const before = collection.edits.length;
    await collection.carryOut(addMark(work, { start: rawOffset(at), end: rawOffset(at + 4) }, 'LOC'));
    await vi.waitFor(() => expect(collection.edits.length).toBeGreaterThan(before));
    const middle = collection.edits.length;
    await collection.carryOut(readSentence(collection.workOf(document()), segment));
    await vi.waitFor(() => expect(collection.edits.length).toBeGreaterThan(middle));
  }
}

function show() {
  const pane = mount(InApp, { target: globalThis.document.body, props: { app, pane: Measure } });
  stops.push(() => void unmount(pane));
  flushSync();
}
const at = (id: string): HTMLElement => {
  const found = globalThis.document.querySelector<HTMLElement>(`[data-testid="${id}"]`);
  if (!found) throw new Error(`nothing called ${id}`);
  return found;
};
const text = (id: string) =>
  at(id)
    .textContent.replaceAll(/[\u2066-\u2069]/g, '')
    .trim();
const click = (id: string) => {
  at(id).click();
  flushSync();
};

describe('the door for measuring', () => {
  it('says how to begin while nothing is read', async () => {
    show();
    await vi.waitFor(() => expect(text('measure-empty')).toContain('R or Enter'));
    click('go-correct');
    expect(app.door).toBe('correct');
  });

  it('shows no score below twenty sentences, then all of them, as the edits come in', async () => {
    await readSentences(3);
    show();
    await vi.waitFor(() => expect(text('read-count')).toBe('3 of 24 sentences read'));
    expect(text('too-few')).toContain('Read sentences: 3 of 20');
    expect(globalThis.document.querySelector('[data-testid="headline"]')).toBeNull();
    const rest = app.collection.segmentsOf(document()).slice(3, 21);
    for (const segment of rest) {
      const before = app.collection.edits.length;
      await app.collection.carryOut(readSentence(app.collection.workOf(document()), segment));
      await vi.waitFor(() => expect(app.collection.edits.length).toBeGreaterThan(before));
    }
    await vi.waitFor(() => expect(text('read-count')).toBe('21 of 24 sentences read'));
    // Twenty-one times حلب right, three times دمشق missed.
    expect(text('figure-precision')).toBe('1.000');
    expect(text('figure-recall')).toBe('0.875');
    expect(text('optimism')).toContain('1');
    await vi.waitFor(() => expect(text('interval-recall')).toMatch(/^0\.\d{3}–/));
  });

  it('is up to date when it is opened again', async () => {
    show();
    await vi.waitFor(() => expect(text('measure-empty')).not.toBe(''));
    stops.pop()?.();
    await readSentences(2);
    show();
    await vi.waitFor(() => expect(text('read-count')).toBe('2 of 24 sentences read'));
    stops.pop()?.();
    app.jobs.add(app.library.documents, 'anercorp');
    await vi.waitFor(() => expect(app.collection.runs.length).toBe(2));
    show();
    await vi.waitFor(() => expect(at('measure-system').querySelectorAll('option')).toHaveLength(2));
  });

  it('changes no score by accepting everything in bulk', async () => {
    const work = app.collection.workOf(document());
    await app.collection.carryOut(acceptAll(work, work.spans, 0.5));
    await vi.waitFor(() => expect(app.collection.edits.length).toBeGreaterThan(0));
    show();
    await vi.waitFor(() => expect(text('measure-empty')).not.toBe(''));
  });

  it('remembers the choice, and forgets what is damaged', () => {
    localStorage.setItem(
      'mawdi.measure',
      JSON.stringify({ scope: 'set', chosen: ['a', 3], minScore: 7, countBulk: true, view: 'nowhere' }),
    );
    const measure = measureOf(app);
    expect([measure.scope, [...measure.chosen], measure.minScore]).toEqual(['set', ['a'], 0.99]);
    expect([measure.countBulk, measure.view]).toEqual([true, 'scores']);
    measure.scope = 'one';
    measure.keep();
    expect(JSON.parse(localStorage.getItem('mawdi.measure') ?? '')).toMatchObject({ scope: 'one' });
  });

  it('opens the mentions of a missed name, and the text at one of them', async () => {
    await readSentences(21);
    show();
    await vi.waitFor(() => expect(text('error-name')).toContain('دمشق'));
    click('error-name');
    expect(text('mentions')).toContain('Places in the texts: 21');
    click('in-context');
    expect(app.door).toBe('read');
    expect(app.reading.selectedStart).toBe(RAW.indexOf('دمشق'));
  });

  it('asks before it scores against another scheme, and compares the two', async () => {
    await readSentences(21);
    app.jobs.add(app.library.documents, 'anercorp');
    await vi.waitFor(() => expect(app.collection.runs.length).toBe(2));
    show();
    await vi.waitFor(() => expect(text('figure-recall')).toBe('0.500'));
    const measure = measureOf(app);
    expect(measure.system?.scheme).toBe('newsroom');
    measure.systemKey = measure.systems.find(({ scheme }) => scheme === 'anercorp')?.key ?? null;
    flushSync();
    expect(text('allow-schemes')).toContain('anercorp');
    expect(globalThis.document.querySelector('[data-testid="headline"]')).toBeNull();
    click('allow');
    await vi.waitFor(() => expect(text('figure-recall')).toBe('0.500'));
    measure.systemKey = null;
    click('view-compare');
    await vi.waitFor(() => expect(text('verdict')).toContain('the same F1'));
    comparingOf(app).choose('b', { minScore: 0.97 });
    await vi.waitFor(() => expect(text('verdict')).toContain('First is ahead'));
  });
});
