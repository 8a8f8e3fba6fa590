import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { rawOffset, type Segment } from '../../src/domain';
import { createNodeTagger, readManifest } from '../../src/model/node';
import { schemeOf } from '../../src/model';
import { wordsIn } from '../../src/text';

const MODELS = fileURLToPath(new URL('../../models', import.meta.url));

interface Row {
  readonly text: string;
  readonly ids: readonly number[];
  readonly words: readonly {
    start: number;
    end: number;
    surface: string;
    ids: number[];
    label: string;
    p: number;
  }[];
}
const rows = readFileSync(new URL('./newsroom-small/parity.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);

describe('newsroom-small', () => {
  const tagger = createNodeTagger({ modelsDir: MODELS, modelId: 'newsroom-small' });
  afterAll(() => tagger.dispose());
  const whole = (raw: string): Segment => ({
    index: 0,
    start: rawOffset(0),
    end: rawOffset(raw.length),
    words: wordsIn(raw, rawOffset(0), rawOffset(raw.length)),
  });

  it('cuts and encodes the words as the recipe does', async () => {
    const engine = await tagger.engine();
    for (const { text, ids, words } of rows) {
      const segment = whole(text);
      expect(segment.words.map(({ start, end, surface }) => ({ start, end, surface }))).toEqual(
        words.map(({ start, end, surface }) => ({ start, end, surface })),
      );
      expect(engine.encode([segment])).toEqual([ids]);
    }
  });

  it('labels at least 99.5 % of the words as the recipe does, with the same probabilities', async () => {
    const engine = await tagger.engine();
    const scheme = schemeOf(await readManifest(MODELS));
    let equal = 0;
    let all = 0;
    let worst = 0;
    for (const { text, words } of rows) {
      for await (const { results } of engine.tag([whole(text)], scheme)) {
        for (const { tags, probabilities } of results) {
          words.forEach(({ label, p }, i) => {
            all += 1;
            if (tags[i] !== label) return;
            equal += 1;
            const name = label.slice(2);
            const mine = scheme.labels.reduce(
              (sum, tag, k) =>
                tag === label || (label !== 'O' && tag.slice(2) === name)
                  ? sum + (probabilities[i * scheme.labels.length + k] ?? 0)
                  : sum,
              0,
            );
            worst = Math.max(worst, Math.abs(mine - p));
          });
        }
      }
    }
    expect(all).toBe(rows.reduce((n, row) => n + row.words.length, 0));
    expect(equal / all).toBeGreaterThanOrEqual(0.995);
    expect(worst).toBeLessThan(0.01);
  });
});
