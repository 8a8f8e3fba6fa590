import 'fake-indexeddb/auto';
import { flushSync, mount, tick, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Document, PlaceDescription } from '../../../src/domain';
import type { Services } from '../../../src/ui/services';
import PlaceCard from '../../../src/ui/placing/PlaceCard.svelte';
import { App } from '../../../src/ui/state/app.svelte';
import { placeCardOf, type PlaceCard as Card } from '../../../src/ui/state/place-card.svelte';
import { placingOf, type Placing } from '../../../src/ui/state/placing.svelte';
import InApp from '../../fakes/InApp.svelte';
import { fakeServices } from '../../fakes/services';
import { CANDIDATES, putPlaces } from './places';

function describedIn(district: string): PlaceDescription {
  const area = { id: district, name: district, lat: 0, lon: 0, english: '', pcode: '' };
  return {
    ...{ id: '', names: [], english: '', otherNames: [], pcode: '', lat: 0, lon: 0, level: 'town' },
    ...{ country: null, uncertaintyM: null, adm1: null, adm2: area, adm3: null },
  };
}

let app: App;
let placing: Placing;
let card: Card;
let pane: ReturnType<typeof mount>;
let texts: readonly Document[] = [];
let stops: (() => void)[] = [];
let n = 0;

beforeEach(async () => {
  localStorage.clear();
  document.body.replaceChildren();
  HTMLDialogElement.prototype.showModal = vi.fn();
  HTMLDialogElement.prototype.close = vi.fn();
  Element.prototype.scrollIntoView = vi.fn();
  const fake = await fakeServices(`place-card-${++n}`);
  const services: Services = {
    ...fake,
    places: {
      ...fake.places,
      describe: (ids) => Promise.resolve(new Map(ids.map((id) => [id, describedIn(`district of ${id}`)]))),
      search: (query) =>
        Promise.resolve(
          CANDIDATES.slice(0, query === 'كلها' ? 3 : 0).map((one) => ({ ...one, id: `found:${one.id}` })),
        ),
    },
  };
  app = new App(services, ['en']);
  stops = [app.library.start(), app.collection.start()];
  const added = await app.library.add([
    { text: 'وصلوا إلى الجديدة ثم عادوا من الجديدة.' },
    { text: 'في الجديدة أمس.' },
  ]);
  texts = added.documents;
  for (const text of texts) await putPlaces(app, text);
  app.openDocument(texts[0]?.id ?? '');
  await vi.waitFor(() => expect(app.collection.runs.length).toBe(2));
  stops.push(
    $effect.root(() => {
      $effect(() => app.reading.watchLinks());
    }),
  );
  placing = placingOf(app);
  card = placeCardOf(app);
  await vi.waitFor(() => expect(placing.linksInScope.length).toBe(2));
  app.reading.select(placing.linksInScope[0]?.start ?? 0);
  pane = mount(InApp, { target: document.body, props: { app, pane: PlaceCard as never } });
  flushSync();
});
afterEach(async () => {
  await unmount(pane);
  for (const stop of stops) stop();
  app.services.store.close();
});

const all = (testId: string) => [...document.querySelectorAll<HTMLElement>(`[data-testid="${testId}"]`)];
const one = (testId: string): HTMLElement => {
  const [found] = all(testId);
  if (!found) throw new Error(`no ${testId}`);
  return found;
};
const standing = () => one('place-standing').textContent?.replace(/\s+/g, ' ').trim();
const shown = () => placing.linksInScope.map(({ place, origin }) => `${place?.id ?? '-'} ${origin}`);
async function press(testId: string, at = 0): Promise<void> {
  all(testId)[at]?.click();
  await vi.waitFor(() => flushSync());
}
function write(testId: string, text: string): void {
  const field = one(testId) as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
}
const submit = (testId: string) =>
  one(testId)
    .closest('form')
    ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));

