import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLACE_LEVELS } from '../../src/domain';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

describe('npm run geocode', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'mawdi-geocode-'));
    const rows = [
      'date\ttext\tid',
      '2024\tالأتارب، ريف حلب الغربي\ta',
      '\tغير محدد\tb',
      '\tقال شهود عيان إن القصف استهدف أمس السوق وسط مدينة منبج وأوقع عددا من الجرحى.\tc',
      '\t\td',
    ];
    writeFileSync(join(folder, 'rows.tsv'), `\uFEFF${rows.join('\r\n')}\r\n`);
    writeFileSync(join(folder, 'headless.tsv'), 'حلب\tسوريا\n');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const geocode = (...args: string[]) =>
    new Promise<{ code: number; lines: string[]; complaint: string }>((resolve) => {
      const env = { ...process.env, INIT_CWD: folder, LC_ALL: 'en_US.UTF-8' };
      const call = ['--import', 'tsx', join(ROOT, 'tools/geocode.ts'), ...args];
      execFile(process.execPath, call, { cwd: ROOT, env }, (error, stdout, stderr) =>
        resolve({
          code: error ? Number(error.code) : 0,
          lines: stdout.split('\n').filter((line) => line !== ''),
          complaint: stderr.trim(),
        }),
      );
    });

  it('gives a line a row, in order, empty where there is no place', async () => {
    const { code, lines } = await geocode('rows.tsv');
    expect(code).toBe(0);
    const [head, ...rows] = lines.map((line) => line.split('\t'));
    expect(head).toEqual(['id', 'name', 'lat', 'lon', 'level', 'score']);
    expect(rows.map(([id]) => id)).toEqual(['a', 'b', 'c', 'd']);
    expect(rows[1]).toEqual(['b', '', '', '', '', '']);
    expect(rows[3]).toEqual(['d', '', '', '', '', '']);
    for (const [at, name] of [
      [0, 'الأتارب'],
      [2, 'منبج'],
    ] as const) {
      const [, found, lat, lon, level, score] = rows[at] ?? [];
      expect(found).toBe(name);
      expect(Number(lat)).toBeGreaterThan(36);
      expect(Number(lon)).toBeGreaterThan(36);
      expect(PLACE_LEVELS).toContain(level);
      expect(Number(score)).toBeGreaterThan(0.5);
    }
  });

  it('says what is wrong with a call or a file', async () => {
    for (const [args, sentence] of [
      [[], /^Usage:/],
      [['--wrong', 'rows.tsv'], /--wrong.*Usage:/],
      [['--focus'], /--focus.*Usage:/],
      [['missing.tsv'], /missing\.tsv/],
      [['headless.tsv'], /headless\.tsv.*id.*text/],
    ] as const) {
      const { code, lines, complaint } = await geocode(...args);
      expect([code, lines]).toEqual([1, []]);
      expect(complaint).toMatch(sentence);
    }
  });
});
