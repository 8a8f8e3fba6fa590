import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseCandidate, putOwnPlace, setFocus } from '../../../src/correction';
import type { Document, Link, PlaceKnowledge } from '../../../src/domain';
import type { Services } from '../../../src/ui/services';
import { App } from '../../../src/ui/state/app.svelte';
import { placingOf, type Placing } from '../../../src/ui/state/placing.svelte';
import { fakeServices } from '../../fakes/services';
import { CANDIDATES, plain, putPlaces } from './places';

let app: App;
let placing: Placing;
let stops: (() => void)[] = [];
let asked: { readonly document: Document; readonly knowledge: PlaceKnowledge }[] = [];
let n = 0;

/** A page on the same database whose linking takes the first candidate in the focus, own places first. */
async function openPage(): Promise<void> {
  const fake = await fakeServices(`relinking-${n}`);
  const services: Services = {
    ...fake,
    link: async (document, run, callbacks): Promise<readonly Link[]> => {
      const { knowledge } = callbacks;
      asked.push({ document, knowledge });
      const { focus, ownPlaces, userChoices } = knowledge;
      const found =
        ownPlaces.find(({ name }) => name === 'الجديدة') ??
        CANDIDATES.find(({ id }) => Object.values(userChoices).includes(id)) ??
        CANDIDATES.find(({ country }) => focus.includes(country ?? '')) ??
        CANDIDATES[0];
      const links = await fake.link(document, run, callbacks);
      return links.map((link) => ({ ...link, toponym: 'الجديدة', place: found ? plain(found) : null }));
    },
  };
  app = new App(services, ['en']);
  stops = [app.library.start(), app.collection.start()];
  app.reading.scope = 'all';
  stops.push(
    $effect.root(() => {
      $effect(() => app.reading.watchLinks());
    }),
  );
  placing = placingOf(app);
  await vi.waitFor(() => expect(app.library.loaded && app.collection.isLoaded).toBe(true));
}
function closePage(): void {
  for (const stop of stops) stop();
  app.services.store.close();
}

beforeEach(async () => {
  localStorage.clear();
  n += 1;
  await openPage();
  const texts = [{ text: 'في الجديدة أمس.' }, { text: 'عادوا من الجديدة.' }, { text: 'في سوق المدينة.' }];
  const { documents } = await app.library.add(texts);
  for (const [i, document] of documents.entries()) await putPlaces(app, document, i < 2 ? 'الجديدة' : 'سوق');
  await vi.waitFor(() => expect(placing.linksInScope.length).toBe(3));
  asked = [];
});
afterEach(closePage);

const shown = () => placing.linksInScope.map(({ place, origin }) => `${place?.id ?? '-'} ${origin}`).sort();
const linkOf = (text: string) => {
  const { id } = app.library.documents.find((document) => document.text === text) ?? { id: '' };
  const link = placing.linksInScope.find(({ documentId }) => documentId === id);
  if (!link) throw new Error(text);
  return link;
};
/** Longer than the rest before texts are linked again. */
const rest = () => new Promise((resolve) => setTimeout(resolve, 700));

describe('texts in scope', () => {
  it('are linked again with the focus, choices kept, and not once more', async () => {
    const [, syria] = CANDIDATES;
    if (!syria) throw new Error();
    await placing.carryOut(chooseCandidate(placing.decisions, linkOf('في الجديدة أمس.'), syria));
    await placing.carryOut(setFocus(placing.decisions, { countries: ['SD'] }));
    await vi.waitFor(() => expect(asked.map(({ knowledge }) => knowledge.focus)).toContainEqual(['SD']));
    await vi.waitFor(() => expect(shown()).toContain('wof:2 gold'));
    await vi.waitFor(() => expect(placing.relinking.progress).toBeNull());
    const before = asked.length;
    await rest();
    expect(asked.length).toBe(before);
    closePage();
    await openPage();
    await rest();
    expect(asked.length).toBe(before);
  });

  it('are linked again where an own place has one of their names, and again when it is gone', async () => {
    const place = { ...plain(CANDIDATES[0] ?? raise()), id: 'user:1', note: '', source: '' };
    await placing.carryOut(putOwnPlace(placing.decisions, place));
    await vi.waitFor(() => expect(shown().filter((one) => one === 'user:1 predicted')).toHaveLength(2));
    expect(new Set(asked.map(({ document }) => document.text))).toEqual(
      new Set(['في الجديدة أمس.', 'عادوا من الجديدة.']),
    );
    await placing.undo();
    await vi.waitFor(() => expect(shown().filter((one) => one === 'wof:1 predicted')).toHaveLength(3));
  });

  it('follow a choice made in another text', async () => {
    await placing.carryOut(
      chooseCandidate(placing.decisions, linkOf('في الجديدة أمس.'), CANDIDATES[2] ?? raise()),
    );
    await vi.waitFor(() => expect(shown()).toContain('wof:3 predicted'));
    expect(shown()).toContain('wof:3 gold');
  });
});

function raise(): never {
  throw new Error('no candidate');
}
