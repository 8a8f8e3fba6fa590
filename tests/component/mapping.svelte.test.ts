import 'fake-indexeddb/auto';
import { flushSync } from 'svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { App } from '../../src/ui/state/app.svelte';
import { datesOf } from '../../src/ui/state/date-filter.svelte';
import { mappingOf } from '../../src/ui/state/mapping.svelte';
import { fakeServices } from '../fakes/services';

let count = 0;
const stops: (() => void)[] = [];

afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

/** The page with three read texts of two days and none, all in scope; every word beginning with ح is a place. */
async function openTexts() {
  count += 1;
  const services = await fakeServices(`mapping-${count}`);
  const app = new App(services, ['ar']);
  stops.push(app.library.start(), app.collection.start());
  stops.push(
    $effect.root(() => {
      $effect(() => app.reading.watchLinks());
    }),
  );
  const texts = [
    { text: 'سار الناس إلى حلب ثم حماة ثم حمص', source: { published: '2024-01-05' } },
    { text: 'عاد الناس من حلب إلى بيوتهم', source: { published: '2024-02-20T10:00:00Z' } },
    { text: 'قيل إن حوران هادئة اليوم', source: { published: '' } },
  ];
  await app.read(texts);
  app.reading.scope = 'all';
  const mapping = mappingOf(app);
  // Whatever the fake calls a place by turns, all three texts have one at least.
  await expect.poll(() => new Set(mapping.links.map(({ documentId }) => documentId)).size).toBe(3);
  return { app, mapping, dates: datesOf(app), services };
}
const names = (mapping: ReturnType<typeof mappingOf>) =>
  mapping.summary.placed.map(({ place }) => place.name).sort();

describe('DateFilter', () => {
  it('takes texts of chosen days, and those without a date until they are switched off', async () => {
    const { mapping, dates } = await openTexts();
    const all = names(mapping);
    expect(dates.isOffered).toBe(true);
    expect(dates.isActive).toBe(false);
    expect(dates.whole).toEqual({ first: '2024-01-05', last: '2024-02-20' });
    expect([dates.count, dates.undatedCount]).toEqual([3, 1]);

    dates.from = '2024-02-01';
    expect(dates.shown.size).toBe(2);
    expect(names(mapping)).toContain('حوران');
    expect(names(mapping)).not.toContain('حمص');
    dates.showsUndated = false;
    expect(names(mapping)).toEqual(['حلب']);
    dates.clear();
    expect(names(mapping)).toEqual(all);
  });

  it('does nothing for one text', async () => {
    const { app, mapping, dates } = await openTexts();
    dates.showsUndated = false;
    app.reading.scope = 'one';
    flushSync();
    expect(dates.isOffered).toBe(false);
    expect(dates.isActive).toBe(false);
    expect(mapping.dates).toBe(dates);
  });

  it('tells when it hides the place of the mention under attention', async () => {
    const { app, mapping, dates } = await openTexts();
    const hidden = mapping.summary.placed.find(({ place }) => place.name === 'حوران');
    app.reading.selectedPlaceId = hidden?.place.id ?? null;
    expect(mapping.isSelectedHidden).toBe(false);
    dates.showsUndated = false;
    expect(mapping.isSelectedHidden).toBe(true);
    expect(mapping.selected).toBeNull();
  });
});

describe('Mapping', () => {
  it('goes round the mentions of the selected place, over several texts', async () => {
    const { app, mapping } = await openTexts();
    const aleppo = mapping.summary.placed.find(({ place }) => place.name === 'حلب');
    if (!aleppo) throw new Error('no place');
    expect(aleppo.count).toBe(2);
    mapping.select(aleppo);
    await expect.poll(() => mapping.mentionAt).toBe(0);
    const first = app.library.currentId;
    mapping.step(1);
    await expect.poll(() => mapping.mentionAt).toBe(1);
    expect(app.library.currentId).not.toBe(first);
    mapping.step(1);
    await expect.poll(() => mapping.mentionAt).toBe(0);
    mapping.step(-1);
    await expect.poll(() => mapping.mentionAt).toBe(1);
  });

  it('selects on a narrow screen without leaving the map', async () => {
    const { app, mapping } = await openTexts();
    app.isNarrow = true;
    app.pane = 'map';
    const [item] = mapping.summary.placed;
    if (item) mapping.select(item);
    expect(app.pane).toBe('map');
    expect(mapping.selected).toBe(item);
    expect(app.notices.spoken).toContain(item?.place.name);
  });

  it('opens and closes groups, one by one and all', async () => {
    const { mapping } = await openTexts();
    const [group] = mapping.groups;
    const key = group?.key ?? '';
    expect(mapping.isOpen(key)).toBe(true);
    mapping.toggle(key);
    expect(mapping.isOpen(key)).toBe(false);
    mapping.setAllOpen(true);
    expect(mapping.isOpen(key)).toBe(true);
    mapping.setAllOpen(false);
    expect(mapping.isOpen(key)).toBe(false);
  });

  it('asks the list once for the areas of places whose links tell none', async () => {
    const { mapping, services } = await openTexts();
    const asked: (readonly string[])[] = [];
    const area = { id: 'adm', name: 'محافظة', lat: 1, lon: 2, english: '', pcode: '' };
    services.places.describe = (ids) => {
      asked.push(ids);
      const described = { adm1: area, adm2: null, adm3: null } as unknown;
      return Promise.resolve(new Map(ids.map((id) => [id, described as never])));
    };
    mapping.watchPlaces();
    await expect.poll(() => mapping.groups.map((group) => group.area?.name)).toEqual(['محافظة']);
    mapping.watchPlaces();
    expect(asked).toHaveLength(1);
  });
});
