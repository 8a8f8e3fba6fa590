import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Browser } from '@playwright/test';
import { build, defaultClientConditions } from 'vite';
import { readManifest, readModelFile } from '../../src/model/node';
import { createServer } from '../server';
import { median, report } from './metric';
import type { Bench } from './page';
import { MBERT_BASE, writeRandomBert } from './random-bert';

const ROOT = join(import.meta.dirname, '../..');
const MODELS = join(ROOT, 'models');
const BASELINE = 'random-mbert-base-int8';
const THREADS = [1, 2];
const ROUNDS = 5;
const WINDOWS = 8;
/** What the page itself packs into one model call. */
const TOKENS_PER_WINDOW = 128;

/** The page as Playwright sees it inside `evaluate`. */
type BenchWindow = Window & { readonly bench: Bench };

/** Writes the shipped model in one piece, as transformers.js alone would load it. Returns its id. */
async function writeShippedModel(dir: string): Promise<string> {
  const manifest = await readManifest(MODELS);
  for (const { path } of manifest.files) {
    const to = join(dir, manifest.id, path);
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, await readModelFile(MODELS, manifest, path));
  }
  cpSync(join(MODELS, manifest.id, 'manifest.json'), join(dir, manifest.id, 'manifest.json'));
  return manifest.id;
}

async function buildPage(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: join(ROOT, 'tools/bench'),
    base: './',
    logLevel: 'error',
    worker: { format: 'es' },
    resolve: { conditions: ['onnxruntime-web-use-extern-wasm', ...defaultClientConditions] },
    build: { outDir, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, chunkSizeWarningLimit: 2000 },
  });
}

/**
 * Tokens per second of the shipped model and of a model of mBERT-base's shape, with the same library in the same page, round by round in turn,
 * so that both meet the same noise. The best round counts.
 */
export async function benchSpeed(browser: Browser, workDir: string): Promise<void> {
  const site = join(workDir, 'speed');
  await buildPage(site);
  const shipped = await writeShippedModel(join(site, 'models'));
  await writeRandomBert(join(site, 'models', BASELINE), MBERT_BASE);
  const server = createServer({ dir: site });
  const context = await browser.newContext();
  const page = await context.newPage();
  try {
    await page.goto(await server.listen(0));
    for (const threads of THREADS) {
      const elapsedMs = new Map<string, number[]>();
      for (const model of [shipped, BASELINE]) {
        await page.evaluate(([key, n]) => (window as unknown as BenchWindow).bench.load(key, key, n), [
          model,
          threads,
        ] as const);
        elapsedMs.set(model, []);
      }
      for (let round = 0; round <= ROUNDS; round++)
        for (const [model, times] of elapsedMs) {
          const time = await page.evaluate(
            ([key, windows, tokens]) =>
              (window as unknown as BenchWindow).bench.measure(key, windows, tokens),
            [model, WINDOWS, TOKENS_PER_WINDOW] as const,
          );
          // The first round warms up.
          if (round > 0) times.push(time);
        }
      const speedOf = (model: string) =>
        (WINDOWS * TOKENS_PER_WINDOW * 1000) / Math.min(...(elapsedMs.get(model) ?? []));
      const ratios = (elapsedMs.get(shipped) ?? []).map(
        (ms, i) => (elapsedMs.get(BASELINE)?.[i] ?? Number.NaN) / ms,
      );
      const suffix = threads === 1 ? '1-thread' : `${threads}-threads`;
      report(`tokens-per-second-${shipped}-${suffix}`, speedOf(shipped), 'tokens/s', ROUNDS);
      report(`tokens-per-second-${BASELINE}-${suffix}`, speedOf(BASELINE), 'tokens/s', ROUNDS);
      report(`speed-ratio-to-mbert-base-${suffix}`, median(ratios), 'ratio', ROUNDS);
      for (const model of elapsedMs.keys())
        await page.evaluate((key) => (window as unknown as BenchWindow).bench.end(key), model);
    }
  } finally {
    await context.close();
    await server.close();
  }
}
