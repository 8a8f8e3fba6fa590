import 'fake-indexeddb/auto';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { setReview } from '../../src/correction';
import { AppError } from '../../src/domain';
import { VARIANT_KINDS } from '../../src/evaluation';
import type { Services } from '../../src/ui/services';
import Lens from '../../src/ui/lens/Lens.svelte';
import { App } from '../../src/ui/state/app.svelte';
import type { Correcting } from '../../src/ui/state/correcting.svelte';
import { lensOf } from '../../src/ui/state/lens.svelte';
import InApp from '../fakes/InApp.svelte';
import { ownModel, withModels } from '../fakes/own-models';
import { fakeServices } from '../fakes/services';

const RAW = 'زار حلب أمس أحمد. عاد إلى حمص والقاهرة.';
let app: App;
let services: Services;
let correcting: Correcting;
let pane: ReturnType<typeof mount>;
let stops: (() => void)[] = [];
let looks = 0;
/** Called before each trial reading; what it throws is thrown by the model. */
let beforeTrial: (raw: string, signal: AbortSignal) => Promise<void> | void = () => {};
let n = 0;

const at = (testId: string) => document.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
const all = (testId: string) => [...document.querySelectorAll<HTMLElement>(`[data-testid="${testId}"]`)];
const select = (surface: string) => {
  const start = RAW.indexOf(surface);
  correcting.select(start, start + surface.length);
  flushSync();
};
const lens = () => lensOf(app);

beforeEach(async () => {
  document.body.replaceChildren();
  localStorage.clear();
  looks = 0;
  beforeTrial = () => {};
  const fake = await fakeServices(`lens-${++n}`);
  services = {
    ...fake,
    inspect: (request, signal) => {
      looks += 1;
      return fake.inspect(request, signal);
    },
    tagSentences: async (reading) => {
      await beforeTrial(reading.raw, reading.signal);
      return fake.tagSentences(reading);
    },
  };
  app = new App(services, ['en']);
  stops = [app.library.start(), app.collection.start()];
  const [document_] = (await app.library.add([{ text: RAW }])).documents;
  if (!document_) throw new Error('no text');
  app.openDocument(document_.id);
  await vi.waitFor(() => expect(app.reading.document).not.toBeNull());
  pane = mount(InApp, {
    target: document.body,
    props: { app, pane: Lens, onCorrecting: (made: Correcting) => (correcting = made) },
  });
  flushSync();
});
afterEach(async () => {
  await unmount(pane);
  for (const stop of stops) stop();
  services.store.close();
});

async function getModel(): Promise<void> {
  at('lens-download')?.click();
  await vi.waitFor(() => expect(app.model.status).toBe('ready'));
  flushSync();
}

it('says that the model is absent, and fetches it', async () => {
  expect(at('lens-absent')?.textContent).toContain('not on this device');
  await getModel();
  expect(at('lens-absent')).toBeNull();
  expect(at('lens-pick')).not.toBeNull();
  expect(looks).toBe(0);
});

it('shows pieces, probabilities and tags of the sentence at hand, once for each sentence', async () => {
  await getModel();
  select('حلب');
  await vi.waitFor(() => expect(all('lens-word').length).toBe(5));
  const [first, second, , , last] = all('lens-word');
  expect(first?.textContent).toContain('not in the vocabulary');
  expect(second?.querySelector('th')?.textContent).toMatch(/حلب\s*▁حلب/);
  expect([...(second?.querySelectorAll('td') ?? [])].map((cell) => cell.textContent?.trim())).toEqual([
    'B-LOC',
    '0.90',
    '0.10',
  ]);
  expect(last?.nextElementSibling?.textContent).toContain('Window 2 counted');
  expect(all('lens-note')).toHaveLength(1);
  expect(at('lens-spans')?.textContent).toContain('حلب');
  select('أمس');
  await vi.waitFor(() => expect(lens().isLooking).toBe(false));
  expect(looks).toBe(1);
  select('حمص');
  await vi.waitFor(() => expect(at('lens-spans')?.textContent).toContain('حمص'));
  expect(looks).toBe(2);
});

it('says why a sentence could not be looked at', async () => {
  await getModel();
  services.inspect = () => Promise.reject(new AppError('model/not-loaded'));
  select('حلب');
  await vi.waitFor(() => expect(at('lens-error')?.textContent).toBeTruthy());
  expect(all('lens-word')).toHaveLength(0);
});

