import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';

const require = createRequire(import.meta.url);

function describeFile(name: string): { bytes: number; sha256: string } {
  const bytes = readFileSync(require.resolve(`onnxruntime-web/${name}`));
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Tells the page the sizes and hashes of ONNX Runtime's files, so that the model download can verify them. */
export function ortRuntime(): Plugin {
  return {
    name: 'ort-runtime',
    config: () => ({
      define: {
        __ORT_RUNTIME__: JSON.stringify({
          mjs: describeFile('ort-wasm-simd-threaded.mjs'),
          wasm: describeFile('ort-wasm-simd-threaded.wasm'),
        }),
      },
    }),
  };
}
