import 'fake-indexeddb/auto';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError, type Document, type OnProgress } from '../../src/domain';
import type { PackStore } from '../../src/gazetteer';
import { sayDamaged } from '../../src/ui/about/damaged-places';
import { App } from '../../src/ui/state/app.svelte';
import { packsOf, type Pack } from '../../src/ui/state/place-packs.svelte';
import { placingOf } from '../../src/ui/state/placing.svelte';
import { fakeServices } from '../fakes/services';

const pack = (id: string, countries: readonly string[]): Pack => ({
  ...{ id, countries, file: `packs/${id}.tsv.gz`, bytes: 9000, sha256: id, gzipBytes: 3000 },
  ...{ entries: 7, counts: {}, presence: 'absent' },
});
const YEMEN = pack('yemen', ['YE']);
const GULF = pack('gulf', ['OM', 'QA']);

let app: App;
let installed: Set<string>;
let download: (onProgress: OnProgress, signal: AbortSignal) => Promise<void>;
let reloads: number;
let n = 0;

beforeEach(async () => {
  installed = new Set();
  reloads = 0;
  download = () => Promise.resolve();
  const store: PackStore = {
    list: () =>
      Promise.resolve(
        [YEMEN, GULF].map((one) => ({ ...one, presence: installed.has(one.id) ? 'installed' : 'absent' })),
      ),
    async install(id, onProgress, signal) {
      await download(onProgress, signal);
      installed.add(id);
    },
    remove: (id) => Promise.resolve(void installed.delete(id)),
  };
  const services = await fakeServices(`packs${n++}`);
  app = new App(
    {
      ...services,
      openPacks: () => Promise.resolve(store),
      reloadPlaces: () => Promise.resolve(void (reloads += 1)),
    },
    ['en'],
  );
  await app.begin();
});

afterEach(() => app.services.store.close());

async function ready() {
  const packs = packsOf(app);
  await vi.waitFor(() => expect(packs.list).toHaveLength(2));
  flushSync();
  return packs;
}
const said = () => app.notices.list.map(({ text }) => text).join('\n');

describe('packs of places', () => {
  it('are called after their countries and offered for those that are not here', async () => {
    const packs = await ready();
    expect(packs.nameOf(GULF)).toBe('Oman and Qatar');
    expect(packs.nameOfCountry('ZZ')).toContain('no country');
    expect(packs.offeredFor(new Set(['QA', 'SY'])).map(({ id }) => id)).toEqual(['gulf']);
    await packs.install(GULF);
    expect(packs.offeredFor(new Set(['QA']))).toEqual([]);
  });

  it('are opened by the worker once they came or went, and texts are linked again', async () => {
    const packs = await ready();
    const again = vi.spyOn(placingOf(app).relinking, 'linkAllAgain');
    const seen: unknown[] = [];
    download = (onProgress) => {
      onProgress({ phase: 'download', done: 10, total: 30 });
      seen.push(packs.busy);
      return Promise.resolve();
    };
    await packs.install(YEMEN);
    expect(seen).toEqual([{ id: 'yemen', progress: { phase: 'download', done: 10, total: 30 } }]);
    expect([packs.busy, reloads, again.mock.calls.length]).toEqual([null, 1, 1]);
    expect(said()).toContain('Yemen');
    await packs.remove(YEMEN);
    expect([packs.list?.[0]?.presence, reloads, again.mock.calls.length]).toEqual(['absent', 2, 2]);
  });

  it('that cannot be had change nothing but say why; a download can be stopped, two are not made at once', async () => {
    const packs = await ready();
    download = () => Promise.reject(new AppError('places/hash', { path: 'packs/yemen.tsv.gz' }));
    await packs.install(YEMEN);
    expect(said()).toContain('packs/yemen.tsv.gz arrived damaged');
    let isStarted = false;
    download = (_, signal) =>
      new Promise((_resolve, reject) => {
        isStarted = true;
        signal.addEventListener('abort', () => reject(new AppError('tag/cancelled')));
      });
    const first = packs.install(YEMEN);
    await packs.install(GULF);
    await vi.waitFor(() => expect(isStarted).toBe(true));
    packs.cancel();
    await first;
    expect([installed.size, reloads, packs.busy]).toEqual([0, 0, null]);
  });

  it('have every text linked again once it is in scope', async () => {
    await ready();
    const document = 'd1';
    const stop = app.library.start();
    await app.services.store.put({
      ...{ id: document, text: 'نص', title: 'نص', textKey: 'k', language: 'ar', sideBlocks: [] },
      ...{ createdAt: 1, updatedAt: 1, deletedAt: 0, source: { outlet: '', url: '', published: '' } },
    } satisfies Document);
    await vi.waitFor(() => expect(app.library.documents.some(({ id }) => id === document)).toBe(true));
    await placingOf(app).relinking.linkAllAgain();
    expect(await app.services.store.getMeta('placesLinkedWith')).toHaveProperty(document);
    stop();
  });
});

describe('what is damaged', () => {
  it('is said in the language of the interface, and remembered for the page about the data', async () => {
    const packs = await ready();
    sayDamaged(app, { isEarlier: true, damagedPacks: ['yemen'] });
    await vi.waitFor(() => expect(said()).toContain('The added list of Yemen was damaged'));
    expect(said()).toContain('arrived damaged and was not used');
    expect(packs.isListEarlier).toBe(true);
    app.settings.language = 'ar';
    flushSync();
    sayDamaged(app, { isEarlier: true, damagedPacks: [] });
    expect(said()).toContain('وصلت قائمة أماكن أحدث تالفة');
  });
});
