import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  PRECISIONS,
  rawOffset,
  type Document,
  type Mention,
  type PlaceDescription,
  type PlaceLevel,
  type Precision,
  type StoredLink,
} from '../../../src/domain';
import {
  coarsenedList,
  mentionsTable,
  namesTable,
  placesTable,
  placesToGeoJson,
  placesToKml,
  sharingNote,
  toCsv,
  toHtmlTable,
  toTsv,
  toXlsx,
} from '../../../src/exchange';
import { isCoarsened, sharePlaces, toPlaces, type SharedPlaces } from '../../../src/map';
import { groupMentions } from '../../../src/spans';
import { unzip } from './unzip';

const area = (id: string, name: string) => ({
  id,
  name,
  english: `en ${id}`,
  pcode: `P${id}`,
  lat: 35,
  lon: 38,
});
const AREAS = {
  adm1: area('wof:91', 'محافظة'),
  adm2: area('wof:92', 'منطقة'),
  adm3: area('wof:93', 'ناحية'),
};

interface Made {
  readonly name: string;
  readonly level: PlaceLevel;
  readonly precision: Precision;
  readonly lat: number;
  readonly lon: number;
}

/** One text that names every place twice, with a title that names the first, a person of that name and an unknown place. */
function collectionOf(made: readonly Made[]) {
  const first = made[0]?.name ?? '';
  const text =
    made.map(({ name }) => `قصف على ${name}. ثم في ${name} أيضاً.`).join(' ') + ` قال أبو ${first}.`;
  const document: Document = {
    ...{ id: 'doc', title: `أخبار ${first}`, text, textKey: 'k', language: 'ar', sideBlocks: [] },
    ...{ source: { outlet: '', url: '', published: '' }, createdAt: 1, updatedAt: 1, deletedAt: 0 },
  };
  const mentions: Mention[] = [];
  const links: StoredLink[] = [];
  const add = (surface: string, label: string, start: number) => {
    const mention = { documentId: 'doc', surface, stem: surface, label, score: 0.91234 };
    mentions.push({ ...mention, start: rawOffset(start), end: rawOffset(start + surface.length) });
  };
  made.forEach(({ name, level, lat, lon }, i) => {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      if (text.slice(0, at).endsWith('أبو ')) continue;
      add(name, 'LOC', at);
      const place = { id: `wof:place${i}`, name, lat, lon, level, country: 'SY' };
      links.push({
        ...{ id: `l${i}:${at}`, runId: 'r', documentId: 'doc', surface: name, toponym: name, place },
        ...{
          start: rawOffset(at),
          end: rawOffset(at + name.length),
          score: 0.9,
          reasons: [],
          origin: 'predicted',
        },
        candidates: [{ ...place, within: 'محافظة', score: 0.9, reasons: [] }],
      });
    }
  });
  add(`أبو ${first}`, 'PER', text.lastIndexOf('أبو'));
  const descriptions = new Map(
    made.map(({ name, level, lat, lon }, i): [string, PlaceDescription] => [
      `wof:place${i}`,
      {
        ...{ id: `wof:place${i}`, names: [name], english: `English${i}`, otherNames: [], pcode: `PC${i}` },
        ...{ level, lat, lon, country: 'SY', ...AREAS },
      },
    ]),
  );
  const shared = sharePlaces(toPlaces(links), {
    precisionOf: ({ place: { id } }) => made[Number(id.slice('wof:place'.length))]?.precision ?? 'exact',
    descriptions,
    outlines: new Map(),
    draws: new Map(made.map((_, i) => [`wof:place${i}`, [0.3, 0.7]])),
  });
  return { documents: [document], mentions, links, shared };
}

type Collection = ReturnType<typeof collectionOf>;

/** Every text file that the page makes of places. */
function filesOf({ documents, mentions, links, shared }: Collection): Record<string, string> {
  const note = { precision: sharingNote(shared.counts, 'ar'), made: '2026-01-02', sources: ['x'] };
  const rawOf = () => documents[0]?.text ?? '';
  const tables = {
    names: namesTable(groupMentions(mentions, { by: 'count', rawOf }), shared, 'ar'),
    mentions: mentionsTable({ documents, mentions, links, shared, originOf: () => 'predicted' }, 'en'),
    places: placesTable(shared, 'ar'),
  };
  return {
    geojson: placesToGeoJson(shared, documents, note),
    kml: placesToKml(shared, documents, note, 'ar'),
    ...Object.fromEntries(
      Object.entries(tables).flatMap(([id, table]) => [
        [`${id}.csv`, toCsv(table)],
        [`${id}.tsv`, toTsv(table)],
        [`${id}.html`, toHtmlTable(table, 'rtl')],
      ]),
    ),
  };
}

