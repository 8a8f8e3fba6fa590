import type { ModelManifest } from './manifest';

/** Where the bytes of a model and of its runtime come from. */
export interface EngineSource {
  readonly manifest: ModelManifest;
  /** A fresh response with one whole file of the model, already verified. */
  readonly openFile: (path: string) => Promise<Response>;
  readonly threads: number;
  /** ONNX Runtime's separate files; absent under Node, where the package finds its own. */
  readonly runtime?: { readonly mjs: string; readonly wasm: string; readonly wasmBinary?: ArrayBuffer };
  /** `wasm` in browsers; `cpu` is what the same build is called under Node. */
  readonly device: 'wasm' | 'cpu';
}
