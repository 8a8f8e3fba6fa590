import { AppError, type Result } from '../domain';
import { decodeText } from './encoding';
import { canReadHtml, declaredCharset, readHtml } from './html';

/** One article that a file held. */
export interface ImportedText {
  readonly text: string;
  readonly title?: string;
  readonly outlet?: string;
  readonly url?: string;
  readonly published?: string;
}

/**
 * Articles in a `.txt`, `.md`, `.html` or `.htm` file. The text of plain files is kept byte for byte after decoding,
 * a leading BOM aside. Pages are read with the browser's parser, so only in a page. Errors: `file/type`, `file/encoding`, `file/empty`.
 */
export function readTextFile(bytes: Uint8Array, fileName: string): Result<ImportedText[]> {
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const isHtml = extension === 'html' || extension === 'htm' || extension === 'xhtml';
  if (isHtml && !canReadHtml()) return fail('file/type', fileName);
  if (!isHtml && extension !== 'txt' && extension !== 'md' && extension !== 'markdown')
    return fail('file/type', fileName);
  const decoded = decodeText(bytes, fileName, isHtml ? declaredCharset(bytes) : undefined);
  if (!decoded.ok) return decoded;
  if (isHtml) {
    const page = readHtml(decoded.value);
    return page.text.trim() === '' ? fail('file/empty', fileName) : { ok: true, value: [page] };
  }
  return decoded.value.trim() === ''
    ? fail('file/empty', fileName)
    : { ok: true, value: [{ text: decoded.value }] };
}

const fail = (code: AppError['code'], file: string): Result<never> => ({
  ok: false,
  error: new AppError(code, { file }),
});
