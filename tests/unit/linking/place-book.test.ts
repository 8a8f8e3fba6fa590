import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError, type Linker } from '../../../src/domain';
import { openPlaceFiles } from '../../../src/gazetteer';
import { createNodeLinker } from '../../../src/linking/node';
import { createLinker } from '../../../src/linking/worker-linker';
import { createPlacesHost } from '../../../src/linking/worker/host';
import { PortAsWorker } from '../../fakes/port-as-worker';

const PUBLIC = fileURLToPath(new URL('../../../public/', import.meta.url));
const readPublic = async (name: string) => new Uint8Array(await readFile(`${PUBLIC}gazetteer/${name}`));

describe.each(['over the protocol', 'in Node'])('the book of places, %s', (way) => {
  let book: Linker;
  const { port1, port2 } = new MessageChannel();
  beforeAll(async () => {
    if (way === 'in Node') book = createNodeLinker({ publicDir: PUBLIC });
    else {
      Object.defineProperty(globalThis, 'location', { value: { href: 'http://host/' }, configurable: true });
      createPlacesHost(port2, () => openPlaceFiles(readPublic));
      port2.start();
      book = createLinker({
        baseUrl: '/',
        createWorker: () => new PortAsWorker(port1) as unknown as Worker,
      });
    }
    await book.load(() => {}, new AbortController().signal);
  });
  afterAll(() => {
    port1.close();
    port2.close();
  });

  it('finds entries, and tells their English names, codes and areas', async () => {
    const town = (await book.search('منبج', 5)).find(({ level }) => level === 'town');
    expect(town).toBeDefined();
    const described = (await book.describe([town?.id ?? '', 'wof:0'])).get(town?.id ?? '');
    expect(described).toMatchObject({
      level: 'town',
      country: 'SY',
      adm1: { name: 'حلب', pcode: 'SY02' },
      adm2: { english: expect.stringMatching(/^M[ae]nbij$/) as string },
    });
    expect(described?.names).toContain('منبج');
    expect(described?.english.toLowerCase()).toMatch(/m[ea]nbij|manbij/);
    expect(described?.adm1?.lat).toBeCloseTo(36.2, 0);
    expect((await book.describe(['wof:0'])).size).toBe(0);
  });

  it('gives English forms of names written exactly so, and none for look-alikes', async () => {
    const forms = await book.englishOf(['حلب', 'دمشق', 'حلبب', 'قوات الدعم السريع']);
    expect(forms.get('حلب')).toBe('Aleppo');
    expect(forms.get('دمشق')).toBe('Damascus');
    expect(forms.has('حلبب')).toBe(false);
    expect(forms.has('قوات الدعم السريع')).toBe(false);
  });

  it('gives outlines that lie round the point of their area', async () => {
    const area = (await book.search('حلب', 9)).find(({ level }) => level === 'governorate');
    const outlines = await book.outlines([area?.id ?? '', 'wof:0']);
    expect([...outlines.keys()]).toEqual([area?.id]);
    const points = outlines.get(area?.id ?? '')?.flat(2) ?? [];
    expect(points.length).toBeGreaterThan(20);
    const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)];
    expect(Math.min(...lats)).toBeLessThan(area?.lat ?? 0);
    expect(Math.max(...lats)).toBeGreaterThan(area?.lat ?? 0);
    expect(Math.min(...lons)).toBeLessThan(area?.lon ?? 0);
    expect(Math.max(...lons)).toBeGreaterThan(area?.lon ?? 0);
  });
});

describe('the files of the gazetteer', () => {
  it('are read when asked for, once; what failed is tried again', async () => {
    const asked: string[] = [];
    let isOffline = false;
    const files = await openPlaceFiles((name) => {
      asked.push(name);
      return isOffline ? Promise.reject(new AppError('places/offline', { path: name })) : readPublic(name);
    });
    expect(asked).toEqual(['manifest.json', 'places.tsv.gz']);
    isOffline = true;
    await expect(files.side()).rejects.toMatchObject({ code: 'places/offline' });
    isOffline = false;
    await Promise.all([files.side(), files.side()]);
    expect(asked.filter((name) => name === 'side.tsv.gz')).toHaveLength(2);
  });

  it('are refused where their bytes are not those of the manifest', async () => {
    const files = await openPlaceFiles((name) =>
      name === 'outlines.tsv.gz' ? readPublic('side.tsv.gz') : readPublic(name),
    );
    await expect(files.outlines()).rejects.toMatchObject({ code: 'places/hash' });
  });
});
