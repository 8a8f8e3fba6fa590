/**
 * Cuts a model folder (config.json, tokenizer.json, tokenizer_config.json, onnx/*.onnx) into byte-slice shards and
 * writes its manifest: `tsx tools/model/shard-model.ts SOURCE models/ID [VERSION] [EVALUATION.json]`.
 */
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { ModelFile, ModelManifest, Shard } from '../../src/model/manifest';
import type { Scheme } from '../../src/domain';

const SHARD_BYTES = 8_000_000;
const FILES = ['config.json', 'tokenizer.json', 'tokenizer_config.json', 'onnx/model_quantized.onnx'];

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

async function writeShards(bytes: Buffer, path: string, target: string): Promise<Shard[]> {
  const count = Math.max(1, Math.ceil(bytes.length / SHARD_BYTES));
  const shards: Shard[] = [];
  for (let i = 0; i < count; i++) {
    const slice = bytes.subarray(i * SHARD_BYTES, (i + 1) * SHARD_BYTES);
    const name = count === 1 ? path : `${path}.${String(i).padStart(2, '0')}`;
    await mkdir(dirname(join(target, name)), { recursive: true });
    await writeFile(join(target, name), slice);
    shards.push({ path: name, bytes: slice.length, sha256: sha256(slice) });
  }
  return shards;
}

/** The shortest decimal that is the same 32-bit float, which is all that the scores of a vocabulary are worth. */
function shortest(score: number): number {
  for (let digits = 1; digits <= 9; digits++) {
    const short = Number(score.toPrecision(digits));
    if (Math.fround(short) === Math.fround(score)) return short;
  }
  return score;
}

/** The same tokenizer in 1.4 instead of 3.6 MB: no white space, no digits beyond those of a 32-bit float. */
function compactTokenizer(bytes: Buffer): Buffer {
  const tokenizer = JSON.parse(bytes.toString('utf8')) as { model: { vocab: [string, number][] } };
  for (const entry of tokenizer.model.vocab) entry[1] = shortest(entry[1]);
  return Buffer.from(JSON.stringify(tokenizer));
}

async function main(): Promise<void> {
  const [source, target, version = '1.0.0', evaluationFile] = process.argv.slice(2);
  if (!source || !target) throw new Error('usage: shard-model SOURCE TARGET [VERSION] [EVALUATION.json]');
  const base = process.env['INIT_CWD'] ?? process.cwd();
  const from = resolve(base, source);
  const to = resolve(base, target);
  const files: ModelFile[] = [];
  for (const path of FILES) {
    const read = await readFile(join(from, path));
    const bytes = path === 'tokenizer.json' ? compactTokenizer(read) : read;
    files.push({
      path,
      bytes: bytes.length,
      sha256: sha256(bytes),
      shards: await writeShards(bytes, path, to),
    });
  }
  const config = JSON.parse(await readFile(join(from, 'config.json'), 'utf8')) as { schemes: Scheme[] };
  const manifest: ModelManifest = {
    schemaVersion: 1,
    id: basename(to),
    version,
    sha256: sha256(files.map((file) => `${file.sha256}  ${file.path}\n`).join('')),
    defaultScheme: config.schemes[0]?.id ?? '',
    schemes: config.schemes,
    files,
    licence: 'CC-BY-SA-4.0',
    evaluation: evaluationFile
      ? (JSON.parse(await readFile(resolve(base, evaluationFile), 'utf8')) as unknown)
      : null,
  };
  await writeFile(join(to, 'manifest.json'), `${JSON.stringify(manifest, null, 1)}\n`);
}

await main();
