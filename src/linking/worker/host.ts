import { AppError, toAppError, type Link, type LinkRequest } from '../../domain';
import {
  fetchBytes,
  loadGazetteer,
  readManifest,
  toPackedFile,
  unpack,
  type PlaceList,
} from '../../gazetteer';
import { linkInSteps } from '../link';
import type { PlacesOutcome, PlacesRequest, PlacesResponse } from '../protocol';

/** The end of a channel that a host speaks through. */
export interface PlacesPort {
  postMessage(message: PlacesResponse): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<PlacesRequest>) => void): void;
}

/** Fetches, verifies and indexes the list of places below `baseUrl`. Throws `places/*`. */
async function loadPlaces(baseUrl: string): Promise<PlaceList> {
  const folder = `${baseUrl}gazetteer/`;
  const address = `${folder}manifest.json`;
  const manifest = toPackedFile(readManifest(await fetchBytes(address), address), address);
  // The hash in the address keeps an older stored file from answering for a newer list.
  const packed = await fetchBytes(`${folder}${manifest.file}?sha256=${manifest.sha256.slice(0, 12)}`);
  return loadGazetteer(await unpack(packed, manifest));
}

/** Work between two looks at what has come in. */
const SLICE_MS = 12;
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

/** Serves the places worker: loading is shared and forgotten on failure; every request gets one answer. */
export function createPlacesHost(
  port: PlacesPort,
  load: (baseUrl: string) => Promise<PlaceList> = loadPlaces,
): void {
  let loading: Promise<PlaceList> | null = null;
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

  async function handle(request: Exclude<PlacesRequest, { type: 'cancel' }>): Promise<PlacesOutcome> {
    switch (request.type) {
      case 'load':
        loading ??= load(request.baseUrl).catch((thrown: unknown) => {
          loading = null;
          throw thrown;
        });
        return { type: 'loaded', size: (await loading).size };
      case 'link':
        return { type: 'linked', links: await link(request.id, request.request, await ready()) };
      case 'known': {
        const places = await ready();
        return { type: 'known', names: request.names.filter((name) => places.isKnownName(name)) };
      }
      default:
        return request satisfies never;
    }
  }

  async function ready(): Promise<PlaceList> {
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
