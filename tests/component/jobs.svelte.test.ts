import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { putOwnPlace } from '../../src/correction';
import { AppError, type Document, type PartialRun, type Run } from '../../src/domain';
import type { ReadingCallbacks, Services } from '../../src/ui/services';
import { App } from '../../src/ui/state/app.svelte';
import { placingOf } from '../../src/ui/state/placing.svelte';
import { fakeServices } from '../fakes/services';

const MANY = 40;
/** A slow machine takes its time. */
const PATIENT = { timeout: 20_000 };
let app: App;
let services: Services;
let stops: (() => void)[] = [];
let n = 0;
/** Called before each text is tagged; what it throws is thrown by the tagger. */
let beforeTag: (
  document: Document,
  signal: AbortSignal,
  callbacks: ReadingCallbacks,
) => Promise<void> | void = () => {};
let beforeLink: () => Promise<void> | void = () => {};
let tagged: string[] = [];

/** A new tab on the same database. */
async function openTab(): Promise<void> {
  const fake = await fakeServices(`jobs-${n}`);
  services = {
    ...fake,
    link: async (...call) => {
      await beforeLink();
      return fake.link(...call);
    },
    tag: async (document, callbacks): Promise<Run> => {
      await beforeTag(document, callbacks.signal, callbacks);
      if (callbacks.signal.aborted) throw new AppError('tag/cancelled');
      tagged.push(document.title);
      return fake.tag(document, callbacks);
    },
  };
  app = new App(services, ['ar']);
  stops = [app.library.start(), app.collection.start()];
}
const closeTab = () => {
  for (const stop of stops) stop();
  services.store.close();
};

beforeEach(async () => {
  localStorage.clear();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  beforeTag = () => {};
  beforeLink = () => {};
  tagged = [];
  n += 1;
  await openTab();
});
afterEach(() => {
  closeTab();
  vi.restoreAllMocks();
});

const titleOf = (i: number): string => `نص ${i}`;
async function store(count = MANY): Promise<Document[]> {
  const texts = Array.from({ length: count }, (_, i) => ({
    text: `عاد الوفد رقم ${i} إلى حلب`,
    title: titleOf(i),
  }));
  return [...(await app.library.add(texts)).documents];
}
const allRead = async (documents: readonly Document[]) => {
  for (const { id } of documents) if ((await services.store.runsOf(id)).length !== 1) return false;
  return true;
};
function openGate() {
  let open = () => {};
  const promise = new Promise<void>((resolve) => (open = resolve));
  return { promise, open: () => open() };
}
const partialOf = (document: Document, upTo: number): PartialRun => ({
  id: 'to come',
  documentId: document.id,
  modelId: 'fake',
  modelSha256: '',
  scheme: 'newsroom',
  settings: { maxWindowTokens: 128, overlapWords: 24 },
  spans: [],
  timing: { startedAt: 1, elapsedMs: 1, tokens: 1, words: 1, threads: 1 },
  upTo,
});
const idle = () => vi.waitFor(() => expect(app.jobs.currentId).toBeNull(), PATIENT);

it('loses nothing when the worker crashes in the middle, and goes on after a reload', async () => {
  const documents = await store();
  beforeTag = ({ title }) => {
    if (title === titleOf(17)) throw new AppError('worker/crashed', { detail: 'out of memory' });
  };
  app.jobs.addInBackground(documents);
  await vi.waitFor(() => expect(app.jobs.isHalted).toBe(true), PATIENT);
  await idle();
  expect(tagged).toHaveLength(17);
  expect(app.jobs.waiting).toHaveLength(MANY - 17);
  expect(app.notices.list.at(-1)?.kind).toBe('error');
  const last = async () => {
    const { texts } = (await services.store.getMeta('queue')) as { texts: { documentId: string }[] };
    return texts.at(-1)?.documentId;
  };
  await vi.waitFor(async () => expect(await last()).toBe(documents[17]?.id), PATIENT);

  closeTab();
  await openTab();
  await app.jobs.restore();
  await vi.waitFor(() => expect(app.jobs.isHalted).toBe(true), PATIENT);
  // The one that brings the worker down waited until all others were read.
  expect(tagged).toHaveLength(MANY - 1);
  beforeTag = () => {};
  app.jobs.resume();
  await vi.waitFor(async () => expect(await allRead(documents)).toBe(true), PATIENT);
  expect(new Set(tagged).size).toBe(MANY);
  expect(tagged).toHaveLength(MANY);
});

it('goes on with the rest when the tab was closed in the middle', async () => {
  const documents = await store();
  const gate = openGate();
  beforeTag = ({ title }) => (title === titleOf(9) ? gate.promise : undefined);
  app.jobs.addInBackground(documents, 'anercorp');
  await vi.waitFor(() => expect(tagged).toHaveLength(9), PATIENT);
  closeTab();
  await openTab();
  beforeTag = () => {};
  await app.jobs.restore();
  await vi.waitFor(async () => expect(await allRead(documents)).toBe(true), PATIENT);
  expect(tagged).toHaveLength(MANY);
  expect((await services.store.runsOf(documents[30]?.id ?? ''))[0]?.scheme).toBe('anercorp');
  await idle();
  closeTab();
  await openTab();
  await app.jobs.restore();
  expect(app.jobs.waiting).toEqual([]);
});

