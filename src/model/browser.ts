import mjsUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { createModelStore as createStore, type ModelStore, type RuntimeFile } from './download';
import { createWorkerTagger as createTagger, type WorkerTagger } from './worker-tagger';

export type { ModelPresence, ModelStore } from './download';

/** Sizes and hashes of ONNX Runtime's files, put here by the build (`tools/vite/ort-runtime.ts`). */
declare const __ORT_RUNTIME__: Readonly<Record<'mjs' | 'wasm', { bytes: number; sha256: string }>>;

const MAX_THREADS = 4;

/** Models on this device, with the runtime that the build ships. */
export function createModelStore(baseUrl: string): ModelStore {
  return createStore(baseUrl, runtimeFiles());
}

/** ONNX Runtime as this build ships it. */
export const runtimeFiles = (): RuntimeFile[] => [
  { url: mjsUrl, ...__ORT_RUNTIME__.mjs },
  { url: wasmUrl, ...__ORT_RUNTIME__.wasm },
];

/** The tagger of the page, in a worker of its own; threads where the page is cross-origin isolated. */
export function createWorkerTagger(options: {
  baseUrl: string;
  store: ModelStore;
  modelId?: string;
}): WorkerTagger {
  return createTagger({
    ...options,
    runtime: { mjs: new URL(mjsUrl, location.href).href, wasm: new URL(wasmUrl, location.href).href },
    createWorker: () =>
      new Worker(new URL('./worker/entry.ts', import.meta.url), { type: 'module', name: 'inference' }),
    threads: crossOriginIsolated ? Math.min(MAX_THREADS, Math.max(1, navigator.hardwareConcurrency || 1)) : 1,
  });
}
