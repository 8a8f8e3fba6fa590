import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '../src/domain';
import type { Language } from '../src/messages';

/** The language of the terminal: Arabic where the locale says so. */
export function terminalLanguage(env: NodeJS.ProcessEnv = process.env): Language {
  return /^ar/i.test(env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? '') ? 'ar' : 'en';
}

/**
 * Text of a UTF-8 file, byte for byte but for a leading BOM; a relative path starts where the command was called.
 * Throws `file/missing` and `file/not-utf8`.
 */
export async function readUtf8(file: string): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(resolve(process.env['INIT_CWD'] ?? process.cwd(), file));
  } catch (thrown) {
    throw new AppError('file/missing', { file }, { cause: thrown });
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (thrown) {
    throw new AppError('file/not-utf8', { file }, { cause: thrown });
  }
}
