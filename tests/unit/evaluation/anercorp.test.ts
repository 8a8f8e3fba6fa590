import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { expectParity, type Figures } from './packages';

/** Tags of ANERcorp's test part and of the shipped model; `tools/evaluation/make-golden.ts` says how to remake them. */
const at = (name: string) => readFileSync(new URL(`../../golden/anercorp/${name}`, import.meta.url));
const figures = JSON.parse(at('figures.json').toString()) as Figures;
const sentences = gunzipSync(at('tags.txt.gz'))
  .toString()
  .trim()
  .split('\n\n')
  .map((block) => block.split('\n').map((line) => line.split(' ')));

describe('the model on ANERcorp', () => {
  it('has the figures that both packages give', () => {
    expect(sentences).toHaveLength(925);
    const gold = sentences.map(([tags]) => tags ?? []);
    const predicted = sentences.map(([, tags]) => tags ?? []);
    expect(gold.flat()).toHaveLength(25_008);
    expectParity(gold, predicted, figures);
    expect(figures.seqeval.micro[2]).toBeGreaterThan(0.77);
  });
});
