import 'fake-indexeddb/auto';
import { flushSync, mount, unmount, type Component } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { parseProject, serializeProject } from '../../src/exchange';
import { messagesFor, auditMessages } from '../../src/messages';
import type { Services } from '../../src/ui/services';
import { sentenceOf, toText } from '../../src/ui/audit/result-text';
import { App } from '../../src/ui/state/app.svelte';
import { auditsOfApp, type Audits } from '../../src/ui/state/audit.svelte';
import AuditStart from '../../src/ui/audit/AuditStart.svelte';
import InApp from '../fakes/InApp.svelte';
import { ownModel, withModels } from '../fakes/own-models';
import { fakeServices } from '../fakes/services';

let app: App;
let audits: Audits;
let services: Services;
let stops: (() => void)[] = [];
let n = 0;

async function openTab(name = `audit-${n}`): Promise<void> {
  services = await fakeServices(name);
  app = new App(services, ['ar']);
  audits = auditsOfApp(app);
  stops = [app.library.start(), app.collection.start()];
  await vi.waitFor(() => expect(app.collection.isLoaded && app.library.loaded).toBe(true));
}
const closeTab = () => {
  for (const stop of stops) stop();
  services.store.close();
};

// The model of the tests takes every word that begins with ح for a name: LOC and PER by turns.
const SENTENCES = ['زار الوفد حلب أمس.', 'ثم عاد إلى حماة.', 'لم يصل أحد.', 'التقى الوزير علي في دمشق.'];
const TEXTS = Array.from({ length: 3 }, (_, i) =>
  SENTENCES.map((one) => one.replace('.', ` ${i}.`)).join(' '),
);

beforeEach(async () => {
  localStorage.clear();
  n += 1;
  await openTab();
  await app.library.add(TEXTS.map((text) => ({ text })));
  await vi.waitFor(() => expect(app.library.documents).toHaveLength(3));
});
afterEach(() => {
  closeTab();
  vi.restoreAllMocks();
});

const surface = () => {
  const { item, document } = audits;
  return item && document ? document.text.slice(item.start, item.end) : '';
};
/** Marks names in the sentence at hand that a careful person would. */
async function tag(): Promise<void> {
  const { item, document } = audits;
  if (!item || !document) throw new Error('no sentence');
  for (const [name, label] of [
    ['حلب', 'LOC'],
    ['حماة', 'LOC'],
    ['دمشق', 'LOC'],
    ['علي', 'PER'],
  ] as const) {
    const at = surface().indexOf(name);
    if (at < 0) continue;
    const [word] = app.collection
      .segmentsOf(document)
      .flatMap(({ words }) => words)
      .filter(({ start }) => start === item.start + at);
    if (word) await audits.mark({ start: word.start, end: word.end }, label);
  }
}
const allRead = () =>
  vi.waitFor(() => {
    expect(app.jobs.currentId).toBeNull();
    expect(app.jobs.waiting).toEqual([]);
    expect(app.collection.runs.length).toBeGreaterThan(0);
  });

it('draws, is tagged blind, goes on after a reload, and says what the model finds', async () => {
  await audits.begin({ size: 8, seed: 7, scheme: 'newsroom' });
  expect(audits.open?.items).toHaveLength(8);
  const drawn = audits.open?.items.map(({ documentId, start }) => `${documentId} ${start}`);
  await allRead();
  for (let i = 0; i < 3; i++) {
    // What the model found is nowhere to be seen.
    expect(audits.marks).toEqual([]);
    await tag();
    expect(await audits.finish()).toBe(true);
  }
  const { layer = '' } = audits.open ?? {};

  closeTab();
  await openTab();
  const [audit] = audits.audits;
  expect(audit?.items.map(({ documentId, start }) => `${documentId} ${start}`)).toEqual(drawn);
  audits.resume(layer);
  expect(audits.at).toBe(3);
  for (let i = 3; i < 8; i++) {
    await tag();
    expect(await audits.finish()).toBe(i < 7);
  }
  if (!audit) throw new Error('no audit');
  const { done, unread, result } = audits.outcomeOf(audit);
  expect([done, unread, result?.sentences, result?.collection]).toEqual([8, [], 8, 12]);
  const places = result?.perLabel.get('LOC');
  const texts = audit.items.map(({ documentId, start, end }) => {
    const text = app.library.documents.find(({ id }) => id === documentId)?.text ?? '';
    return text.slice(start, end);
  });
  const named = (word: string) => texts.filter((text) => text.includes(word)).length;
  expect(places?.gold).toBe(named('حلب') + named('حماة') + named('دمشق'));
  // The model takes the first of a text, حلب, for a place and the second, حماة, for a person.
  expect(places?.recall.value).toBeCloseTo(named('حلب') / (places?.gold ?? 1), 9);
  if (!result) throw new Error('no result');
  const m = auditMessages.en;
  expect(sentenceOf(result, m)).toMatch(
    /^Of 100 places named in this collection the model finds about \d+ \(\d+–\d+\)\.$/,
  );
  const text = toText(audit, result, m, (label) => messagesFor('en').ui.reader.labels[label as 'LOC']);
  expect(text).toContain('8 of 12 sentences');
  expect(text).toContain('seed 7');
  expect(
    text
      .split('\n')
      .find((line) => line.startsWith('Places'))
      ?.split('\t'),
  ).toHaveLength(6);
});

