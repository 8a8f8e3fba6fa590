/** A file of a model before it is stored: of a folder, or within an archive. */
export interface SourceFile {
  /** Path with slashes, relative to the folder or archive. */
  readonly path: string;
  readonly bytes: number;
  /** Its bytes, from the start. May fail with `AppError` `model/unfit` where the archive is damaged. */
  stream(): ReadableStream<Uint8Array<ArrayBuffer>>;
}

/** Files of a folder as a browser hands them over. */
export const folderFiles = (files: Iterable<{ readonly path: string; readonly file: Blob }>): SourceFile[] =>
  [...files].map(({ path, file }) => ({ path, bytes: file.size, stream: () => file.stream() }));

/** A whole small file. */
export async function readAll(file: SourceFile): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(file.stream()).arrayBuffer());
}
