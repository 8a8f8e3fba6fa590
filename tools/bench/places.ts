import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { NO_DECISIONS, setFocus, stampEdits } from '../../src/correction';
import type { Document, Run } from '../../src/domain';
import { serializeProject } from '../../src/exchange';
import { linkMentions } from '../../src/linking';
import { readPlaces } from '../../src/linking/node';
import { toMentions } from '../../src/spans';
import { textKeySource } from '../../src/text';
import { Mawdi } from '../../tests/e2e/driver';
import { createServer } from '../server';
import { namesOfList, textWithPlaces, type MarkedText } from './many-places';
import { report } from './metric';

const DIST = join(import.meta.dirname, '../../dist');
const PUBLIC = join(import.meta.dirname, '../../public');
const MENTIONS = 5000;
const NAMES = 2500;
const TITLE = 'نص فيه خمسة آلاف مكان';
/** After the links have come the map and its labels are still drawn. */
const SETTLE_MS = 5000;

/** Links of a text that names 5,000 places: how fast they are found, and whether the page stays usable meanwhile. */
export async function benchPlaces(browser: Browser): Promise<void> {
  const text = textWithPlaces(MENTIONS, namesOfList(PUBLIC, NAMES));
  await benchLinking(text);
  const server = createServer({ dir: DIST });
  try {
    await benchPage(browser, await server.listen(0), text);
  } finally {
    await server.close();
  }
}

/** The code of the places worker, run here. */
async function benchLinking({ raw, spans }: MarkedText): Promise<void> {
  const places = await readPlaces(PUBLIC);
  const mentions = toMentions('d', raw, spans);
  const request = {
    ...{ documentId: 'd', raw, segments: [], mentions, date: '' },
    ...{ focus: [], userChoices: {}, ownPlaces: [] },
  };
  const start = performance.now();
  linkMentions(request, places);
  const seconds = (performance.now() - start) / 1000;
  report('links-per-second-5000-places', mentions.length / seconds, 'links/s', mentions.length);
}

interface NotingWindow extends Window {
  longestTaskMs: number;
}

async function benchPage(browser: Browser, address: string, text: MarkedText): Promise<void> {
  const context = await browser.newContext({ locale: 'ar', viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const mawdi = new Mawdi(page);
  await mawdi.open(address);
  await mawdi.at('project-file').setInputFiles({
    name: 'places.mawdi.json',
    mimeType: 'application/json',
    buffer: Buffer.from(projectOf(text)),
  });
  const entry = page.getByText(TITLE).first();
  await entry.waitFor();
  await page.evaluate(() => {
    const noting = window as unknown as NotingWindow;
    noting.longestTaskMs = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries())
        noting.longestTaskMs = Math.max(noting.longestTaskMs, duration);
    }).observe({ type: 'longtask' });
  });
  const linked = page.evaluate(untilPlaced);
  await entry.click();
  report('places-on-the-map-5000-places', (await linked) / 1000, 's', 1);
  await page.waitForTimeout(SETTLE_MS);
  report('longest-main-thread-task-5000-places', await longestTask(page), 'ms', 1);
  await context.close();
}

const longestTask = (page: Page) => page.evaluate(() => (window as unknown as NotingWindow).longestTaskMs);

/** Milliseconds until the list under the map counts the places of the text. */
function untilPlaced(): Promise<number> {
  const start = performance.now();
  return new Promise((done) => {
    const timer = setInterval(() => {
      const summary = document.querySelector('[data-testid="places-summary"]')?.textContent ?? '';
      const digits = summary.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
      if (Math.max(0, ...(digits.replace(/[,٬]/g, '').match(/\d+/g) ?? []).map(Number)) < 500) return;
      clearInterval(timer);
      done(performance.now() - start);
    }, 100);
  });
}

/** The text with its names, not linked yet, under a focus: that has it linked as soon as it is opened. */
function projectOf({ raw, spans }: MarkedText): string {
  let made = 0;
  const newId = () => `00000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}`;
  const document: Document = {
    ...{ id: newId(), title: TITLE, text: raw, language: 'ar', sideBlocks: [] },
    textKey: createHash('sha256').update(textKeySource(raw)).digest('hex'),
    source: { outlet: '', url: '', published: '' },
    ...{ createdAt: 1, updatedAt: 1, deletedAt: 0 },
  };
  const run: Run = {
    ...{ id: newId(), documentId: document.id, modelId: 'newsroom-small', modelSha256: '0'.repeat(64) },
    ...{ scheme: 'newsroom', settings: { maxWindowTokens: 128, overlapWords: 24 }, spans },
    timing: { startedAt: 1, elapsedMs: 1, tokens: 1, words: 1, threads: 1 },
  };
  const focus = setFocus(NO_DECISIONS, { countries: ['SY'] });
  if (!focus.ok) throw focus.error;
  const edits = stampEdits(focus.value, {
    ...{ baseRunId: run.id, scheme: 'newsroom', deviceId: 'bench', actor: '', at: 1, firstLamport: 1 },
    ...{ batchId: newId(), newId },
  });
  return serializeProject({ documents: [document], runs: [run], edits, links: [] });
}
