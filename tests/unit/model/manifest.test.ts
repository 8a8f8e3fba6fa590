import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../../src/model';

const shipped = JSON.parse(
  readFileSync(new URL('../../../models/newsroom-small/manifest.json', import.meta.url), 'utf8'),
) as object;

describe('manifest', () => {
  it('tells the languages that the shipped model was trained on', () => {
    const { languages } = parseManifest(shipped, 'newsroom-small');
    expect(languages).toContain('ar');
    expect(languages?.map((code) => Intl.getCanonicalLocales(code)[0])).toEqual(languages);
  });

  it('may say nothing of languages, but nothing else in their place', () => {
    const of = (languages: unknown) => () => parseManifest({ ...shipped, languages }, 'm');
    expect(of(undefined)).not.toThrow();
    for (const wrong of ['ar', [1], [''], {}, null]) expect(of(wrong)).toThrow('model/manifest');
  });
});
