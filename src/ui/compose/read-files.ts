import { AppError, toAppError } from '../../domain';
import type { NewText } from '../state/new-document';

/** Largest file read as text, in bytes: about two million words. */
const LIMIT_BYTES = 24_000_000;

/** Files that are labelled by their name, and those that are when their lines look like it. */
const LABELLED = /\.(?:conll|iob2?|bio)$/i;
const MAYBE_LABELLED = /\.(?:txt|tsv)$/i;
/** Files that are tables, or that spreadsheets open. */
const TABLE = /\.(?:csv|tsv|tab|xls[xmb]?|ods)$/i;

/** What a choice of files holds. */
export interface FilesRead {
  readonly texts: NewText[];
  /** Files with a word and its tag a line: test sets, not articles. */
  readonly labelled: File[];
  /** Tables of places or texts, to be completed. */
  readonly tables: File[];
  readonly errors: AppError[];
}

/** Reads dropped or chosen files; what cannot be read is reported, the others are still taken. */
export async function readFiles(files: Iterable<File>, areArticles = false): Promise<FilesRead> {
  const { decodeText, isLabelledText, readTextFile } = await import('../../exchange');
  const texts: NewText[] = [];
  const labelled: File[] = [];
  const tables: File[] = [];
  const errors: AppError[] = [];
  for (const file of files) {
    try {
      const isTable = TABLE.test(file.name) && !areArticles;
      if (isTable && !MAYBE_LABELLED.test(file.name)) {
        tables.push(file);
        continue;
      }
      if (file.size > LIMIT_BYTES)
        throw new AppError('text/too-long', { length: file.size, limit: LIMIT_BYTES });
      const bytes = new Uint8Array(await file.arrayBuffer());
      const plain = MAYBE_LABELLED.test(file.name) ? decodeText(bytes, file.name) : null;
      const isLabelled = LABELLED.test(file.name) || (plain?.ok === true && isLabelledText(plain.value));
      if (isLabelled && !areArticles) {
        labelled.push(file);
        continue;
      }
      if (isTable) {
        tables.push(file);
        continue;
      }
      const result = readTextFile(bytes, file.name);
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
  return { texts, labelled, tables, errors };
}
