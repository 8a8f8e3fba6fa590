import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LinkRequest, Mention } from '../../../src/domain';
import { loadGazetteer, type PlaceFiles, type PlaceList } from '../../../src/gazetteer';
import { linkMentions } from '../../../src/linking';
import { readPlaces } from '../../../src/linking/node';
import type { LoadedPlaces, PlacesRequest, PlacesResponse } from '../../../src/linking/protocol';
import { createPlacesHost } from '../../../src/linking/worker/host';
import { encodePlaces } from '../../../tools/gazetteer/layout';
import { place } from '../gazetteer/places';

const PUBLIC = fileURLToPath(new URL('../../../public', import.meta.url));

/** Reasons of the one name in a text for having no place. */
function reasonsOf(text: string, name: string, places: PlaceList): string[] {
  const start = text.indexOf(name);
  const mention = {
    documentId: 'd',
    surface: name,
    stem: name,
    label: 'LOC',
    start,
    end: start + name.length,
  };
  const request: LinkRequest = {
    ...{ documentId: 'd', raw: text, segments: [], date: '', focus: [], userChoices: {}, ownPlaces: [] },
    mentions: [mention as unknown as Mention],
  };
  return linkMentions(request, places).flatMap(({ reasons }) => reasons.map(({ code }) => code));
}

describe('a name without a place', () => {
  let places: PlaceList;
  beforeAll(async () => {
    places = await readPlaces(PUBLIC);
  });

  it('says that more villages of the country can be added, where there is a pack of it', () => {
    const inYemen = 'وقال مصدر يمني في اليمن إن قصفًا طال قرية غظضوم.';
    expect(reasonsOf(inYemen, 'غظضوم', places)).toEqual(['notInGazetteer', 'packOffered']);
    expect(reasonsOf(inYemen.replaceAll('اليمن', 'ليبيا').replace('يمني', 'ليبي'), 'غظضوم', places)).toEqual([
      'notInGazetteer',
      'fewVillages',
    ]);
    const inEgypt = inYemen.replaceAll('اليمن', 'مصر').replace('يمني', 'مصري');
    expect(reasonsOf(inEgypt, 'غظضوم', places)).toEqual(['notInGazetteer', 'fewVillages', 'packOffered']);
    const withPack = { ...places, packOf: () => 'added' as const };
    expect(reasonsOf(inEgypt, 'غظضوم', withPack)).toEqual(['notInGazetteer']);
  });
});

describe('reading from disk', () => {
  it('lays the packs behind the list that are asked for', async () => {
    const alone = await readPlaces(PUBLIC);
    const both = await readPlaces(PUBLIC, ['yemen', 'none']);
    expect(both.size - alone.size).toBeGreaterThan(10_000);
    expect([both.packOf('YE'), both.packOf('EG'), alone.packOf('YE')]).toEqual([
      'added',
      'offered',
      'offered',
    ]);
  });
});

describe('the places host', () => {
  const { port1, port2 } = new MessageChannel();
  afterAll(() => {
    port1.close();
    port2.close();
  });

  it('opens the list again on request, keeps what is open where that fails, and tells what it opened', async () => {
    const named = (name: string): PlaceFiles => ({
      list: loadGazetteer(encodePlaces([place(name, 36, 37)])),
      packs: [],
      side: () => Promise.reject(new Error('not read here')),
      outlines: () => Promise.reject(new Error('not read here')),
    });
    const openings = [named('حلب'), null, { ...named('حمص'), isEarlier: true, damagedPacks: ['yemen'] }];
    let at = 0;
    createPlacesHost(port2, () => {
      const opening = openings[at++];
      return opening ? Promise.resolve(opening) : Promise.reject(new Error('no net'));
    });
    port2.start();
    const ask = (request: PlacesRequest) =>
      new Promise<PlacesResponse>((resolve) => {
        port1.onmessage = ({ data }: MessageEvent<PlacesResponse>) => resolve(data);
        port1.postMessage(request);
      });
    const known = (id: number) => ask({ type: 'known', id, names: ['حلب', 'حمص'] });
    const loaded: LoadedPlaces = { size: 1, packs: [], isEarlier: false, damagedPacks: [] };
    expect(await ask({ type: 'load', id: 1, baseUrl: '/' })).toMatchObject({ outcome: loaded });
    // Open already.
    expect(await ask({ type: 'load', id: 2, baseUrl: '/', again: false })).toMatchObject({ outcome: loaded });
    expect(at).toBe(1);
    expect(await ask({ type: 'load', id: 3, baseUrl: '/', again: true })).toMatchObject({ type: 'failed' });
    expect(await known(4)).toMatchObject({ outcome: { names: ['حلب'] } });
    expect(await ask({ type: 'load', id: 5, baseUrl: '/', again: true })).toMatchObject({
      outcome: { size: 1, isEarlier: true, damagedPacks: ['yemen'] },
    });
    expect(await known(6)).toMatchObject({ outcome: { names: ['حمص'] } });
  });
});
