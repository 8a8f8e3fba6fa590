import { AutoModelForTokenClassification, AutoTokenizer, env, Tensor } from '@xenova/transformers';
import { AppError, toAppError, type ModelInfo } from '../domain';
import { Engine, type RunModel } from './engine';
import { WordEncoder, type PieceModel } from './encode';
import type { EngineSource } from './engine-source';
import { startForeign } from './foreign-engine';

/** The fields of transformers.js' tokenizer that are public in practice but not in its types. */
interface InnerTokenizer {
  readonly _tokenizer: {
    readonly model: { encode(tokens: string[]): string[]; readonly tokens_to_ids: Map<string, number> };
    readonly special_tokens: readonly string[];
  };
}

const OPENERS = new Map<string, (path: string) => Promise<Response | undefined>>();

let loads = 0;

/** Files are asked for by paths that end in `<id>/<file>`; nothing else is ever answered, and nothing is fetched. */
const shardCache = {
  async match(key: string): Promise<Response | undefined> {
    for (const [id, open] of OPENERS) {
      const at = key.indexOf(`${id}/`);
      if (at < 0) continue;
      const path = key.slice(at + id.length + 1).replace(/^resolve\/[^/]+\//, '');
      return open(path);
    }
    return undefined;
  },
  put: () => Promise.resolve(),
};

/** A model that is ready to read. */
export interface LoadedEngine {
  readonly info: ModelInfo;
  readonly engine: Engine;
  readonly dispose: () => Promise<void>;
}

/** Starts tokenizer and session through transformers.js. Throws `model/session`, and what a file of the model throws. */
export async function loadEngine(source: EngineSource): Promise<LoadedEngine> {
  configure(source);
  // A name of its own for every load: the library remembers by name which files it did not find.
  const name = `mawdi-model-${source.manifest.id}-${++loads}`;
  const files = watchFiles(source);
  OPENERS.set(name, files.open);
  try {
    const started = await (source.manifest.foreign ? startForeign : startOwn)(name, source);
    files.check();
    // The runtime has compiled it: its bytes need not stay.
    if (env.backends.onnx.wasm) delete env.backends.onnx.wasm.wasmBinary;
    return {
      info: infoOf(source, started.engine),
      engine: started.engine,
      dispose: async () => {
        OPENERS.delete(name);
        await started.dispose();
      },
    };
  } catch (thrown) {
    OPENERS.delete(name);
    files.check();
    if (thrown instanceof AppError) throw thrown;
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    throw new AppError('model/session', { detail, threads: source.threads }, { cause: thrown });
  }
}

function infoOf({ manifest, threads }: EngineSource, { limits }: Engine): ModelInfo {
  const { id, version, sha256, schemes, defaultScheme } = manifest;
  const windows = { maxWindowTokens: limits.maxTokens, overlapWords: limits.overlapWords };
  return { id, version, sha256, schemes, defaultScheme, threads, windows };
}

/** A model made for this program. */
async function startOwn(
  name: string,
  { device }: EngineSource,
): Promise<{ engine: Engine; dispose: () => Promise<unknown> }> {
  const tokenizer = (await AutoTokenizer.from_pretrained(name, {
    local_files_only: true,
  })) as unknown as InnerTokenizer;
  const model = await AutoModelForTokenClassification.from_pretrained(name, {
    local_files_only: true,
    dtype: 'q8',
    device,
  });
  const run: RunModel = async (ids) => {
    const shape = [1, ids.length];
    const output = (await model({
      input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
      attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
    })) as { logits: { data: Float32Array; dims: number[] } };
    return { logits: output.logits.data, width: output.logits.dims[2] ?? 0 };
  };
  return { engine: new Engine(new WordEncoder(pieceModel(tokenizer)), run), dispose: () => model.dispose() };
}

/**
 * The library takes a file that fails to open for one that does not exist, and says so with a path of its own; the first
 * true reason is kept here. Optional files that it asks for and the model lacks are no failure.
 */
function watchFiles({ manifest, openFile }: EngineSource) {
  let failure: AppError | null = null;
  return {
    open: async (path: string): Promise<Response | undefined> => {
      if (!manifest.files.some((file) => file.path === path)) return undefined;
      try {
        return await openFile(path);
      } catch (thrown) {
        failure ??= toAppError(thrown);
        return undefined;
      }
    },
    check: (): void => {
      if (failure) throw failure;
    },
  };
}

function configure(source: EngineSource): void {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.useBrowserCache = false;
  env.useFSCache = false;
  env.useWasmCache = false;
  env.useCustomCache = true;
  env.customCache = shardCache;
  const wasm = env.backends.onnx.wasm;
  if (!wasm) return;
  wasm.numThreads = source.threads;
  if (source.runtime) {
    const { mjs, wasm: url, wasmBinary } = source.runtime;
    wasm.wasmPaths = { mjs, wasm: url };
    if (wasmBinary) wasm.wasmBinary = wasmBinary;
  } else delete wasm.wasmPaths;
}

function pieceModel(tokenizer: InnerTokenizer): PieceModel {
  const { model, special_tokens } = tokenizer._tokenizer;
  const special = new Set(special_tokens);
  return {
    encode: (tokens) => model.encode(tokens),
    idOf: (piece) => (special.has(piece) ? undefined : model.tokens_to_ids.get(piece)),
  };
}
