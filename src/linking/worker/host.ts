import { AppError, toAppError, type Link, type LinkRequest } from '../../domain';
import { openPlaces, type OpenedPlaces, type PlaceFiles, type PlaceList } from '../../gazetteer';
import { linkInSteps } from '../link';
import { withOwnPlaces } from '../own-places';
import { createPlaceBook } from '../place-book';
import type { PlacesOutcome, PlacesRequest, PlacesResponse } from '../protocol';

/** The end of a channel that a host speaks through. */
export interface PlacesPort {
  postMessage(message: PlacesResponse): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<PlacesRequest>) => void): void;
}

/** Opens the list of places below `baseUrl`, packs on this device included. Rejects with `places/*`. */
const loadPlaces = (baseUrl: string): Promise<OpenedPlaces> =>
  // Not there in insecure contexts, whatever the type says.
  openPlaces(baseUrl, globalThis.caches);

/** Work between two looks at what has come in. */
const SLICE_MS = 12;
/** Links of one message. */
const PART = 500;
/** Lets messages in; a channel comes sooner than a timer. */
const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

const toLoaded = ({
  list,
  packs,
  isEarlier = false,
  damagedPacks = [],
}: PlaceFiles & Partial<OpenedPlaces>): PlacesOutcome => ({
  ...{ type: 'loaded', size: list.size, isEarlier, damagedPacks },
  packs: packs.flatMap(({ id, isOpen }) => (isOpen ? [id] : [])),
});

/** Serves the places worker: loading is shared and forgotten on failure; every request gets one answer. */
export function createPlacesHost(
  port: PlacesPort,
  load: (baseUrl: string) => Promise<PlaceFiles & Partial<OpenedPlaces>> = loadPlaces,
): void {
  let loading: ReturnType<typeof load> | null = null;
  const underWay = new Set<number>();
  /** Those of them that were given up. */
  const cancelled = new Set<number>();

  /** Links name by name, letting messages in every few milliseconds: a cancelled request ends there. */
  async function link(id: number, request: LinkRequest, places: PlaceList): Promise<Link[]> {
    const steps = linkInSteps(request, places);
    for (let since = performance.now(); ;) {
      const step = steps.next();
      if (step.done) return step.value;
      if (performance.now() - since < SLICE_MS) continue;
      await nextTask();
      if (cancelled.has(id)) throw new AppError('tag/cancelled');
      since = performance.now();
    }
  }

  /** Sends all but the last part ahead and returns that. */
  function sendParts(id: number, links: readonly Link[]): readonly Link[] {
    let from = 0;
    for (; links.length - from > PART; from += PART)
      port.postMessage({ type: 'part', id, links: links.slice(from, from + PART) });
    return links.slice(from);
  }

  async function handle(request: Exclude<PlacesRequest, { type: 'cancel' }>): Promise<PlacesOutcome> {
    switch (request.type) {
      case 'load':
        return toLoaded(await open(request.baseUrl, request.again === true));
      case 'link':
        return {
          type: 'linked',
          links: sendParts(request.id, await link(request.id, request.request, (await ready()).list)),
        };
      case 'known': {
        const list = withOwnPlaces((await ready()).list, request.ownPlaces ?? []);
        return { type: 'known', names: request.names.filter((name) => list.isKnownName(name)) };
      }
      case 'search':
        return { type: 'search', candidates: await (await book()).search(request.query, request.limit) };
      case 'describe':
        return { type: 'describe', places: await (await book()).describe(request.ids) };
      case 'english':
        return { type: 'english', forms: await (await book()).englishOf(request.names) };
      case 'outlines':
        return { type: 'outlines', outlines: await (await book()).outlines(request.ids) };
      default:
        return request satisfies never;
    }
  }

  async function open(baseUrl: string, again: boolean): ReturnType<typeof load> {
    const before = loading;
    if (before && !again) return before;
    const opening = load(baseUrl);
    loading ??= opening;
    try {
      await opening;
      loading = opening;
    } catch (thrown) {
      loading = before;
      throw thrown;
    }
    return opening;
  }

  const book = async () => createPlaceBook(await ready());

  async function ready(): Promise<PlaceFiles> {
    if (!loading) throw new AppError('worker/protocol', { detail: 'places not loaded' });
    return loading;
  }

  port.addEventListener('message', ({ data }) => {
    if (data.type === 'cancel') {
      if (underWay.has(data.id)) cancelled.add(data.id);
      return;
    }
    underWay.add(data.id);
    void (async () => {
      try {
        port.postMessage({ type: 'done', id: data.id, outcome: await handle(data) });
      } catch (thrown) {
        const { code, message, data: details } = toAppError(thrown);
        port.postMessage({ type: 'failed', id: data.id, error: { code, message, data: details } });
      } finally {
        underWay.delete(data.id);
        cancelled.delete(data.id);
      }
    })();
  });
}