it('stays closed while a review is blind', async () => {
  await getModel();
  select('حلب');
  await vi.waitFor(() => expect(all('lens-word').length).toBe(5));
  const open = app.reading.document;
  if (!open) throw new Error('no text');
  await app.collection.carryOut(setReview(app.collection.workOf(open), { isBlind: true }));
  await vi.waitFor(() => expect(at('lens-blind')).not.toBeNull());
  expect(all('lens-word')).toHaveLength(0);
});

it('lists the names that flip in each spelling, and shows one in the text', async () => {
  await getModel();
  // A model that knows no place whose ح was drawn out, and takes a bare alef for one.
  services.tagSentences = ({ batches, onWords }) => {
    const words = batches.flat().flatMap((segment) => segment.words);
    onWords(words.length);
    return Promise.resolve(
      words
        .filter(({ surface }) => /^ح[^ـ]|^احمد/.test(surface))
        .map(({ start, end, surface }) => ({
          start,
          end,
          label: 'LOC',
          score: 1,
          margin: 1,
          runnerUp: 'O',
          stem: { start, end, text: surface },
        })),
    );
  };
  at('probe-start')?.click();
  await vi.waitFor(() => expect(all('trial').length).toBe(VARIANT_KINDS.length));
  await vi.waitFor(() => expect(at('probe-start')).not.toBeNull());
  const flips = Object.fromEntries(
    all('trial').map(({ dataset: { kind = '', flips: count = '' } }) => [kind, count]),
  );
  expect(flips).toEqual({
    diacritics: '0',
    hamza: '1',
    tatweel: '2',
    persian: '0',
    taMarbuta: '0',
    typos: '0',
  });
  expect(all('flip').map(({ textContent, dataset }) => [textContent, dataset.flip])).toEqual([
    ['أحمد', 'new'],
    ['حلب', 'lost'],
    ['حمص', 'lost'],
  ]);
  expect(document.querySelector('[data-kind="tatweel"] summary')?.textContent).toBe('lost: 2');
  expect((await services.store.runsOf(app.reading.document?.id ?? '')).length).toBe(0);
  all('flip')[2]?.click();
  await vi.waitFor(() => expect(lens().look?.sentence.index).toBe(1));
  flushSync();
  expect(at('probe-stale')).toBeNull();
});

it('stops when told to, and keeps what was tried', async () => {
  await getModel();
  select('حلب');
  at('probe-sentence')?.click();
  let readings = 0;
  beforeTrial = (_, signal) => {
    readings += 1;
    if (readings < 3) return;
    return new Promise<void>((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(new AppError('tag/cancelled'))),
    );
  };
  at('probe-start')?.click();
  await vi.waitFor(() => expect(readings).toBe(3));
  flushSync();
  at('probe-stop')?.click();
  await vi.waitFor(() => expect(lens().progress).toBeNull());
  flushSync();
  expect(all('trial').map(({ dataset }) => dataset.kind)).toEqual(['diacritics', 'hamza']);
  expect(lens().probe?.words).toBe(5);
  select('حمص');
  expect(at('probe-stale')).not.toBeNull();
});

it('looks into a model of one’s own where the names on show are of it, or where it is chosen', async () => {
  const built = ownModel('page', { isOwn: false, bytesMissing: 100 });
  withModels(services, [built, ownModel('tiny'), ownModel('other')]);
  const open = app.reading.document;
  if (!open) throw new Error('no text');
  const schemes: string[] = [];
  const inspect = services.inspect.bind(services);
  services.inspect = (request, signal) => {
    schemes.push(request.scheme);
    return inspect(request, signal);
  };
  const run = await services.tag(open, {
    signal: new AbortController().signal,
    onSpans: () => {},
    onProgress: () => {},
    scheme: 'own:tiny',
  });
  await services.store.putRun(run);
  await lens().refresh();
  await vi.waitFor(() => expect(app.collection.runOf(open.id)).not.toBeNull());
  flushSync();
  // The model of the page is not on this device, and need not be.
  expect(at('lens-absent')).toBeNull();
  expect((at('lens-model') as HTMLSelectElement | null)?.value).toBe('own:tiny');
  select('حلب');
  await vi.waitFor(() => expect(lens().look).not.toBeNull());
  lens().chosen = 'own:other';
  flushSync();
  await vi.waitFor(() => expect(schemes).toEqual(['own:tiny', 'own:other']));
  lens().chosen = null;
  withModels(services, [built]);
  await lens().refresh();
  flushSync();
  expect(at('lens-other')).not.toBeNull();
});
