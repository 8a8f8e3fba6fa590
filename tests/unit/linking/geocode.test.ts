import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rawOffset, type Mention } from '../../../src/domain';
import { distanceKm, geocodeRows, type GeocodeOptions } from '../../../src/linking';
import { directionOf, sectorName, sectorOf } from '../../../src/linking/directions';
import { parseLocationString } from '../../../src/linking/location-string';
import { createNodeLinker } from '../../../src/linking/node';
import { neighboursOf } from '../../../src/linking/runs';

const PUBLIC = fileURLToPath(new URL('../../../public', import.meta.url));
const linker = createNodeLinker({ publicDir: PUBLIC });
const geocode = (texts: readonly string[], options: Partial<GeocodeOptions> = {}) =>
  geocodeRows(
    texts.map((text, at) => ({ id: String(at), text })),
    { linker, signal: new AbortController().signal, ...options },
  );
const place = async (text: string, options: Partial<GeocodeOptions> = {}) =>
  (await geocode([text], options))[0];

describe('geocodeRows', () => {
  it('keeps ids and order, whatever the rows hold', async () => {
    const piece = fc.constantFrom(...'حلب حمص، في ريف قرية - (الباب) شرق 😀 ً طرابلس'.split(' '));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(piece, { maxLength: 6 }), { maxLength: 5 }), async (rows) => {
        const found = await geocode(rows.map((words) => words.join(' ')));
        expect(found.map(({ id }) => id)).toEqual(rows.map((_, at) => String(at)));
        for (const { place: one, score } of found) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          if (!one) expect(score).toBe(0);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('lets the area named with a place decide between its namesakes', async () => {
    expect((await place('طرابلس، ليبيا'))?.place?.country).toBe('LY');
    expect((await place('طرابلس، شمال لبنان'))?.place?.country).toBe('LB');
    expect((await place('صور، سلطنة عمان'))?.place?.country).toBe('OM');
  });

  it('takes a preposition off the name of a place of the own list, and of no other', async () => {
    const own = { id: 'user:1', name: 'زنبقان', lat: 35, lon: 40, level: 'town', country: 'SY' } as const;
    const ownPlaces = [{ ...own, note: '', source: '' }];
    expect((await place('بزنبقان', { ownPlaces }))?.place?.id).toBe('user:1');
    expect((await place('بزنبقان'))?.place).toBeNull();
  });

  it('takes the narrower of two places in either order', async () => {
    for (const text of ['الأتارب، حلب', 'حلب - الأتارب', 'الأتارب بريف حلب الغربي'])
      expect((await place(text))?.place?.name, text).toBe('الأتارب');
  });

  it('links the countryside to its governorate and says the side', async () => {
    const row = await place('ريف دير الزور الشرقي');
    expect(row?.place).toMatchObject({ level: 'governorate', country: 'SY' });
    expect(row?.links[0]?.reasons).toContainEqual({ code: 'sector', data: { direction: 'east' } });
  });

  it('gives the area for an unknown place in it, never as a sure answer, and nothing for no place', async () => {
    const row = await place('حي الزبرجد الأزرق، حمص');
    expect(row).toMatchObject({ isWider: true, place: { name: 'حمص' } });
    expect(row?.score).toBeLessThanOrEqual(0.4);
    for (const text of ['', 'غير محدد', 'السوق المسقوف', 'قرية أم السمندل، سوريا'])
      expect((await place(text))?.place, text).toBeNull();
  });

  it('follows the focus and an earlier choice', async () => {
    expect((await place('طرابلس', { focus: ['LB'] }))?.place?.country).toBe('LB');
    expect((await place('طرابلس', { focus: ['LY'] }))?.place?.country).toBe('LY');
    const other = (await place('طرابلس'))?.links[0]?.candidates[1];
    const chosen = await place('طرابلس', { userChoices: { طرابلس: other?.id ?? '' } });
    expect(chosen?.place?.id).toBe(other?.id);
    expect(chosen?.links[0]?.reasons[0]).toEqual({ code: 'userChoice' });
  });

  it('asks for the places of a sentence and rejects when given up', async () => {
    const asked: string[] = [];
    const text = 'قال شهود عيان إن القصف استهدف أمس السوق وسط مدينة منبج وأوقع عددا من الجرحى.';
    const start = text.indexOf('منبج');
    const mention: Mention = {
      documentId: 'x',
      start: rawOffset(start),
      end: rawOffset(start + 4),
      surface: 'منبج',
      stem: 'منبج',
      label: 'LOC',
      score: 1,
    };
    const findMentions = (raw: string) => Promise.resolve([mention].slice(0, asked.push(raw)));
    expect((await place(text, { findMentions }))?.place?.name).toBe('منبج');
    expect(asked).toEqual([text]);
    await expect(place('حلب', { signal: AbortSignal.abort() })).rejects.toThrow();
  });
});

describe('the parts of a location string', () => {
  const known = new Set(['حلب', 'الباب', 'السوق', 'لبنان', 'طرابلس', 'سليم']);
  const names = (text: string) =>
    parseLocationString(text, 'd', (name) => known.has(name)).mentions.map(({ surface }) => surface);

  it('are the names between small words and marks', () => {
    expect(names('الباب، ريف حلب الشرقي')).toEqual(['الباب', 'حلب']);
    expect(names('طرابلس، شمال لبنان')).toEqual(['طرابلس', 'لبنان']);
    expect(names('قرية الباب (حلب)')).toEqual(['الباب', 'حلب']);
  });

  it('keep an unknown word with the known one beside it, and «أبو» with what follows', () => {
    expect(names('السوق المسقوف')).toEqual(['السوق المسقوف']);
    expect(names('حي أبو سليم، طرابلس')).toEqual(['أبو سليم', 'طرابلس']);
  });
});

describe('names side by side', () => {
  const mention = (raw: string, surface: string): Mention => {
    const start = raw.indexOf(surface);
    const range = { start: rawOffset(start), end: rawOffset(start + surface.length) };
    return { documentId: 'd', ...range, surface, stem: surface, label: 'LOC', score: 1 };
  };
  it('are parts of each other, or siblings after «و», and apart across sentences', () => {
    const raw = 'في الباب بريف حلب الشرقي وفي حمص. ثم حماة';
    const all = ['الباب', 'حلب', 'حمص', 'حماة'].map((name) => mention(raw, name));
    const [inner, , sibling, apart] = neighboursOf(raw, all);
    expect(inner?.[0]).toMatchObject({ at: 1, isSibling: false, sector: { east: 1, north: 0 } });
    expect(sibling?.every(({ isSibling }) => isSibling)).toBe(true);
    expect(apart).toEqual([]);
  });

  it('have directions', () => {
    expect(directionOf('بالشرقي') ?? directionOf('الشرقي')).toEqual({ east: 1, north: 0 });
    const northEast = sectorOf(['الشمالي', 'الشرقي']);
    expect(northEast && sectorName(northEast)).toBe('northEast');
    expect(sectorOf(['حلب'])).toBeNull();
  });

  it('lie as far apart as they do on Earth', () => {
    expect(distanceKm({ lat: 33.513, lon: 36.292 }, { lat: 36.202, lon: 37.134 })).toBeCloseTo(309, -1);
  });
});
