import { afterEach, describe, expect, it, vi } from 'vitest';
import { readCreditLines } from '../../../src/ui/exporting/credit-lines';

const answer = (body: string, ok = true) =>
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status: ok ? 200 : 404 })));

afterEach(() => vi.unstubAllGlobals());

describe('readCreditLines', () => {
  it('gives each source its credit and licence', async () => {
    answer(
      JSON.stringify({
        sources: [{ credit: 'A', licence: 'CC BY 4.0' }, { credit: 'B' }, { id: 'x' }, null],
      }),
    );
    expect(await readCreditLines('/')).toEqual(['A · CC BY 4.0', 'B']);
  });

  it.each([
    ['not json', true],
    ['{"sources":1}', true],
    ['{}', true],
    ['', false],
  ] as const)('gives none for %j', async (body, ok) => {
    answer(body, ok);
    expect(await readCreditLines('/')).toEqual([]);
  });
});