it('goes on in the middle of a text, and forgets what was kept once it is read or cancelled', async () => {
  const seen: (PartialRun | undefined)[] = [];
  const gate = openGate();
  beforeTag = (document, _signal, { from, onPartial }) => {
    seen.push(from);
    onPartial?.(partialOf(document, 12));
    return gate.promise;
  };
  const [document] = await store(1);
  if (!document) throw new Error('no text');
  const kept = () => services.store.partial(`${document.id} `);
  app.jobs.add([document]);
  await vi.waitFor(async () => expect(await kept()).toMatchObject({ upTo: 12 }), PATIENT);
  closeTab();
  await openTab();
  beforeTag = (_document, _signal, { from }) => void seen.push(from);
  await app.jobs.restore();
  await vi.waitFor(async () => expect(await allRead([document])).toBe(true), PATIENT);
  expect(seen).toEqual([undefined, expect.objectContaining({ documentId: document.id, upTo: 12 })]);
  await vi.waitFor(async () => expect(await kept()).toBeUndefined(), PATIENT);

  beforeTag = (text, _signal, { onPartial }) => {
    onPartial?.(partialOf(text, 3));
    return openGate().promise;
  };
  app.jobs.add([document]);
  await vi.waitFor(async () => expect(await kept()).toMatchObject({ upTo: 3 }), PATIENT);
  app.jobs.cancel();
  await vi.waitFor(async () => expect(await kept()).toBeUndefined(), PATIENT);
});

it('looks up the places that a closed tab left out, and tags nothing twice', async () => {
  const [document] = await store(1);
  if (!document) throw new Error('no text');
  const gate = openGate();
  beforeLink = () => gate.promise;
  app.jobs.add([document]);
  await vi.waitFor(async () => expect(await services.store.runsOf(document.id)).toHaveLength(1));
  closeTab();
  await openTab();
  beforeLink = () => {};
  await app.jobs.restore();
  const [run] = await services.store.runsOf(document.id);
  await vi.waitFor(async () => expect(await services.store.linksOf(run?.id ?? '')).toHaveLength(1));
  await idle();
  expect(tagged).toHaveLength(1);
  expect(await services.store.runsOf(document.id)).toHaveLength(1);
});

it('keeps what waits when the disk is full', async () => {
  const documents = await store(6);
  const putRun = (run: Run) => real.putRun(run);
  const real = { ...services.store };
  let isFull = true;
  vi.spyOn(services.store, 'putRun').mockImplementation((run) =>
    isFull && tagged.length === 3 ? Promise.reject(new AppError('storage/full')) : putRun(run),
  );
  app.jobs.addInBackground(documents);
  await vi.waitFor(() => expect(app.jobs.isHalted).toBe(true), PATIENT);
  expect(app.jobs.waiting.map(({ document }) => document.title)).toEqual([2, 3, 4, 5].map(titleOf));
  isFull = false;
  app.jobs.resume();
  await vi.waitFor(async () => expect(await allRead(documents)).toBe(true), PATIENT);
});

it('pauses, stays paused over a reload, and lets a text that a person waits for go first', async () => {
  const documents = await store(6);
  const gate = openGate();
  beforeTag = ({ title }) => (title === titleOf(2) ? gate.promise : undefined);
  app.jobs.addInBackground(documents);
  await vi.waitFor(() => expect(tagged).toHaveLength(2));
  app.jobs.pause();
  gate.open();
  await idle();
  expect(app.jobs.waiting).toHaveLength(4);

  closeTab();
  await openTab();
  beforeTag = () => {};
  await app.jobs.restore();
  expect(app.jobs.isPaused).toBe(true);
  await app.read([{ text: 'وصلوا إلى حماة اليوم', title: 'عاجل' }]);
  await vi.waitFor(() => expect(tagged).toHaveLength(3));
  await idle();
  expect(tagged.at(-1)).toBe('عاجل');
  expect(app.jobs.waiting).toHaveLength(4);
  app.jobs.resume();
  await vi.waitFor(async () => expect(await allRead(documents)).toBe(true), PATIENT);
});

it('forgets what was cancelled and what was deleted meanwhile', async () => {
  const documents = await store(4);
  const gate = openGate();
  beforeTag = () => gate.promise;
  app.jobs.addInBackground(documents);
  app.jobs.pause();
  gate.open();
  await idle();
  await services.store.remove(documents[0]?.id ?? '');
  closeTab();
  await openTab();
  await app.jobs.restore();
  expect(app.jobs.waiting.map(({ document }) => document.title)).toEqual([1, 2, 3].map(titleOf));
  app.jobs.cancel();
  expect(app.jobs.waiting).toEqual([]);
  // The writing of the queue is not waited for by anyone else.
  await vi.waitFor(async () => expect(await services.store.getMeta('queue')).toMatchObject({ texts: [] }));
});

it('tells the tagger of the places that a person added', async () => {
  let names: readonly string[] | undefined;
  beforeTag = async (_, __, { ownPlaces }) => {
    names = (await ownPlaces?.())?.map(({ name }) => name);
  };
  const placing = placingOf(app);
  const place = { id: 'user:1', name: 'زنبقان', lat: 35, lon: 40, level: 'town', country: 'SY' } as const;
  await placing.carryOut(putOwnPlace(placing.decisions, { ...place, note: '', source: '' }));
  app.jobs.add(await store(1));
  await vi.waitFor(() => expect(names).toEqual(['زنبقان']), PATIENT);
});
