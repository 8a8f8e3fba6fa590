/** Runs one model with transformers.js at a given number of threads; a fresh worker for each, since the runtime fixes its threads once. */
import { AutoModelForTokenClassification, env, Tensor } from '@xenova/transformers';
import mjs from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasm from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';

export type SpeedRequest =
  | { readonly type: 'load'; readonly model: string; readonly threads: number }
  | { readonly type: 'measure'; readonly windows: number; readonly tokensPerWindow: number };

/** Milliseconds that the request took, or what went wrong. */
export type SpeedReply = { readonly elapsedMs: number } | { readonly error: string };

type Model = (inputs: Record<string, Tensor>) => Promise<unknown>;
let loaded: Model | undefined;

async function load(model: string, threads: number): Promise<void> {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = '/models/';
  env.useBrowserCache = false;
  env.useWasmCache = false;
  const runtime = env.backends.onnx.wasm;
  if (!runtime) throw new Error('No WebAssembly runtime.');
  runtime.wasmPaths = { mjs: new URL(mjs, location.href).href, wasm: new URL(wasm, location.href).href };
  runtime.numThreads = threads;
  loaded = await AutoModelForTokenClassification.from_pretrained(model, {
    dtype: 'q8',
    device: 'wasm',
    local_files_only: true,
  });
}

async function measure(windows: number, tokensPerWindow: number): Promise<void> {
  if (!loaded) throw new Error('No model is loaded.');
  const shape = [1, tokensPerWindow];
  for (let window = 0; window < windows; window++) {
    const ids = BigInt64Array.from({ length: tokensPerWindow }, (_, i) =>
      BigInt(((i + window) * 7919) % 50_000),
    );
    await loaded({
      input_ids: new Tensor('int64', ids, shape),
      attention_mask: new Tensor('int64', new BigInt64Array(tokensPerWindow).fill(1n), shape),
    });
  }
}

async function serve(request: SpeedRequest): Promise<SpeedReply> {
  const start = performance.now();
  try {
    if (request.type === 'load') await load(request.model, request.threads);
    else await measure(request.windows, request.tokensPerWindow);
    return { elapsedMs: performance.now() - start };
  } catch (thrown) {
    return { error: String(thrown) };
  }
}

addEventListener('message', (event: MessageEvent<SpeedRequest>) => {
  void serve(event.data).then((reply) => postMessage(reply));
});
