import type { ModelPart } from '../state/app.svelte';

/** All files below a folder that was dropped, by their paths from it on. */
export async function readFolder(entry: FileSystemEntry): Promise<ModelPart[]> {
  const parts: ModelPart[] = [];
  const walk = async (one: FileSystemEntry, path: string): Promise<void> => {
    if (one.isFile) {
      const file = await new Promise<File>((resolve, reject) =>
        (one as FileSystemFileEntry).file(resolve, reject),
      );
      parts.push({ path, file });
      return;
    }
    const reader = (one as FileSystemDirectoryEntry).createReader();
    // A browser hands entries over in parts; an empty one is the end.
    for (;;) {
      const entries = await new Promise<FileSystemEntry[]>((resolve, reject) =>
        reader.readEntries(resolve, reject),
      );
      if (entries.length === 0) return;
      for (const inner of entries) await walk(inner, `${path}/${inner.name}`);
    }
  };
  await walk(entry, entry.name);
  return parts;
}

/** Files of a folder that was chosen, or single files. */
export const chosenParts = (files: Iterable<File>): ModelPart[] =>
  [...files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
