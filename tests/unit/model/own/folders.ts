import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ModelManifest } from '../../../../src/model';
import { folderFiles, type SourceFile } from '../../../../src/model/own/source-files';
import { readModelFolder, type ModelFolder } from '../../../../src/model/own/read-model-folder';
import { storeModel, type ShardSink } from '../../../../src/model/own/store-model';
import { kindsOf, type ForeignLabels } from '../../../../src/model/foreign-labels';
import { foreignFolder, type FolderOptions, type ForeignKind } from '../../../../tools/model/tiny-foreign';

export const live = (): AbortSignal => new AbortController().signal;

/** Files of a tiny model as a browser would hand them over. */
export const sources = (files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): SourceFile[] =>
  folderFiles([...files].map(([path, bytes]) => ({ path, file: new Blob([bytes]) })));

/** The usual mapping of the labels that the tiny models have. */
export const labelsOf = (folder: ModelFolder, change: Partial<ForeignLabels> = {}): ForeignLabels => {
  const names = change.names ?? folder.classes;
  const known: Readonly<Record<string, string>> = { PERSON: 'PER', PER: 'PER', GPE: 'LOC', LOC: 'LOC' };
  const map = Object.fromEntries(kindsOf(names).map((kind) => [kind, known[kind] ?? null]));
  return { names, style: folder.style, map, ...change };
};

export const diskSink = (folder: string): ShardSink => ({
  put: (shard, bytes) => {
    mkdirSync(dirname(join(folder, shard.path)), { recursive: true });
    writeFileSync(join(folder, shard.path), bytes);
    return Promise.resolve();
  },
});

/** Takes a tiny model into a folder that the tagger of programs reads. */
export async function installed(
  kind: ForeignKind,
  options: FolderOptions = {},
  change: Partial<ForeignLabels> = {},
): Promise<{ modelsDir: string; manifest: ModelManifest }> {
  const folder = await readModelFolder(sources(foreignFolder(kind, options)), `tiny-${kind}`);
  const modelsDir = mkdtempSync(join(tmpdir(), 'mawdi-own-'));
  const id = `own-${kind}`;
  const manifest = await storeModel(
    folder,
    { id, name: folder.name, labels: labelsOf(folder, change) },
    diskSink(join(modelsDir, id)),
    () => {},
    live(),
  );
  writeFileSync(join(modelsDir, 'index.json'), JSON.stringify([id]));
  writeFileSync(join(modelsDir, id, 'manifest.json'), JSON.stringify(manifest));
  return { modelsDir, manifest };
}