/** Names that are no part of each other, of areas, columns or sentences. */
const NAMES = ['كفرزلطا', 'تلبيسان', 'بوغازلي', 'صخرونة', 'غرناطيل'];
const made = fc
  .uniqueArray(
    fc.record({
      name: fc.constantFrom(...NAMES),
      level: fc.constantFrom<PlaceLevel>(
        'town',
        'quarter',
        'facility',
        'subdistrict',
        'district',
        'governorate',
      ),
      precision: fc.constantFrom(...PRECISIONS),
      thousandths: fc.integer({ min: 0, max: 999 }),
    }),
    { minLength: 1, maxLength: 5, selector: ({ name }) => name },
  )
  // No two with one coordinate.
  .map((places) =>
    places.map(({ thousandths, ...place }, i): Made => {
      const decimals = `${String(thousandths).padStart(3, '0')}4`;
      return { ...place, lat: Number(`${30 + i}.${decimals}`), lon: Number(`${40 + i}.${decimals}`) };
    }),
  );

describe('what goes out', () => {
  it('never holds name, id, codes or point of a coarsened place, in any format', () => {
    fc.assert(
      fc.property(made, (places) => {
        const files = filesOf(collectionOf(places));
        places.forEach(({ name, level, precision, lat, lon }, i) => {
          const telling = [name, `wof:place${i}`, `English${i}`, `PC${i}`, String(lat), String(lon)];
          for (const [format, content] of Object.entries(files)) {
            const found = telling.filter((part) => content.includes(part));
            if (isCoarsened(level, precision)) expect([format, found]).toEqual([format, []]);
            else if (!format.startsWith('names'))
              expect([format, found]).toEqual([
                format,
                expect.arrayContaining([`wof:place${i}`, String(lat)]),
              ]);
          }
        });
      }),
    );
  });

  it('holds no more than its area, a radius, and how it was made coarser', () => {
    const coarse = { name: 'كفرزلطا', level: 'town' as const, lat: 36.1004, lon: 37.2004 };
    const given = (precision: Precision) =>
      JSON.parse(filesOf(collectionOf([{ ...coarse, precision }]))['geojson'] ?? '') as {
        mawdi: { precision: string; made: string };
        features: {
          id?: string;
          geometry: { coordinates: number[] } | null;
          properties: Record<string, unknown>;
        }[];
      };
    expect(given('district').features[0]).toMatchObject({
      geometry: { coordinates: [38, 35] },
      properties: {
        ...{
          title: 'منطقة',
          title_en: 'en wof:92',
          gazetteer_id: 'wof:92',
          precision: 'district',
          quotes: '',
        },
        ...{
          uncertainty_m: 30_000,
          adm1_pcode: 'Pwof:91',
          adm3_ar: '',
          document_titles: '',
          candidates: null,
        },
      },
    });
    expect(given('district').features[0]?.id).toBeUndefined();
    expect(given('district').mawdi).toMatchObject({
      made: '2026-01-02',
      precision: sharingNote({ town: 0, district: 1, governorate: 0, hidden: 0 }, 'ar'),
    });
    expect(given('town').features[0]?.properties).toMatchObject({
      title: 'ناحية',
      precision: 'town',
      uncertainty_m: 5800,
    });
    expect(given('hidden').features).toEqual([]);
    expect(given('exact').features[0]).toMatchObject({
      id: 'wof:place0',
      properties: { precision: 'exact', uncertainty_m: null },
    });
  });

  it('keeps a row for a mention of a coarsened place, without text and offsets; none for a hidden one', () => {
    const two = collectionOf([
      { name: 'كفرزلطا', level: 'town', precision: 'district', lat: 36.1004, lon: 37.2004 },
      { name: 'تلبيسان', level: 'town', precision: 'hidden', lat: 36.1004, lon: 37.2004 },
      { name: 'صخرونة', level: 'town', precision: 'exact', lat: 36.1004, lon: 37.2004 },
    ]);
    const { rows, columns } = mentionsTable({ ...two, originOf: () => 'made' }, 'en');
    const cell = (row: number, key: string) => rows[row]?.[columns.findIndex((column) => column.key === key)];
    expect(rows).toHaveLength(5);
    expect(
      [
        'start',
        'end',
        'text',
        'stem',
        'place',
        'gazetteer_id',
        'sentence',
        'doc_title',
        'precision',
        'level',
        'origin',
      ].map((key) => cell(0, key)),
    ).toEqual([...[null, null, '', '', 'منطقة', 'wof:92', '', '', 'district', 'district', 'made']]);
    expect(cell(2, 'text')).toBe('صخرونة');
    expect(cell(2, 'sentence')).toContain('صخرونة');
    // The person who is called after the place.
    expect([cell(4, 'label'), cell(4, 'text'), cell(4, 'start')]).toEqual(['PER', '', null]);
  });
});