it('draws the same sentences for the same seed, and never from a test set', async () => {
  const [first] = app.library.documents;
  if (!first) throw new Error('no text');
  await services.store.put({ ...first, testSet: 'x' });
  await vi.waitFor(() => expect(audits.texts).toHaveLength(2));
  await audits.begin({ size: 5, seed: 11, scheme: 'newsroom' });
  await audits.begin({ size: 5, seed: 11, scheme: 'newsroom' });
  const [again, once] = audits.audits;
  const keys = (audit: typeof once) => audit?.items.map(({ documentId, start }) => `${documentId} ${start}`);
  expect(keys(again)).toEqual(keys(once));
  expect(once?.items.some(({ documentId }) => documentId === first.id)).toBe(false);
  expect(once?.collection).toBe(8);
});

it('stays apart from the gold of the work and from its undo, and has an undo of its own', async () => {
  await audits.begin({ size: 12, seed: 1, scheme: 'newsroom' });
  await tag();
  await audits.finish();
  expect(app.collection.undoable).toEqual({ undo: null, redo: null });
  for (const { id } of app.library.documents) {
    expect(app.collection.layerOf(id).marks).toEqual([]);
    expect(app.collection.layerOf(id).read.size).toBe(0);
  }
  audits.at = 0;
  const marked = audits.marks.length;
  expect(await audits.undo('undo')).toBe(true);
  const audit = audits.open;
  if (!audit) throw new Error('no audit');
  expect(audits.doneOf(audit)).toEqual([]);
  for (let i = 0; i < marked; i++) expect(await audits.undo('undo')).toBe(true);
  expect(audits.marks).toEqual([]);
  // The draw itself is not undone by the key.
  expect(await audits.undo('undo')).toBe(false);
  expect(audits.open?.items).toHaveLength(12);
  for (let i = 0; i <= marked; i++) expect(await audits.undo('redo')).toBe(true);
  expect(audits.doneOf(audit)).toHaveLength(1);
});

it('lets a label give way to another, and takes marks off', async () => {
  await audits.begin({ size: 12, seed: 1, scheme: 'newsroom' });
  const { document, item } = audits;
  const words = document
    ? (app.collection.segmentsOf(document).find(({ start }) => start === item?.start)?.words ?? [])
    : [];
  const [one, two, three] = words;
  if (!one || !two || !three) throw new Error('no words');
  await audits.mark({ start: one.start, end: two.end }, 'PER');
  await audits.mark({ start: one.start, end: two.end }, 'ORG');
  expect(audits.marks.map(({ label }) => label)).toEqual(['ORG']);
  await audits.mark({ start: two.start, end: three.end }, 'LOC');
  expect(audits.marks.map(({ start, end, label }) => [start, end, label])).toEqual([
    [two.start, three.end, 'LOC'],
  ]);
  const [mark] = audits.marks;
  if (mark) await audits.unmark(mark);
  expect(audits.marks).toEqual([]);
});

it('outlives saving the project and opening it elsewhere, and is deleted with undo', async () => {
  await audits.begin({ size: 4, seed: 3, scheme: 'anercorp' });
  await tag();
  await audits.finish();
  await allRead();
  const saved = new TextEncoder().encode(serializeProject(await services.store.readProject()));
  closeTab();
  await openTab(`audit-${n}-elsewhere`);
  const project = parseProject(saved, 'a');
  if (!project.ok) throw project.error;
  await services.store.mergeProject(project.value);
  await vi.waitFor(() => expect(audits.audits).toHaveLength(1));
  await vi.waitFor(() => expect(app.library.documents).toHaveLength(3));
  const [audit] = audits.audits;
  if (!audit) throw new Error('no audit');
  expect(audit).toMatchObject({ seed: 3, scheme: 'anercorp', collection: 12 });
  expect(audits.doneOf(audit)).toHaveLength(1);
  const restore = await audits.remove(audit);
  await vi.waitFor(() => expect(audits.audits).toEqual([]));
  await restore();
  await vi.waitFor(() => expect(audits.audits[0]?.items).toHaveLength(4));
});

it('is made of a model of one’s own too', async () => {
  withModels(services, [ownModel('tiny')]);
  const pane = mount(InApp, { target: document.body, props: { app, pane: AuditStart as Component } });
  const choice = () => document.querySelector<HTMLInputElement>('[data-testid="audit-scheme-own:tiny"]');
  await vi.waitFor(() => expect(choice()).not.toBeNull());
  expect(choice()?.parentElement?.textContent).toContain('My tiny');
  choice()?.click();
  flushSync();
  const start = document.querySelector<HTMLButtonElement>('[data-testid="audit-start"]');
  await vi.waitFor(() => expect(start?.disabled).toBe(false));
  start?.click();
  await vi.waitFor(() => expect(audits.open).not.toBeNull());
  await tag();
  await audits.finish();
  await allRead();
  const [audit] = audits.audits;
  if (!audit) throw new Error('no audit');
  expect(audit.scheme).toBe('own:tiny');
  expect(new Set(app.collection.runs.map(({ scheme }) => scheme))).toEqual(new Set(['own:tiny']));
  await vi.waitFor(() => expect(audits.outcomeOf(audit)).toMatchObject({ done: 1, unread: [] }));
  expect(audits.outcomeOf(audit).result).not.toBeNull();
  flushSync();
  expect(document.querySelector('[data-testid="audit-row"]')?.textContent).toMatch(/ tiny /);
  await unmount(pane);
});
