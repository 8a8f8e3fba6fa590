import { PreTrainedModel, PreTrainedTokenizer, Tensor } from '@xenova/transformers';
import { AppError } from '../domain';
import { readCharsmap } from './charsmap';
import { Engine, type RunModel } from './engine';
import { foreignWords, type ForeignNormalizer, type ForeignTokenizer } from './foreign-words';
import type { EngineSource } from './engine-source';

interface Output {
  readonly logits?: Tensor;
}

/** What the library asks for when a model is none of the kinds that it knows: input ids in, what the graph gives out. */
const ANY_ENCODER = { model_type: 'custom' };

/**
 * Starts a model that a person brought along, whatever its kind: an encoder with `logits` for each token. Throws
 * `model/unfit` when what comes out is not that, and what the runtime throws.
 */
export async function startForeign(
  name: string,
  { manifest, openFile, device }: EngineSource,
): Promise<{ engine: Engine; dispose: () => Promise<unknown> }> {
  const { foreign } = manifest;
  if (!foreign) throw new AppError('model/manifest', { id: manifest.id });
  const [folder, file] = split(foreign.graph);
  const tokenizer = new PreTrainedTokenizer(
    await readJson(openFile, 'tokenizer.json'),
    manifest.files.some(({ path }) => path === 'tokenizer_config.json')
      ? await readJson(openFile, 'tokenizer_config.json')
      : {},
  ) as unknown as { readonly _tokenizer: ForeignTokenizer };
  normaliseExactly(tokenizer._tokenizer.normalizer);
  const model = await PreTrainedModel.from_pretrained(name, {
    local_files_only: true,
    config: ANY_ENCODER as never,
    subfolder: folder,
    model_file_name: file.replace(/\.onnx$/, ''),
    dtype: 'fp32',
    device,
    // The names that the graph has for them are relative to its own folder.
    session_options: {
      externalData: foreign.weights.map((path) => ({
        path: folder === '' ? path : path.slice(folder.length + 1),
        data: path,
      })),
    },
  });
  const classes = foreign.labels.names.length;
  const run: RunModel = async (ids) => {
    const shape = [1, ids.length];
    const { logits } = (await model({
      input_ids: new Tensor('int64', BigInt64Array.from(ids, BigInt), shape),
      attention_mask: new Tensor('int64', new BigInt64Array(ids.length).fill(1n), shape),
    })) as Output;
    const [, tokens, width] = logits?.dims ?? [];
    if (!logits || tokens !== ids.length || width === undefined)
      throw new AppError('model/unfit', { reason: 'output' });
    if (width !== classes)
      throw new AppError('model/unfit', { reason: 'classes', found: width, named: classes });
    const numbers = logits.type === 'float32' ? logits : logits.to('float32');
    return { logits: numbers.data as Float32Array, width };
  };
  const words = foreignWords(tokenizer._tokenizer, foreign.maxTokens);
  return { engine: new Engine(words, run, foreign), dispose: () => model.dispose() };
}

/** The library stands in NFKC for SentencePiece's own map, which is in the file. */
function normaliseExactly(normalizer: ForeignNormalizer | null): void {
  if (normalizer?.charsmap) normalizer.normalize = readCharsmap(normalizer.charsmap);
  for (const inner of normalizer?.normalizers ?? []) normaliseExactly(inner);
}

function split(path: string): [folder: string, file: string] {
  const at = path.lastIndexOf('/');
  return [path.slice(0, Math.max(0, at)), path.slice(at + 1)];
}

async function readJson(openFile: EngineSource['openFile'], path: string): Promise<object> {
  return (await (await openFile(path)).json()) as object;
}
