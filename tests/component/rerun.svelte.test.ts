import 'fake-indexeddb/auto';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { acceptMark, rejectMark, relabel } from '../../src/correction';
import { rawOffset, type Label, type Run, type Span } from '../../src/domain';
import Conflicts from '../../src/ui/rerun/Conflicts.svelte';
import { App } from '../../src/ui/state/app.svelte';
import { rerunOf, type Rerun } from '../../src/ui/state/rerun.svelte';
import InApp from '../fakes/InApp.svelte';
import { fakeServices } from '../fakes/services';

let app: App;
let rerun: Rerun;
let pane: ReturnType<typeof mount>;
let stops: (() => void)[] = [];
let n = 0;
const RAW = 'زار حلب مع حسن ثم حمص. عاد إلى دمشق.';

const span = (surface: string, label: Label): Span => {
  const start = rawOffset(RAW.indexOf(surface));
  const end = rawOffset(start + surface.length);
  return { start, end, label, score: 0.9, margin: 0.8, runnerUp: 'O', stem: { start, end, text: surface } };
};
const text = () => {
  const [first] = app.library.documents;
  if (!first) throw new Error('no text');
  return first;
};
const at = (testId: string) => document.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
const counts = () => [rerun.counts.kept, rerun.counts.agreeing, rerun.counts.conflicting];
const shown = () =>
  app.collection.shownOf(text()).map(({ stem, label, origin }) => `${stem.text} ${label} ${origin}`);
const settleEdits = (count: number) => vi.waitFor(() => expect(app.collection.edits.length).toBe(count));
const press = (init: KeyboardEventInit) =>
  at('rerun')?.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true }));

/** Stores what another scheme of the model found. */
async function putRun(spans: readonly Span[]): Promise<void> {
  const [old] = app.collection.runs;
  if (!old) throw new Error('no run');
  const run: Run = {
    ...old,
    id: crypto.randomUUID(),
    scheme: 'anercorp',
    spans,
    timing: { ...old.timing, startedAt: Date.now() + 1000 },
  };
  await app.services.store.putRun(run);
  await vi.waitFor(() => expect(app.collection.runs.length).toBe(2));
  flushSync();
}

beforeEach(async () => {
  localStorage.clear();
  document.body.replaceChildren();
  app = new App(await fakeServices(`rerun-${++n}`), ['en']);
  stops = [app.library.start(), app.collection.start()];
  // The fake model: حلب place, حسن person, حمص place.
  await app.read([{ text: RAW }]);
  await vi.waitFor(() => expect(app.collection.runs.length).toBe(1));
  await vi.waitFor(() => expect(app.jobs.currentId).toBeNull());
  pane = mount(InApp, { target: document.body, props: { app, pane: Conflicts } });
  rerun = rerunOf(app);
  flushSync();
});
afterEach(async () => {
  await unmount(pane);
  for (const stop of stops) stop();
  app.services.store.close();
});

async function correct(): Promise<void> {
  const { collection } = app;
  await collection.carryOut(acceptMark(collection.workOf(text()), span('حلب', 'LOC')));
  await settleEdits(1);
  await collection.carryOut(relabel(collection.workOf(text()), span('حسن', 'PER'), 'ORG'));
  await settleEdits(2);
  await collection.carryOut(rejectMark(collection.workOf(text()), span('حمص', 'LOC')));
  await settleEdits(3);
  flushSync();
}

describe('a new run beside corrected work', () => {
  it('says that there is nothing to compare before anything was corrected', () => {
    expect(at('rerun-empty')).not.toBeNull();
    expect(at('rerun-start')).toHaveProperty('disabled', false);
  });

  it('tags again under the chosen scheme and leaves all corrections as they are', async () => {
    await correct();
    const before = shown();
    await vi.waitFor(() => expect(rerun.schemes).toEqual(['newsroom', 'anercorp']));
    rerun.scheme = 'anercorp';
    at('rerun-start')?.click();
    await vi.waitFor(() => expect(app.collection.runs.length).toBe(2));
    expect(shown()).toEqual(before);
    expect(app.collection.edits.length).toBe(3);
  });

  it('counts what is kept, what agrees now and what conflicts', async () => {
    await correct();
    // حلب is left as the old run had it: kept whatever the new one says. حسن: the new run says what the person said.
    await putRun([span('حلب', 'LOC'), span('حسن', 'ORG'), span('حمص', 'PER'), span('دمشق', 'LOC')]);
    expect(rerun.kind?.scheme).toBe('anercorp');
    expect(counts()).toEqual([0, 2, 1]);
    expect(at('rerun-conflicting')?.textContent).toBe('1');
    expect(at('conflict-mine')?.textContent).toContain('you rejected this');
    expect(at('conflict-theirs')?.textContent).toContain('person');
  });

  it('keeps mine and never asks again', async () => {
    await correct();
    await putRun([span('حلب', 'LOC'), span('حسن', 'MISC'), span('حمص', 'PER')]);
    expect(counts()[2]).toBe(2);
    press({ code: 'Digit1', key: '١' });
    await vi.waitFor(() => expect(counts()[2]).toBe(1));
    expect(app.notices.spoken).toContain('Yours is kept. Conflict.');
    expect(shown()).toContain('حسن ORG made');
    press({ code: 'Digit1', key: '١' });
    await vi.waitFor(() => expect(counts()[2]).toBe(0));
    flushSync();
    expect(at('rerun-done')).not.toBeNull();
  });

  it('takes the new one, and takes that back', async () => {
    await correct();
    await putRun([span('حلب', 'LOC'), span('حسن', 'MISC')]);
    expect(counts()[2]).toBe(1);
    at('take-new')?.click();
    await vi.waitFor(() => expect(counts()[2]).toBe(0));
    expect(shown()).toContain('حسن MISC confirmed');
    press({ code: 'KeyZ', ctrlKey: true });
    await vi.waitFor(() => expect(counts()[2]).toBe(1));
    expect(shown()).toContain('حسن ORG made');
  });

  it('walks through the conflicts', async () => {
    await correct();
    await putRun([span('حلب', 'ORG'), span('حسن', 'MISC'), span('حمص', 'PER')]);
    const [first, second] = rerun.conflicts;
    expect(rerun.current).toBe(first);
    press({ code: 'KeyJ' });
    await vi.waitFor(() => expect(rerun.current).toBe(second));
    press({ code: 'KeyK' });
    await vi.waitFor(() => expect(rerun.current).toBe(first));
  });
});
