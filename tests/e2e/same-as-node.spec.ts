import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { Mawdi } from './driver';

interface Span {
  readonly start: number;
  readonly end: number;
  readonly label: string;
  readonly score: number;
}

const SAMPLE = 'public/sample/sample.txt';
/** The sample with a first line of its own, so that the page reads it instead of finding its stored copy. */
const text = async () => `نص للمقارنة بين الصفحة وسطر الأوامر\n\n${await readFile(SAMPLE, 'utf8')}`.trimEnd();

/** What the command line finds. */
async function tagInNode(path: string): Promise<readonly Span[]> {
  const { stdout } = await promisify(execFile)('npx', ['tsx', 'tools/tag.ts', path]);
  return (JSON.parse(stdout) as { spans: Span[] }).spans;
}

for (const threads of [1, 2]) {
  test(`page and command line agree to four decimals, with ${threads} thread(s)`, async ({
    page,
  }, testInfo) => {
    const raw = await text();
    const path = testInfo.outputPath('sample.txt');
    await writeFile(path, raw);
    await page.addInitScript((n) => {
      Object.defineProperty(Navigator.prototype, 'hardwareConcurrency', { get: () => n });
    }, threads);
    const mawdi = new Mawdi(page);
    await mawdi.open();
    await mawdi.tag(raw);
    const download = page.waitForEvent('download');
    await mawdi.at('save-project').click();
    const project = JSON.parse(await readFile(await (await download).path(), 'utf8')) as {
      runs: { stored?: boolean; spans: Span[]; timing: { threads: number } }[];
    };
    const run = project.runs.find((candidate) => !candidate.stored);
    expect(run?.timing.threads).toBe(threads);
    const round = ({ start, end, label, score }: Span) => ({ start, end, label, score: score.toFixed(4) });
    const expected = (await tagInNode(path)).map(round);
    expect(expected.length).toBeGreaterThan(20);
    expect(run?.spans.map(round)).toEqual(expected);
  });
}
