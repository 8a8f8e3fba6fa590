import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  AppError,
  type InspectRequest,
  type Inspector,
  type OnProgress,
  type SegmentTags,
  type Tagger,
  type TagRequest,
  type TagStats,
} from '../domain';
import type { Engine } from './engine';
import { loadEngine, type LoadedEngine } from './load-engine';
import { parseManifest, schemeOf, type ModelManifest } from './manifest';

export interface NodeTaggerOptions {
  /** Folder that holds `index.json` and one folder per model. */
  readonly modelsDir: string;
  /** Default: the first of `index.json`. */
  readonly modelId?: string;
  /** Default 1. ONNX Runtime starts its threads once a process: later taggers share those of the first. */
  readonly threads?: number;
}

/** Ids of the models in a folder, default first. */
export async function readModelIndex(modelsDir: string): Promise<string[]> {
  return JSON.parse(await readFile(join(modelsDir, 'index.json'), 'utf8')) as string[];
}

/** Reads and checks a model's manifest. Throws `model/unknown` and `model/manifest`. */
export async function readManifest(modelsDir: string, modelId?: string): Promise<ModelManifest> {
  const index = await readModelIndex(modelsDir);
  const id = modelId ?? index[0] ?? '';
  if (!index.includes(id)) throw new AppError('model/unknown', { id, available: index.join(', ') });
  return parseManifest(JSON.parse(await readFile(join(modelsDir, id, 'manifest.json'), 'utf8')), id);
}

/** Bytes of one file of a model, joined from its shards and verified. Throws `model/missing` and `model/hash`. */
export async function readModelFile(
  modelsDir: string,
  manifest: ModelManifest,
  path: string,
): Promise<Buffer> {
  const file = manifest.files.find((known) => known.path === path);
  if (!file) throw new AppError('model/missing', { path });
  const parts = await Promise.all(
    file.shards.map((shard) =>
      readFile(join(modelsDir, manifest.id, shard.path)).catch((thrown: unknown) => {
        throw new AppError('model/missing', { path: shard.path }, { cause: thrown });
      }),
    ),
  );
  const bytes = Buffer.concat(parts);
  if (createHash('sha256').update(bytes).digest('hex') !== file.sha256)
    throw new AppError('model/hash', { path });
  return bytes;
}

/** The page's tagger for programs and tests: the same engine, the same wasm build, files from disk. */
export function createNodeTagger(
  options: NodeTaggerOptions,
): Tagger & Inspector & { engine(): Promise<Engine> } {
  let loading: Promise<LoadedEngine> | null = null;
  const threads = options.threads ?? 1;

  async function start() {
    const manifest = await readManifest(options.modelsDir, options.modelId);
    const openFile = async (path: string) =>
      new Response(new Uint8Array(await readModelFile(options.modelsDir, manifest, path)));
    return loadEngine({ manifest, openFile, threads, device: 'cpu' });
  }

  const loaded = () =>
    (loading ??= start().catch((thrown: unknown) => {
      loading = null;
      throw thrown;
    }));

  return {
    async load(_onProgress: OnProgress, _signal: AbortSignal) {
      return (await loaded()).info;
    },
    async *tag(request: TagRequest, signal: AbortSignal): AsyncGenerator<SegmentTags, TagStats> {
      const { engine, info } = await loaded();
      let tokens = 0;
      for await (const step of engine.tag(request.segments, schemeOf(info, request.scheme))) {
        if (signal.aborted) throw new AppError('tag/cancelled');
        tokens += step.tokens;
        yield* step.results;
      }
      return { tokens, threads };
    },
    async inspect({ segments, segmentIndex, scheme }: InspectRequest, signal: AbortSignal) {
      const { engine, info } = await loaded();
      if (signal.aborted) throw new AppError('tag/cancelled');
      return engine.inspect(segments, segmentIndex, schemeOf(info, scheme));
    },
    async engine() {
      return (await loaded()).engine;
    },
    async dispose() {
      const open = await loading?.catch(() => null);
      loading = null;
      await open?.dispose();
    },
  };
}
