/**
 * `npm run bench [-- app|places|speed]`: sizes, times and memory, one JSON object a line on stdout: {"metric","value","unit","n"}.
 * `app` measures the built page, `places` a text with 5,000 of them, `speed` the model beside one of mBERT-base's shape. A longest task of 0 means none over 50 ms.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGS, ensureChromium } from './chromium';
import { benchApp } from './bench/app';
import { benchPlaces } from './bench/places';
import { benchSpeed } from './bench/speed';
import { failWith } from './serve';
import { buildIfStale } from './start';

async function main(): Promise<void> {
  const parts = process.argv.slice(2);
  const wants = (part: string) => parts.length === 0 || parts.includes(part);
  const workDir = mkdtempSync(join(tmpdir(), 'mawdi-bench-'));
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_ARGS });
  try {
    if (wants('app') || wants('places')) await buildIfStale();
    if (wants('app')) await benchApp(browser);
    if (wants('places')) await benchPlaces(browser);
    if (wants('speed')) await benchSpeed(browser, workDir);
  } finally {
    await browser.close();
    rmSync(workDir, { recursive: true, force: true });
  }
}

main().catch(failWith);
