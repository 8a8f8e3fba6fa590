import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLACE_LEVELS } from '../../src/domain';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const TEXT = 'زار الرئيس بشار الأسد مدينة حلب، ثم عاد إلى دمشق.\r\n😀 قوات سوريا الديمقراطية بالرقة.';

interface Line {
  readonly file: string;
  readonly model: string;
  readonly scheme: string;
  readonly offsetUnit: string;
  readonly spans: readonly {
    start: number;
    end: number;
    label: string;
    surface: string;
    score: number;
    place: Record<string, unknown> | null;
  }[];
}

describe('npm run tag', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mawdi-tag-'));
    writeFileSync(join(folder, 'good.txt'), TEXT);
    writeFileSync(join(folder, 'bom.txt'), `\uFEFF${TEXT}`);
    writeFileSync(join(folder, 'empty.txt'), '');
    writeFileSync(join(folder, 'latin.txt'), Buffer.from([0xcd, 0xe1, 0xc8, 0xff]));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Called from another folder than the project's, as npm does with `INIT_CWD`. */
  const tag = (...args: string[]) =>
    new Promise<{ code: number; lines: Line[]; complaints: string[] }>((resolve) => {
      const env = { ...process.env, INIT_CWD: folder, LC_ALL: 'en_US.UTF-8' };
      const call = ['--import', 'tsx', join(ROOT, 'tools/tag.ts'), ...args];
      execFile(process.execPath, call, { cwd: ROOT, env }, (error, stdout, stderr) =>
        resolve({
          code: error ? Number(error.code) : 0,
          lines: stdout
            .trim()
            .split('\n')
            .filter((line) => line !== '')
            .map((line) => JSON.parse(line) as Line),
          complaints: stderr.trim().split('\n'),
        }),
      );
    });

  it('prints a line a file, and a sentence for each that cannot be read', async () => {
    const { code, lines, complaints } = await tag(
      'missing.txt',
      'good.txt',
      'latin.txt',
      'bom.txt',
      'empty.txt',
    );
    expect(code).toBe(1);
    expect(complaints).toHaveLength(2);
    expect(complaints[0]).toContain('missing.txt');
    expect(complaints[1]).toContain('latin.txt');
    expect(lines.map((line) => line.file)).toEqual(['good.txt', 'bom.txt', 'empty.txt']);
    const [good, bom, empty] = lines;
    expect(good).toMatchObject({ model: 'newsroom-small', scheme: 'newsroom', offsetUnit: 'utf16' });
    expect(bom?.spans).toEqual(good?.spans);
    expect(empty?.spans).toEqual([]);
    expect(good?.spans.map(({ label, surface }) => [label, surface])).toEqual([
      ['PER', 'بشار الأسد'],
      ['LOC', 'حلب'],
      ['LOC', 'دمشق'],
      ['ORG', 'قوات سوريا الديمقراطية'],
      ['LOC', 'بالرقة'],
    ]);
    for (const { start, end, label, surface, score, place } of good?.spans ?? []) {
      expect(TEXT.slice(start, end)).toBe(surface);
      expect(score).toBeGreaterThan(0.5);
      if (label !== 'LOC') expect(place).toBeNull();
      else {
        expect(Object.keys(place ?? {}).sort()).toEqual(
          ['candidates', 'country', 'id', 'lat', 'level', 'lon', 'name', 'score'].sort(),
        );
        expect(PLACE_LEVELS).toContain(place?.['level']);
        expect(place?.['country']).toBe('SY');
      }
    }
  });

  it('takes model and scheme, and says what is wrong with a call', async () => {
    const other = await tag('--model', 'newsroom-small', '--scheme', 'anercorp', 'good.txt');
    expect([other.code, other.lines[0]?.scheme]).toEqual([0, 'anercorp']);
    const calls: [string[], RegExp][] = [
      [[], /^Usage:/],
      [['--wrong', 'good.txt'], /--wrong.*Usage:/],
      [['--model'], /--model.*Usage:/],
      [['--model', 'none', 'good.txt'], /none.*newsroom-small/],
      [['--scheme', 'none', 'good.txt'], /none.*newsroom, anercorp/],
    ];
    for (const [args, sentence] of calls) {
      const { code, lines, complaints } = await tag(...args);
      expect([code, lines]).toEqual([1, []]);
      expect(complaints).toEqual([expect.stringMatching(sentence)]);
    }
  });
});
