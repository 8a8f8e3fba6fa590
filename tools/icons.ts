/** Draws the PNG icons from `public/favicon.svg`, a map pin that is the letter م: `npx tsx tools/icons.ts`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGS, ensureChromium } from './chromium';

const PUBLIC = join(import.meta.dirname, '../public');

/** Maskable icons and Apple's are cut by the system: square to the edge, the sign within the safe zone. */
const ICONS = [
  { file: 'icon-192.png', size: 192, isFull: false },
  { file: 'icon-512.png', size: 512, isFull: false },
  { file: 'maskable-512.png', size: 512, isFull: true },
  { file: 'apple-touch-icon.png', size: 180, isFull: true },
];

const svg = readFileSync(join(PUBLIC, 'favicon.svg'), 'utf8');
const fullSvg = svg.replace(/ rx="\d+"/, '').replace('<g ', '<g transform="translate(51.2 51.2) scale(.8)" ');
const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_ARGS });
const page = await browser.newPage();
for (const { file, size, isFull } of ICONS) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:100vw}</style>${isFull ? fullSvg : svg}`,
  );
  await page.screenshot({ path: join(PUBLIC, 'icons', file), omitBackground: true });
}
await browser.close();
