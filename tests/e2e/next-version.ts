import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { listFiles } from '../../tools/vite/files';
import { describeBuild } from '../../tools/vite/service-worker';

/**
 * A copy of the built site whose page says `version` in its `<html>`, with a service worker that matches, as the next build would make it.
 * `change` may alter files of the copy before that.
 */
export function nextVersion(dist: string, version: string, change: (dir: string) => void = () => {}): string {
  const dir = mkdtempSync(join(tmpdir(), 'mawdi-next-'));
  const models = join(dist, 'models');
  cpSync(dist, dir, { recursive: true, filter: (path) => path !== models && basename(path) !== 'sw.js' });
  const page = join(dir, 'index.html');
  writeFileSync(page, readFileSync(page, 'utf8').replace('<html ', `<html data-version="${version}" `));
  change(dir);
  symlinkSync(models, join(dir, 'models'));
  const code = readFileSync(join(dist, 'sw.js'), 'utf8').replace(/^const __BUILD_INFO__=.*\n/, '');
  const files = [...listFiles(dir), ...listFiles(models).map((path) => `models/${path}`)].sort();
  const info = describeBuild(dir, [...new Set(files)], code);
  writeFileSync(join(dir, 'sw.js'), `const __BUILD_INFO__=${JSON.stringify(info)};\n${code}`);
  return dir;
}
