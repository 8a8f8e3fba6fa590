import { AppError, toAppError } from '../../domain';
import type { NewText } from '../state/library.svelte';

/** Largest file read as text, in bytes: about two million words. */
const LIMIT_BYTES = 24_000_000;

/** Reads dropped or chosen files; what cannot be read is reported, the others are still taken. */
export async function readFiles(files: Iterable<File>): Promise<{ texts: NewText[]; errors: AppError[] }> {
  const { readTextFile } = await import('../../exchange');
  const texts: NewText[] = [];
  const errors: AppError[] = [];
  for (const file of files) {
    try {
      if (file.size > LIMIT_BYTES)
        throw new AppError('text/too-long', { length: file.size, limit: LIMIT_BYTES });
      const result = readTextFile(new Uint8Array(await file.arrayBuffer()), file.name);
      if (!result.ok) throw result.error;
      for (const { text, title, outlet, url, published } of result.value) {
        texts.push({
          text,
          ...(title ? { title } : {}),
          source: { outlet: outlet ?? '', url: url ?? '', published: published ?? '' },
        });
      }
    } catch (thrown) {
      errors.push(toAppError(thrown));
    }
  }
  return { texts, errors };
}
