import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { countriesOf, readPlaceCredits, sortCounts } from '../../../src/ui/about/credits';

const MANIFEST = readFileSync(
  fileURLToPath(new URL('../../../public/gazetteer/manifest.json', import.meta.url)),
  'utf8',
);
const serve = (content: string | null) =>
  vi.stubGlobal('fetch', () =>
    content === null ? Promise.reject(new TypeError('no net')) : Promise.resolve(new Response(content)),
  );

afterEach(() => vi.unstubAllGlobals());

describe('what the list of places says about itself', () => {
  it('is read from its manifest: each entry under a country, each source with its licence', async () => {
    serve(MANIFEST);
    const credits = await readPlaceCredits('/');
    const total = countriesOf([credits?.counts ?? {}]).reduce((sum, row) => sum + row.total, 0);
    expect(total).toBe((JSON.parse(MANIFEST) as { entries: number }).entries);
    expect(credits?.sources.map(({ id }) => id)).toEqual([
      'whosonfirst',
      'geonames',
      'ocha',
      'countries',
      'supplement',
    ]);
    for (const { licence, credit, entries } of credits?.sources ?? []) {
      expect(licence).not.toBe('');
      expect(credit).not.toBe('');
      expect(entries).toBeGreaterThan(100);
    }
  });

  it('is nothing without a connection or from a broken file, and what is whole from a half broken one', async () => {
    serve(null);
    expect(await readPlaceCredits('/')).toBeNull();
    serve('<!doctype html>');
    expect(await readPlaceCredits('/')).toBeNull();
    serve('{"sources":[{"id":"x"}],"counts":{"SY":{"town":2,"castle":9}}}');
    expect(await readPlaceCredits('/')).toEqual({ counts: { SY: { town: 2 } }, sources: [] });
  });
});

describe('counts by country', () => {
  const rows = countriesOf([
    { SY: { country: 1, town: 5 }, YE: { town: 3, quarter: 9 } },
    { YE: { town: 40 }, EG: { town: 12 } },
  ]);

  it('add packs to the list', () => {
    expect(rows).toEqual([
      { country: 'SY', total: 6, byLevel: { country: 1, town: 5 } },
      { country: 'YE', total: 52, byLevel: { town: 43, quarter: 9 } },
      { country: 'EG', total: 12, byLevel: { town: 12 } },
    ]);
  });

  it('are sorted by name, by all, by a level; equal numbers by name', () => {
    const sorted = (order: Parameters<typeof sortCounts>[1]) =>
      sortCounts(
        rows,
        order,
        (code) => code,
        (a, b) => (a < b ? -1 : 1),
      ).map(({ country }) => country);
    expect(sorted('name')).toEqual(['EG', 'SY', 'YE']);
    expect(sorted('total')).toEqual(['YE', 'EG', 'SY']);
    expect(sorted('country')).toEqual(['SY', 'EG', 'YE']);
  });
});
