import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { confirmPlace, setFocus } from '../../../src/correction';
import { App } from '../../../src/ui/state/app.svelte';
import { placingOf, type Placing } from '../../../src/ui/state/placing.svelte';
import { fakeServices } from '../../fakes/services';
import { putPlaces } from './places';

let app: App;
let placing: Placing;
let stops: (() => void)[] = [];
let n = 0;

beforeEach(async () => {
  localStorage.clear();
  app = new App(await fakeServices(`placing-${++n}`), ['en']);
  stops = [app.library.start(), app.collection.start()];
  const texts = [{ text: 'وصلوا إلى الجديدة ثم عادوا من الجديدة.' }, { text: 'في الجديدة أمس.' }];
  const { documents } = await app.library.add(texts);
  for (const document of documents) await putPlaces(app, document);
  app.openDocument(documents[0]?.id ?? '');
  app.reading.scope = 'all';
  await vi.waitFor(() => expect(app.collection.runs.length).toBe(2));
  stops.push(
    $effect.root(() => {
      $effect(() => app.reading.watchLinks());
    }),
  );
  placing = placingOf(app);
  await vi.waitFor(() => expect(placing.linksInScope.length).toBe(3));
});
afterEach(() => {
  for (const stop of stops) stop();
  app.services.store.close();
});

const shown = () =>
  placing.linksInScope.map(({ place, origin }) => `${place?.id.slice(0, 5) ?? '-'} ${origin}`);

describe('a country that speaks as a government', () => {
  it('is left off when a person says so, and counted; a confirmed one stays', async () => {
    const { documents } = await app.library.add([
      { text: 'قالت مصر إنها ترفض. وفي مصر احتفال. وأعلنت مصر ذلك.' },
    ]);
    const [text] = documents;
    if (!text) throw new Error('no text');
    await putPlaces(app, text, 'مصر', { id: 'iso:EG', level: 'country', country: 'EG' });
    await vi.waitFor(() => expect(placing.linksInScope.length).toBe(6));
    await placing.carryOut(setFocus(placing.decisions, { hidesGovernments: true }));
    expect([placing.linksInScope.length, placing.governments.size]).toEqual([4, 2]);
    const [first] = placing.governments;
    if (!first) throw new Error('no government');
    await placing.carryOut(confirmPlace(placing.decisions, first));
    expect([placing.linksInScope.length, placing.governments.size]).toEqual([5, 1]);
  });
});

describe('a place that is dragged', () => {
  it('becomes an own place for all its mentions in scope, and goes back', async () => {
    app.reading.selectedPlaceId = 'wof:1';
    await placing.move('wof:1', 34, 11);
    expect(placing.ownPlaces).toMatchObject([{ name: 'الجديدة', lat: 34, lon: 11 }]);
    expect(placing.ownPlaces[0]?.note).toContain('wof:1');
    expect(shown()).toEqual(['user: gold', 'user: gold', 'user: gold']);
    expect(app.reading.selectedPlaceId).toBe(placing.ownPlaces[0]?.id);
    app.notices.list.at(-1)?.action?.run();
    await vi.waitFor(() =>
      expect(shown()).toEqual(['wof:1 predicted', 'wof:1 predicted', 'wof:1 predicted']),
    );
    expect(placing.ownPlaces).toEqual([]);
  });

  it('moves once more without another place being made', async () => {
    await placing.move('wof:1', 34, 11);
    await placing.move(placing.ownPlaces[0]?.id ?? '', 35, 12);
    expect(placing.ownPlaces).toMatchObject([{ lat: 35, lon: 12 }]);
    expect(placing.linksInScope.map(({ place }) => place?.lat)).toEqual([35, 35, 35]);
  });
});
