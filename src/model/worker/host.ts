import {
  AppError,
  toAppError,
  type InspectRequest,
  type Inspection,
  type ModelInfo,
  type Segment,
  type SegmentTags,
} from '../../domain';
import type { Outcome, Request, Response } from '../protocol';

/** The inference that a host serves; a fake in tests. */
export interface Ner {
  load(request: Extract<Request, { type: 'load' }>): Promise<ModelInfo>;
  tag(
    segments: readonly Segment[],
    scheme: string,
  ): AsyncIterable<{ readonly results: readonly SegmentTags[]; readonly tokens: number }>;
  inspect(request: InspectRequest): Promise<Inspection>;
  dispose(): Promise<void>;
}

/** The end of a channel that a host speaks through. */
export interface HostPort {
  postMessage(message: Response): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<Request>) => void): void;
}

/** Milliseconds between messages of results: fewer, larger messages leave the page more time. */
const BATCH_MS = 80;

/** Lets waiting messages in, a cancel among them. */
export type Pause = () => Promise<void>;

/**
 * Serves requests. Every request gets exactly one `done` or `failed`; cancel is looked at between model calls; a newer
 * `tag` of the same document supersedes the older.
 */
export function createHost(port: HostPort, ner: Ner, pause: Pause = timerPause): void {
  const running = new Map<number, { documentId: string; stop: 'no' | 'cancelled' | 'superseded' }>();
  let threads = 1;

  async function handle(request: Exclude<Request, { type: 'cancel' }>): Promise<Outcome> {
    switch (request.type) {
      case 'load': {
        const info = await ner.load(request);
        threads = info.threads;
        return { type: 'loaded', info };
      }
      case 'tag':
        return tag(request);
      case 'inspect':
        return { type: 'inspected', inspection: await ner.inspect(request) };
      case 'dispose':
        await ner.dispose();
        return { type: 'disposed' };
      default:
        return request satisfies never;
    }
  }

  async function tag(request: Extract<Request, { type: 'tag' }>): Promise<Outcome> {
    for (const other of running.values())
      if (other.documentId === request.documentId) other.stop = 'superseded';
    const mine: { documentId: string; stop: 'no' | 'cancelled' | 'superseded' } = {
      documentId: request.documentId,
      stop: 'no',
    };
    running.set(request.id, mine);
    let tokens = 0;
    let batch: SegmentTags[] = [];
    let sentAt = Date.now();
    const send = () => {
      if (batch.length > 0) port.postMessage({ type: 'partial', id: request.id, results: batch });
      batch = [];
      sentAt = Date.now();
    };
    try {
      for await (const step of ner.tag(request.segments, request.scheme)) {
        tokens += step.tokens;
        batch.push(...step.results);
        if (Date.now() - sentAt >= BATCH_MS) send();
        await pause();
        if (mine.stop !== 'no')
          throw new AppError(mine.stop === 'cancelled' ? 'tag/cancelled' : 'tag/superseded');
      }
      send();
      return { type: 'tagged', stats: { tokens, threads } };
    } finally {
      running.delete(request.id);
    }
  }

  port.addEventListener('message', ({ data: request }) => {
    if (request.type === 'cancel') {
      const job = running.get(request.id);
      if (job) job.stop = 'cancelled';
      return;
    }
    void (async () => {
      try {
        port.postMessage({ type: 'done', id: request.id, outcome: await handle(request) });
      } catch (thrown) {
        const { code, message, data } = toAppError(thrown);
        port.postMessage({ type: 'failed', id: request.id, error: { code, message, data } });
      }
    })();
  });
}

const timerPause: Pause = () => new Promise((resolve) => setTimeout(resolve));
