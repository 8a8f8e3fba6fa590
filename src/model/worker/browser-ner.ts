import { AppError } from '../../domain';
import { loadEngine, type LoadedEngine } from '../load-engine';
import { schemeOf } from '../manifest';
import { openModelFile, readRuntime } from '../shards';
import type { Ner } from './host';

/** The model in this worker: files from the Cache API, one session. Loading is shared and forgotten on failure. */
export function createBrowserNer(): Ner {
  let loading: Promise<LoadedEngine> | null = null;
  return {
    async load(request) {
      loading ??= (async () => {
        const { manifest, modelUrl, runtime, threads } = request;
        const wasmBinary = await readRuntime(runtime.wasm);
        return loadEngine({
          manifest,
          openFile: (path) => openModelFile(manifest, modelUrl, path),
          threads,
          device: 'wasm',
          runtime: { ...runtime, ...(wasmBinary ? { wasmBinary } : {}) },
        });
      })().catch((thrown: unknown) => {
        loading = null;
        throw thrown;
      });
      return (await loading).info;
    },
    async *tag(segments, scheme) {
      if (!loading) throw new AppError('model/not-loaded');
      const { engine, info } = await loading;
      yield* engine.tag(segments, schemeOf(info, scheme));
    },
    async inspect({ segments, segmentIndex, scheme }) {
      if (!loading) throw new AppError('model/not-loaded');
      const { engine, info } = await loading;
      return engine.inspect(segments, segmentIndex, schemeOf(info, scheme));
    },
    async dispose() {
      const open = await loading?.catch(() => null);
      loading = null;
      await open?.dispose();
    },
  };
}