describe('the note', () => {
  const counts = (change: Partial<SharedPlaces['counts']>) => ({
    town: 0,
    district: 0,
    governorate: 0,
    hidden: 0,
    ...change,
  });

  it('counts places by how they are given', () => {
    expect(coarsenedList(counts({ district: 12, hidden: 1 }), 'en').replace(/[\u2066-\u2069]/g, '')).toBe(
      '12 by district, 1 left out',
    );
    expect(coarsenedList(counts({}), 'en')).toBe('');
    expect(sharingNote(counts({}), 'en')).toContain('exactly as it is known');
    expect(sharingNote(counts({ town: 2 }), 'ar')).toContain('2');
  });

  it('stands on a second sheet of a workbook', async () => {
    const { shared } = collectionOf([
      { name: 'كفرزلطا', level: 'town', precision: 'district', lat: 36.1, lon: 37.2 },
    ]);
    const blob = await toXlsx(placesTable(shared, 'ar'), { rightToLeft: true });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    expect(unzip(bytes, 'xl/workbook.xml')).toContain('عن هذا الملف');
    expect(unzip(bytes, 'xl/worksheets/sheet2.xml')).toContain('<c');
    const strings = unzip(bytes, 'xl/sharedStrings.xml');
    expect(strings).toContain('على مستوى المنطقة');
    for (const part of ['كفرزلطا', 'wof:place0']) expect(strings).not.toContain(part);
  });
});

describe('KML', () => {
  const xml = (name: string) =>
    filesOf(collectionOf([{ name, level: 'town', precision: 'exact', lat: 36.1004, lon: -7.2004 }]))['kml'] ??
    '';

  it('has a placemark a place, with data and lon,lat,0', () => {
    expect(xml('حلب')).toMatch(
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<kml xmlns="http:\/\/www\.opengis\.net\/kml\/2\.2">\n<Document>/,
    );
    expect(xml('حلب')).toContain('<Point><coordinates>-7.2004,36.1004,0</coordinates></Point>');
    expect(xml('حلب')).toContain('<Data name="precision"><value>exact</value></Data>');
    expect(xml('حلب')).toContain('<description>أُعطي كل مكان');
  });

  it('stays well-formed whatever the names', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }), (name) => {
        const content = xml(`x${name}`);
        const bare = content.replace(/<[^<>]*>/g, '');
        expect(bare).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot);)/);
        expect(content).not.toMatch(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/);
      }),
    );
  });

  it('keeps names without a place, without a point', () => {
    const nowhere = collectionOf([{ name: 'حلب', level: 'town', precision: 'exact', lat: 1, lon: 1 }]);
    const shared = sharePlaces(toPlaces(nowhere.links.map((link) => ({ ...link, place: null }))), {
      precisionOf: () => 'exact',
      descriptions: new Map(),
      outlines: new Map(),
      draws: new Map(),
    });
    const content = placesToKml(shared, [], { precision: '', made: '', sources: [] }, 'en');
    expect(content).toContain('<name>حلب</name>');
    expect(content).not.toContain('<Point>');
    expect(content).toContain('unresolved');
  });
});