describe('the card of a place', () => {
  it('says what was found, why, and what else could be meant', () => {
    expect(standing()).toBe('found, likely — the name is written the same');
    expect(all('candidate').map(({ dataset }) => dataset['place'])).toEqual(['wof:1', 'wof:2', 'wof:3']);
    expect(all('candidate')[1]?.textContent).toContain('Syria');
  });

  it('tells namesakes apart by their district', async () => {
    await vi.waitFor(() => {
      flushSync();
      expect(all('candidate')[2]?.textContent).toContain('district of wof:3');
    });
  });

  it('marks none as decided before a person decides', () => {
    expect(all('candidate').map((button) => button.getAttribute('aria-pressed'))).toEqual([
      'false',
      'false',
      'false',
    ]);
  });

  it('takes another candidate, says so, and gives it back', async () => {
    await press('candidate', 1);
    await vi.waitFor(() => expect(shown()).toEqual(['wof:2 gold', 'wof:1 predicted']));
    flushSync();
    expect(standing()).toBe('decided by you');
    expect(all('candidate')[1]?.getAttribute('aria-pressed')).toBe('true');
    expect(app.notices.spoken).toContain('Syria');
    await press('place-undo');
    await vi.waitFor(() => expect(shown()).toEqual(['wof:1 predicted', 'wof:1 predicted']));
  });

  it('confirms, says none, and takes that back', async () => {
    await press('place-confirm');
    await vi.waitFor(() => expect(shown()[0]).toBe('wof:1 gold'));
    await press('place-none');
    await vi.waitFor(() => expect(shown()[0]).toBe('- gold'));
    flushSync();
    expect(standing()).toBe('none of the places, decided by you');
    expect(card.link?.start).toBe(app.reading.selectedStart);
    await press('place-take-back');
    await vi.waitFor(() => expect(shown()[0]).toBe('wof:1 predicted'));
  });

  it('finds any place of the list by its name', async () => {
    write('place-search', 'كلها');
    await vi.waitFor(() => {
      flushSync();
      expect(all('place-found').length).toBe(1);
    });
    expect(app.notices.spoken).toBe('Places found: 3');
    one('place-found').querySelector('button')?.click();
    await vi.waitFor(() => expect(shown()[0]).toBe('found:wof:1 gold'));
    write('place-search', 'شيء');
    await vi.waitFor(() => {
      flushSync();
      expect(all('place-found-none').length).toBe(1);
    });
  });

  it('goes through candidates with the arrow keys', () => {
    all('candidate')[0]?.focus();
    const down = new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true });
    all('candidate')[0]?.dispatchEvent(down);
    expect(document.activeElement).toBe(all('candidate')[1]);
    expect(down.defaultPrevented).toBe(true);
  });

  it('adds a place of one’s own where the mention is, with any digits', async () => {
    await press('place-own');
    await tick();
    submit('own-save');
    flushSync();
    expect(one('own-error').textContent).toBe('Write or paste the coordinates.');
    write('coordinates', '٣٣٫٥, ٣٦٫٢');
    expect(one('coordinates-read').textContent).toContain('33.500, 36.200');
    one('own-area').click();
    flushSync();
    write('own-radius', 'كثير');
    submit('own-save');
    flushSync();
    expect(one('own-error').textContent).toContain('Write the radius');
    write('own-radius', '١٬٥٠٠');
    submit('own-save');
    await vi.waitFor(() => expect(placing.ownPlaces).toHaveLength(1));
    expect(placing.ownPlaces[0]).toMatchObject({ name: 'الجديدة', lat: 33.5, lon: 36.2, uncertaintyM: 1500 });
    expect(shown()[0]).toBe(`${placing.ownPlaces[0]?.id ?? ''} gold`);
    expect(new Set(app.collection.edits.map(({ batchId }) => batchId)).size).toBe(1);
  });

  it('refuses coordinates that are none, with a sentence', async () => {
    await press('place-own');
    await tick();
    write('coordinates', 'هنا');
    expect(one('coordinates-error').textContent).toContain('cannot be read');
    submit('own-save');
    flushSync();
    expect(one('own-error').textContent).toContain('cannot be read');
    expect(app.collection.edits).toEqual([]);
  });

  it('keeps how exactly a place is given to others', async () => {
    const select = one('place-precision') as HTMLSelectElement;
    expect(select.options[0]?.textContent).toBe('as usual: by district');
    select.value = 'hidden';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await vi.waitFor(() => expect(placing.precisionOf('wof:1')).toBe('hidden'));
    expect(app.notices.spoken).toBe('الجديدة is given to others not at all.');
  });

  it('repeats a decision for the mentions that are ticked, in this text or in all', async () => {
    await press('candidate', 1);
    await vi.waitFor(() => expect(shown()[0]).toBe('wof:2 gold'));
    flushSync();
    await press('place-same');
    await vi.waitFor(() => {
      flushSync();
      expect(all('same-tick')).toHaveLength(1);
    });
    await press('same-in-all');
    await vi.waitFor(() => {
      flushSync();
      expect(all('same-tick')).toHaveLength(2);
    });
    await press('same-tick', 0);
    await press('same-apply');
    await vi.waitFor(() => expect(app.collection.edits).toHaveLength(2));
    app.reading.scope = 'all';
    await vi.waitFor(() => expect(shown().sort()).toEqual(['wof:1 predicted', 'wof:2 gold', 'wof:2 gold']));
  });
});
