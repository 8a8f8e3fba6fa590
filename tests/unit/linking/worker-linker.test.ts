import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LinkRequest, Mention } from '../../../src/domain';
import { loadGazetteer } from '../../../src/gazetteer';
import { linkMentions } from '../../../src/linking';
import { createPlacesHost, type PlacesPort } from '../../../src/linking/worker/host';
import { createLinker } from '../../../src/linking/worker-linker';
import type { LoadedPlaces, PlacesResponse } from '../../../src/linking/protocol';
import { encodePlaces } from '../../../tools/gazetteer/layout';
import { PortAsWorker } from '../../fakes/port-as-worker';
import { place } from '../gazetteer/places';

const list = loadGazetteer(
  encodePlaces([place('حلب', 36.2, 37.1, { id: 'wof:1' }), place('حمص', 34.7, 36.7, { id: 'wof:2' })]),
);

/** A text that names places this often, alternately. */
function requestOf(count: number): LinkRequest {
  const mentions: Mention[] = [];
  let raw = '';
  for (let at = 0; at < count; at++) {
    const name = at % 3 === 0 ? 'حلب' : 'حمص';
    const [start, end] = [raw.length, raw.length + name.length];
    mentions.push({
      documentId: 'd',
      label: 'LOC',
      surface: name,
      stem: name,
      start,
      end,
    } as unknown as Mention);
    raw += `${name} ${at}. `;
  }
  return {
    ...{ documentId: 'd', raw, segments: [], mentions, date: '' },
    ...{ focus: [], userChoices: {}, ownPlaces: [] },
  };
}

describe('the page and the places worker', () => {
  const { port1, port2 } = new MessageChannel();
  const sent: PlacesResponse[] = [];
  const loaded: LoadedPlaces[] = [];
  const linker = createLinker({
    baseUrl: '/',
    onLoaded: (opened) => loaded.push(opened),
    createWorker: () => new PortAsWorker(port1) as unknown as Worker,
  });
  const signal = new AbortController().signal;

  beforeAll(() => {
    Object.defineProperty(globalThis, 'location', { value: { href: 'http://host/' }, configurable: true });
    const port: PlacesPort = {
      postMessage: (message: PlacesResponse) => {
        sent.push(message);
        port2.postMessage(message);
      },
      addEventListener: (type, listener) => port2.addEventListener(type, listener),
    };
    createPlacesHost(port, () =>
      Promise.resolve({
        ...{ list, packs: [] },
        side: () => Promise.reject(new Error('not read here')),
        outlines: () => Promise.reject(new Error('not read here')),
      }),
    );
    port2.start();
  });
  afterAll(() => {
    port1.close();
    port2.close();
  });

  it('pass many links in parts, and all in order', async () => {
    await linker.reload();
    expect(loaded, 'nothing to open again before the first opening').toEqual([]);
    await linker.load(() => {}, signal);
    for (const count of [0, 1, 500, 1203]) {
      sent.length = 0;
      const request = requestOf(count);
      expect(await linker.link(request, signal), String(count)).toEqual(linkMentions(request, list));
      const sizes = sent.map((message) =>
        message.type === 'part'
          ? message.links.length
          : message.type === 'done' && message.outcome.type === 'linked'
            ? message.outcome.links.length
            : -1,
      );
      expect(Math.max(...sizes)).toBeLessThanOrEqual(500);
      expect(sent.at(-1)?.type).toBe('done');
    }
  });

  it('tell what was opened, each time', async () => {
    await linker.load(() => {}, signal);
    expect(loaded).toMatchObject([{ size: 2, packs: [], isEarlier: false, damagedPacks: [] }]);
    await linker.reload();
    expect(loaded).toHaveLength(2);
  });
});
