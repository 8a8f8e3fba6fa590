import 'fake-indexeddb/auto';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError, type Document, type PlaceDescription } from '../../src/domain';
import { serializeProject, toTsv } from '../../src/exchange';
import SharingNote from '../../src/ui/exporting/SharingNote.svelte';
import { buildTable, tableFile } from '../../src/ui/exporting/tables';
import type { Services } from '../../src/ui/services';
import { App, setApp } from '../../src/ui/state/app.svelte';
import { placingOf } from '../../src/ui/state/placing.svelte';
import { sharingOf, type Sharing } from '../../src/ui/state/sharing.svelte';
import { setPrecision } from '../../src/correction';
import { fakeServices } from '../fakes/services';
import { putPlaces } from './placing/places';

let app: App;
let sharing: Sharing;
let text: Document;
let stops: (() => void)[] = [];
let isOffline = false;
let n = 0;

const area = (id: string, name: string) => ({
  id,
  name,
  english: id,
  pcode: `P-${id}`,
  lat: 33.4,
  lon: 10.2,
});
const described: PlaceDescription = {
  ...{ id: 'wof:1', names: ['الجديدة'], english: 'Jdida', otherNames: [], pcode: '', level: 'town' },
  ...{ lat: 33, lon: 10, country: 'MA', adm1: area('g', 'ولاية'), adm2: area('d', 'قضاء'), adm3: null },
};

beforeEach(async () => {
  localStorage.clear();
  document.body.replaceChildren();
  HTMLDialogElement.prototype.showModal = vi.fn();
  HTMLDialogElement.prototype.close = vi.fn();
  isOffline = false;
  const fake = await fakeServices(`sharing-${++n}`);
  const services: Services = {
    ...fake,
    places: {
      ...fake.places,
      describe: () =>
        isOffline
          ? Promise.reject(new AppError('places/offline'))
          : Promise.resolve(new Map([['wof:1', described]])),
    },
  };
  app = new App(services, ['en']);
  stops = [app.library.start(), app.collection.start()];
  const added = await app.library.add([{ text: 'وصلوا إلى الجديدة ثم عادوا من الجديدة.' }]);
  const [first] = added.documents;
  if (!first) throw new Error('no text');
  text = first;
  await putPlaces(app, text);
  app.openDocument(text.id);
  await vi.waitFor(() => expect(app.collection.runs.length).toBe(1));
  stops.push(
    $effect.root(() => {
      $effect(() => app.reading.watchLinks());
    }),
  );
  sharing = sharingOf(app);
  await vi.waitFor(() => expect(sharing.places.placed.length).toBe(1));
});
afterEach(() => {
  for (const stop of stops) stop();
  app.services.store.close();
});

const set = (precision: 'exact' | 'town' | 'hidden' | null) =>
  placingOf(app).carryOut(setPrecision(placingOf(app).decisions, 'wof:1', precision));
const pointOf = async () => (await sharing.share()).items[0]?.place;

describe('sharing', () => {
  it('follows the default, then a person, whatever the switch says', async () => {
    expect(await pointOf()).toMatchObject({ precision: 'district', name: 'قضاء', pcode: 'P-d' });
    expect(sharing.lastCounts).toMatchObject({ district: 1 });
    sharing.givesExactly = true;
    expect(await pointOf()).toMatchObject({ precision: 'exact', id: 'wof:1', english: 'Jdida' });
    await set('hidden');
    expect((await sharing.share()).items).toEqual([]);
    sharing.givesExactly = false;
    await set('exact');
    expect(await pointOf()).toMatchObject({ precision: 'exact' });
  });

  it('moves a place the same way each time, by a secret that is in no file', async () => {
    await set('town');
    const first = await pointOf();
    expect(await pointOf()).toEqual(first);
    expect([first?.lat, first?.lon]).not.toEqual([33, 10]);
    const secret = await app.services.store.getMeta('sharingSecret');
    expect(secret).toMatch(/^[0-9a-f]{32}$/);
    const project = serializeProject(await app.services.store.readProject());
    expect(project).not.toContain(String(secret));
    await app.services.store.putMeta('sharingSecret', 'f'.repeat(32));
    expect(await pointOf()).not.toEqual(first);
  });

  it('tells less, not more, where the list of places cannot be asked', async () => {
    isOffline = true;
    const place = await pointOf();
    expect(place).toMatchObject({ isCoarsened: true, name: '', id: '' });
    expect([place?.lat, place?.lon]).not.toEqual([33, 10]);
    expect(app.notices.list.map(({ kind }) => kind)).toContain('error');
  });

  it('gives tables the origin of each mention, and names nothing in any of them', async () => {
    const [start] = placingOf(app).linksInScope.map((link) => link.start);
    const mentions = await buildTable(app, 'mentions');
    expect(mentions.rows.map((row) => row[6])).toEqual(['predicted', 'predicted']);
    expect(start).toBeDefined();
    for (const id of ['names', 'mentions', 'places'] as const)
      expect(toTsv(await buildTable(app, id))).not.toContain('الجديدة');
    for (const format of ['geojson', 'kml', 'csv'] as const) {
      const { content } = await tableFile(app, 'places', format);
      expect(content).not.toContain('الجديدة');
      expect(content).toContain('قضاء');
    }
  });
});

describe('SharingNote', () => {
  it('says how many are not given exactly, and lets a person change it', async () => {
    await sharing.share();
    const pane = mount(InNote, { target: document.body, props: {} as never });
    flushSync();
    const note = () => document.querySelector('[data-testid="sharing-note"]')?.textContent ?? '';
    expect(note().replace(/[\u2066-\u2069]/g, '')).toContain('Not given exactly: 1 by district.');
    sharing.isOpen = true;
    flushSync();
    const select = document.querySelector('select');
    if (!select) throw new Error('no select');
    select.value = 'exact';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() => expect(placingOf(app).precisionOf('wof:1')).toBe('exact'));
    document.querySelector<HTMLElement>('[data-testid="give-exactly"]')?.click();
    flushSync();
    expect(sharing.givesExactly).toBe(false);
    document.querySelector<HTMLElement>('[data-testid="ask-yes"]')?.click();
    flushSync();
    expect(sharing.givesExactly).toBe(true);
    document.querySelector('dialog')?.dispatchEvent(new Event('close'));
    await vi.waitFor(() => {
      flushSync();
      expect(note()).toContain('until the page is closed');
    });
    await unmount(pane);
  });
});

/** The note in its page. */
function InNote(...[target]: Parameters<typeof SharingNote>) {
  setApp(app);
  return SharingNote(target, { sharing });
}
