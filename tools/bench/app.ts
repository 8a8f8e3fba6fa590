import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { Mawdi } from '../../tests/e2e/driver';
import { FIRST_TEXT, SECOND_TEXT } from '../../tests/e2e/texts';
import { firstLoadBytes } from '../budgets';
import { createServer } from '../server';
import { median, report } from './metric';

const DIST = join(import.meta.dirname, '../../dist');
const LONG_TEXT_WORDS = 100_000;
/** After the end of tagging places and map are still drawn; their tasks count too. */
const SETTLE_MS = 10_000;

/** Times that the page notes for the benchmark. */
interface Noted {
  interactiveMs?: number;
  states: [state: string, atMs: number][];
  longestTaskMs: number;
  /** Tasks over 50 ms, which is what the browser calls a long task. */
  longTasks: number;
}
type NotingWindow = Window & { noted: Noted };

/** When the button for a new text is there and the page has painted: from then on a person can paste. */
function noteInteractive(): void {
  const noted: Noted = { states: [], longestTaskMs: 0, longTasks: 0 };
  Object.assign(window, { noted });
  const observer = new MutationObserver(() => {
    if (!document.querySelector('[data-testid="new"]')) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => (noted.interactiveMs = performance.now())));
  });
  observer.observe(document, { childList: true, subtree: true });
}

function noteModelStates(): void {
  const { noted } = window as unknown as NotingWindow;
  const status = document.querySelector<HTMLElement>('[data-testid="model-status"]');
  if (!status) throw new Error('No model-status on the page.');
  new MutationObserver(() => noted.states.push([status.dataset['state'] ?? '', performance.now()])).observe(
    status,
    {
      attributes: true,
      attributeFilter: ['data-state'],
    },
  );
}

function noteLongTasks(): void {
  const { noted } = window as unknown as NotingWindow;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      noted.longestTaskMs = Math.max(noted.longestTaskMs, duration);
      noted.longTasks += 1;
    }
  }).observe({ type: 'longtask' });
}

/**
 * Resolves in the page when tagging has begun and ended. The assertions of the test runner search the whole page each
 * time they look, which takes longer than any task of the page itself.
 */
function untilTagged(): Promise<void> {
  return new Promise((done) => {
    let hasBegun = false;
    const timer = setInterval(() => {
      const isTagging = document.querySelector('[data-testid="tag-progress"]') !== null;
      if (hasBegun && !isTagging) {
        clearInterval(timer);
        done();
      }
      hasBegun ||= isTagging;
    }, 250);
  });
}

const readNoted = (page: Page) => page.evaluate(() => (window as unknown as NotingWindow).noted);

/** Highest resident memory of any page process so far, in megabytes; undefined where /proc does not tell. */
async function peakRendererMb(browser: Browser): Promise<number | undefined> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const peaks = processInfo
    .filter((info) => info.type === 'renderer')
    .map((info) => {
      try {
        return (
          Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${info.id}/status`, 'utf8'))?.[1] ?? 0) / 1024
        );
      } catch {
        return 0;
      }
    });
  const peak = Math.max(0, ...peaks);
  return peak > 0 ? peak : undefined;
}

/** About as many words as asked for, from the sentences of the test texts in a fixed shuffled order, in paragraphs of four sentences. */
export function longText(words: number): string {
  // Without the headlines: repeated, they would look like the beginnings of several articles.
  const lines = [FIRST_TEXT, SECOND_TEXT].flatMap((text) => text.split('\n').slice(1));
  const sentences = lines.flatMap((line) => line.split(/(?<=\.)\s+/)).filter((line) => line !== '');
  const parts: string[] = ['نص طويل للقياس'];
  let count = 0;
  let state = 12_345;
  for (let i = 0; count < words; i++) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const sentence = sentences[state % sentences.length] ?? '';
    parts.push(i % 4 === 0 ? `\n\n${sentence}` : ` ${sentence}`);
    count += sentence.split(/\s+/).length;
  }
  return parts.join('');
}

/** Sizes and times of the built page as a person meets it. */
export async function benchApp(browser: Browser): Promise<void> {
  report('first-load-gzip', firstLoadBytes(DIST), 'bytes', 1);
  const server = createServer({ dir: DIST });
  const address = await server.listen(0);
  try {
    await benchInteractive(browser, address, 5);
    await benchModelLoad(browser, address, 3);
    await benchLongText(browser, address);
  } finally {
    await server.close();
  }
}

async function benchInteractive(browser: Browser, address: string, times: number): Promise<void> {
  const values: number[] = [];
  for (let i = 0; i < times; i++) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript(noteInteractive);
    await page.goto(address);
    await page.waitForFunction(() => (window as unknown as NotingWindow).noted.interactiveMs !== undefined);
    values.push((await readNoted(page)).interactiveMs ?? Number.NaN);
    await context.close();
  }
  report('time-to-interactive', median(values), 'ms', times);
}

async function benchModelLoad(browser: Browser, address: string, times: number): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(noteInteractive);
  const mawdi = new Mawdi(page);
  await mawdi.open(address);
  await mawdi.tag(FIRST_TEXT);
  const peak = await peakRendererMb(browser);
  if (peak !== undefined) report('peak-renderer-memory-short-text', peak, 'MB', 1);
  const values: number[] = [];
  for (let i = 0; i < times; i++) {
    await page.reload();
    await mawdi.at('model-status').waitFor();
    await page.evaluate(noteModelStates);
    await mawdi.tag(`${SECOND_TEXT}\n${i}`);
    const { states } = await readNoted(page);
    // "ready" may come first as well: the model is on the device, though not yet in memory.
    const start = states.findIndex(([state]) => state === 'loading');
    const end = states.slice(start).find(([state]) => state === 'ready');
    values.push((end?.[1] ?? Number.NaN) - (states[start]?.[1] ?? Number.NaN));
  }
  report('model-load-from-cache', median(values), 'ms', times);
  await context.close();
}

async function benchLongText(browser: Browser, address: string): Promise<void> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(noteInteractive);
  const mawdi = new Mawdi(page);
  await mawdi.open(address);
  await mawdi.tag(FIRST_TEXT);
  const text = longText(LONG_TEXT_WORDS);
  await mawdi.fillNew(text);
  await page.evaluate(noteLongTasks);
  const start = Date.now();
  const tagged = page.evaluate(untilTagged);
  await mawdi.at('tag').click();
  await tagged;
  report('tag-100000-words', (Date.now() - start) / 1000, 's', 1);
  await page.waitForTimeout(SETTLE_MS);
  const { longestTaskMs, longTasks } = await readNoted(page);
  report('longest-main-thread-task-100000-words', longestTaskMs, 'ms', 1);
  report('main-thread-tasks-over-50-ms-100000-words', longTasks, 'tasks', 1);
  const peak = await peakRendererMb(browser);
  if (peak !== undefined) report('peak-renderer-memory-100000-words', peak, 'MB', 1);
  await context.close();
}
