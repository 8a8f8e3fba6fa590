import { mkdirSync, mkdtempSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isStale } from '../../../tools/start';
import { listFiles } from '../../../tools/vite/files';
import { modelIds } from '../../../tools/vite/models';
import { checkWasm, describeBuild } from '../../../tools/vite/service-worker';

function makeSite(files: Record<string, string>): string {
  const dir = mkdtempSync(join(tmpdir(), 'mawdi-build-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return dir;
}

const SITE = {
  'index.html': '<html>',
  'assets/a-1.js': 'a',
  'assets/ort-wasm-simd-threaded-1.mjs': 'runtime',
  'assets/ort-wasm-simd-threaded-1.wasm': 'runtime',
  'models/index.json': '[]',
  'models/small/manifest.json': '{}',
  'models/small/x.bin': 'weights',
  'gazetteer/entries.gz': 'places',
  'gazetteer/packs/more.gz': 'further places',
  'basemap/base.gz': 'map',
  'fonts/text.woff2': 'font',
};

describe('what the service worker stores', () => {
  const describeSite = (files: Record<string, string>, code = 'code') => {
    const dir = makeSite(files);
    return describeBuild(dir, listFiles(dir), code);
  };

  it('is the shell alone; places are listed apart; model, runtime and packs are not there', () => {
    const info = describeSite(SITE);
    expect(info.shell.map(([path]) => path)).toEqual([
      'assets/a-1.js',
      'fonts/text.woff2',
      './',
      'models/index.json',
      'models/small/manifest.json',
    ]);
    expect(info.places.map(([path]) => path)).toEqual(['basemap/base.gz', 'gazetteer/entries.gz']);
  });

  it('gets new names exactly when the content changes', () => {
    const first = describeSite(SITE);
    expect(describeSite(SITE)).toEqual(first);
    expect(describeSite({ ...SITE, 'models/small/x.bin': 'others' })).toEqual(first);
    expect(describeSite(SITE, 'other code').build).not.toBe(first.build);
    const other = describeSite({ ...SITE, 'assets/a-1.js': 'b' });
    expect([other.build === first.build, other.placesBuild === first.placesBuild]).toEqual([false, true]);
    expect(describeSite({ ...SITE, 'basemap/base.gz': 'm' }).placesBuild).not.toBe(first.placesBuild);
  });
});

describe('WebAssembly of a build', () => {
  it('is one file', () => {
    const dir = makeSite({ 'a.wasm': '', 'b.wasm': '' });
    expect(() => checkWasm(dir, ['a.wasm'])).not.toThrow();
    expect(() => checkWasm(dir, ['a.wasm', 'b.wasm'])).toThrow('a.wasm, b.wasm');
  });

  it('has at most 14.5 MB', () => {
    const dir = makeSite({ 'a.wasm': '' });
    truncateSync(join(dir, 'a.wasm'), 14_500_001);
    expect(() => checkWasm(dir, ['a.wasm'])).toThrow('14500001');
  });
});

describe('models to ship', () => {
  it('are read from the index, and never the recipe or a path', () => {
    expect(modelIds('["newsroom-small"]')).toEqual(['newsroom-small']);
    expect(() => modelIds('["recipe"]')).toThrow('recipe');
    expect(() => modelIds('["../src"]')).toThrow('../src');
  });
});

describe('a built site', () => {
  it('is stale when absent and when a source is newer', () => {
    const dir = makeSite({ 'src/a.ts': '', 'dist/sw.js': '' });
    const at = (path: string, seconds: number) => utimesSync(join(dir, path), seconds, seconds);
    at('dist/sw.js', 1000);
    at('src/a.ts', 900);
    at('src', 900);
    expect(isStale(dir, ['src', 'absent'])).toBe(false);
    at('src/a.ts', 1100);
    expect(isStale(dir, ['src'])).toBe(true);
    expect(isStale(makeSite({ 'src/a.ts': '' }), ['src'])).toBe(true);
  });
});
