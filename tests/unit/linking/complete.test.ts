import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  geocodeRows,
  PLACE_COLUMNS,
  placeCells,
  placesOfRow,
  type CompletedPlace,
  type GeocodeOptions,
} from '../../../src/linking';
import { createNodeLinker } from '../../../src/linking/node';

const PUBLIC = fileURLToPath(new URL('../../../public', import.meta.url));
const linker = createNodeLinker({ publicDir: PUBLIC });

async function placesOf(text: string, options: Partial<GeocodeOptions> = {}) {
  const [row] = await geocodeRows([{ id: 'a', text, date: '2024-01-05' }], {
    linker,
    signal: new AbortController().signal,
    ...options,
  });
  return row ? placesOfRow(row) : [];
}
const names = async (text: string) => (await placesOf(text)).map(({ place }) => place?.name ?? null);

async function cellsOf(text: string, more: Partial<CompletedPlace> = {}) {
  const [named] = await placesOf(text);
  if (!named) throw new Error('no entry');
  const described = await linker.describe(named.place ? [named.place.id] : []);
  return placeCells({ ...named, isReviewed: false, own: null, ...more }, described);
}

describe('placesOfRow', () => {
  it('leaves out what only says where another place lies', async () => {
    expect(await names('الأتارب، ريف حلب الغربي')).toEqual(['الأتارب']);
    expect(await names('حمص - القصير')).toEqual(['القصير']);
    expect(await names('طرابلس، ليبيا')).toEqual(['طرابلس']);
  });

  it('gives several places of a row, each once and the own one first', async () => {
    const several = await names('منبج والباب ومنبج');
    expect(several).toHaveLength(2);
    expect(new Set(several)).toEqual(new Set(['منبج', 'الباب']));
  });

  it('has one entry for a row without a place, with the name that was not found', async () => {
    expect(await placesOf('قرية أم السمندل، سوريا')).toMatchObject([{ place: null, certainty: null }]);
    expect(await placesOf('')).toEqual([
      { surface: '', place: null, certainty: null, isWider: false, candidates: [] },
    ]);
  });

  it('calls what stands in for an unknown place doubtful, under the name that was not found', async () => {
    const [named] = await placesOf('حي الزبرجد الأزرق، حمص');
    expect(named).toMatchObject({ isWider: true, certainty: 'doubtful', place: { name: 'حمص' } });
    expect(named?.surface).toContain('الزبرجد');
  });
});

describe('readAs', () => {
  it('overrules what a row looks like', async () => {
    const asked: string[] = [];
    const findMentions = (text: string) => {
      asked.push(text);
      return Promise.resolve([]);
    };
    const sentence = 'قال شهود عيان إن القصف استهدف أمس السوق وسط مدينة منبج وأوقع عددا من الجرحى.';
    await placesOf(sentence, { findMentions, readAs: 'location' });
    expect(asked).toEqual([]);
    await placesOf('حلب', { findMentions });
    expect(asked).toEqual([]);
    await placesOf('حلب', { findMentions, readAs: 'sentence' });
    await placesOf(sentence, { findMentions });
    expect(asked).toEqual(['حلب', sentence]);
  });
});

describe('placeCells', () => {
  it('has names, areas and codes of the list', async () => {
    const cells = await cellsOf('الأتارب، ريف حلب الغربي');
    expect(Object.keys(cells)).toEqual([...PLACE_COLUMNS]);
    expect(cells).toMatchObject({
      ...{ place_ar: 'الأتارب', adm1_ar: 'حلب', adm1_pcode: 'SY02', level: 'town', reviewed: 'no' },
      uncertainty_m: null,
    });
    expect(cells.place_en).toMatch(/^[A-Z]/);
    expect([cells.adm2_ar, cells.adm3_ar]).toEqual(['جبل سمعان', 'أتارب']);
    expect(Number(cells.lat)).toBeCloseTo(36.1, 0);
  });

  it('never gives a point in or near a place without how far', async () => {
    const cells = await cellsOf('حي الزبرجد الأزرق، حمص');
    expect(cells.certainty).toBe('doubtful');
    expect(Number(cells.uncertainty_m)).toBeGreaterThanOrEqual(8000);
  });

  it('names other candidates, takes coordinates of the table, and is empty without a place', async () => {
    const own = { lat: 1.5, lon: 2.5 };
    const cells = await cellsOf('طرابلس', { own, isReviewed: true });
    expect(cells).toMatchObject({ ...own, uncertainty_m: null, reviewed: 'yes' });
    expect(cells.candidates).toContain('طرابلس');
    const none = await cellsOf('غير محدد');
    expect(none).toMatchObject({
      place_ar: '',
      lat: null,
      lon: null,
      level: '',
      certainty: '',
      reviewed: 'no',
    });
    expect(await cellsOf('غير محدد', { own })).toMatchObject(own);
  });
});
