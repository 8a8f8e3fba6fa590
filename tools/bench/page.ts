/** The page that runs the models of the benchmark; the program drives it through `window.bench`. */
import type { SpeedReply, SpeedRequest } from './speed.worker';

export interface Bench {
  /** Loads a model in a worker of its own. Resolves to milliseconds. */
  load(key: string, model: string, threads: number): Promise<number>;
  /** Runs windows of random tokens through a loaded model. Resolves to milliseconds. */
  measure(key: string, windows: number, tokensPerWindow: number): Promise<number>;
  end(key: string): void;
}

const workers = new Map<string, Worker>();

function ask(key: string, request: SpeedRequest): Promise<number> {
  const worker = workers.get(key);
  if (!worker) throw new Error(`No worker ${key}.`);
  return new Promise((done, fail) => {
    worker.onerror = (event) => fail(new Error(event.message));
    worker.onmessage = (event: MessageEvent<SpeedReply>) => {
      if ('error' in event.data) fail(new Error(event.data.error));
      else done(event.data.elapsedMs);
    };
    worker.postMessage(request);
  });
}

const bench: Bench = {
  load(key, model, threads) {
    workers.set(key, new Worker(new URL('./speed.worker.ts', import.meta.url), { type: 'module' }));
    return ask(key, { type: 'load', model, threads });
  },
  measure: (key, windows, tokensPerWindow) => ask(key, { type: 'measure', windows, tokensPerWindow }),
  end(key) {
    workers.get(key)?.terminate();
    workers.delete(key);
  },
};

Object.assign(window, { bench });
