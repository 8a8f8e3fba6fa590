import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Two documents; GPE is a label that the model does not have. */
const GOLD = [
  '-DOCSTART- -X- O O\n',
  'زار الرئيس بشار|B-PER الأسد|I-PER مدينة حلب|B-GPE ،\n',
  'ثم عاد إلى دمشق|B-GPE .\n',
  '-DOCSTART- -X- O O\n',
  'أعلنت منظمة|B-ORG الصحة|I-ORG العالمية|I-ORG ذلك .\n',
]
  .map((line) => line.replace(/^[^-].*$/m, (words) => words.split(' ').map(toRow).join('\n')))
  .join('\n');

function toRow(cell: string): string {
  const [word, tag = 'O'] = cell.split('|');
  return `${word} -X- _ ${tag}`;
}

describe('npm run evaluate with the model', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mawdi-evaluate-'));
    writeFileSync(join(folder, 'gold.conll'), GOLD);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (...call: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const env = { ...process.env, INIT_CWD: folder, LC_ALL: 'en_US.UTF-8' };
      const args = ['--import', 'tsx', join(ROOT, 'tools/evaluate.ts'), ...call];
      execFile(process.execPath, args, { cwd: ROOT, env }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
      );
    });

  it('tags the words of the file and scores what it found', async () => {
    const { code, stdout, stderr } = await run('--json', '--map', 'GPE=LOC', 'gold.conll');
    expect([code, stderr]).toEqual([0, '']);
    const all = { precision: 1, recall: 1, f1: 1 };
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ file: 'gold.conll', sentences: 3, gold: 4, predicted: 4, intervalUnit: 'sentence' },
      ...{ exact: all, partial: all, type: all, interval: [1, 1] },
      strict: { ...all, perLabel: { PER: { support: 1 }, LOC: { support: 2 }, ORG: { support: 1 } } },
    });
  });

  it('says which labels the scheme lacks, and refuses a scheme or model that is not there', async () => {
    const unknown = await run('--scheme', 'anercorp', 'gold.conll');
    expect(unknown.code).toBe(0);
    expect(unknown.stderr).toMatch(/gold\.conll.*GPE.*PER, LOC, ORG, MISC/);
    for (const option of ['--scheme', '--model']) {
      const { code, stdout, stderr } = await run(option, 'none', 'gold.conll', 'gold.conll');
      expect([code, stdout]).toEqual([1, '']);
      expect(stderr.trim().split('\n')).toEqual([expect.stringMatching(/none.*Available/)]);
    }
  });
});
