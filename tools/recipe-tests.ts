/**
 * Runs the tests of `models/recipe` where there is a Python with numpy, else says that they are skipped; those of
 * training skip themselves where PyTorch is missing. Writes the counts to `reports/recipe.json`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Tally } from './test';

const ROOT = join(import.meta.dirname, '..');

/** Counts in what `python3 -m unittest` prints last; one failure where it says nothing of the kind. */
export function readUnittest(printed: string): Tally {
  const ran = /^Ran (\d+) tests?/m.exec(printed)?.[1];
  const last = printed.trim().split('\n').at(-1) ?? '';
  const count = (name: string) => Number(new RegExp(`\\b${name}=(\\d+)`).exec(last)?.[1] ?? 0);
  if (ran === undefined || !/^(OK|FAILED)/.test(last)) return { passed: 0, failed: 1 };
  const failed = count('failures') + count('errors');
  return { passed: Math.max(0, Number(ran) - failed - count('skipped')), failed };
}

function main(): void {
  let tally: Tally = { passed: 0, failed: 0 };
  if (spawnSync('python3', ['-c', 'import numpy']).status === 0) {
    const { stdout, stderr, status } = spawnSync('python3', ['-m', 'unittest'], {
      cwd: join(ROOT, 'models/recipe'),
      encoding: 'utf8',
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
    });
    console.log(`${stdout}${stderr}`.trim());
    tally = readUnittest(stderr);
    process.exitCode = status ?? 1;
  } else console.log('Skipped: the tests of the recipe need python3 with numpy.');
  mkdirSync(join(ROOT, 'reports'), { recursive: true });
  writeFileSync(join(ROOT, 'reports/recipe.json'), JSON.stringify(tally));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
