import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { expectParity, type Figures } from './packages';

/**
 * Figures of seqeval 1.2.2 and nervaluate 1.2.1 on generated tags. To remake what is stored:
 *
 *     python3 -m venv /tmp/evalenv && /tmp/evalenv/bin/pip install seqeval==1.2.2 nervaluate==1.2.1
 *     /tmp/evalenv/bin/python tools/evaluation/make-parity.py cases tests/unit/evaluation/parity.json
 *
 * Where the Python that `MAWDI_PYTHON` names (default `python3`) has these versions, they are run here and now instead.
 */
const VERSIONS = { seqeval: '1.2.2', nervaluate: '1.2.1' };

interface Parity {
  readonly versions: Readonly<Record<string, string>>;
  readonly cases: readonly (Figures & { readonly gold: string[]; readonly predicted: string[] })[];
}

const fileAt = (path: string | URL) => JSON.parse(readFileSync(path, 'utf8')) as Parity;

function installed(python: string): boolean {
  const ask = Object.entries(VERSIONS)
    .map(([name, version]) => `assert version("${name}") == "${version}"`)
    .join(';');
  try {
    execFileSync(python, ['-c', `from importlib.metadata import version;${ask}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function runPackages(python: string): Parity {
  const folder = mkdtempSync(join(tmpdir(), 'mawdi-parity-'));
  try {
    const program = fileURLToPath(new URL('../../../tools/evaluation/make-parity.py', import.meta.url));
    const target = join(folder, 'parity.json');
    execFileSync(python, [program, 'cases', target]);
    return fileAt(target);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const python = process.env['MAWDI_PYTHON'] ?? 'python3';
const parity = installed(python) ? runPackages(python) : fileAt(new URL('parity.json', import.meta.url));

describe('figures of other packages', () => {
  it('are there for 200 cases and more, by the versions that count', () => {
    expect(parity.versions).toEqual(VERSIONS);
    expect(parity.cases.length).toBeGreaterThanOrEqual(200);
  });

  it.each(parity.cases.map((figures, i) => [i, figures] as const))('equal ours in case %i', (_, figures) => {
    const split = (sentences: readonly string[]) => sentences.map((tags) => tags.split(' '));
    expectParity(split(figures.gold), split(figures.predicted), figures);
  });
});
