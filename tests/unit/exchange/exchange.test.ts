import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { rawOffset, type Document, type Mention, type Project, type StoredLink } from '../../../src/domain';
import {
  decodeText,
  mentionsTable,
  parseProject,
  placesTable,
  placesToGeoJson,
  readTextFile,
  serializeProject,
  toCsv,
  toHtmlTable,
  toTsv,
  toXlsx,
} from '../../../src/exchange';
import { toPlaces } from '../../../src/map';

const TEXT = '📍الرباط و"سلا"،\nثم وهران';
const document: Document = {
  id: 'd1',
  title: '=1+1',
  text: TEXT,
  textKey: 'k',
  source: { outlet: '', url: '', published: '2025-03-04T10:00:00Z' },
  language: 'ar',
  sideBlocks: [],
  createdAt: 1,
  updatedAt: 1,
  deletedAt: 0,
};
const at = (surface: string) => ({
  start: rawOffset(TEXT.indexOf(surface)),
  end: rawOffset(TEXT.indexOf(surface) + surface.length),
});
const mention = (surface: string): Mention => ({
  documentId: 'd1',
  surface,
  stem: surface,
  label: 'LOC',
  score: 0.98765,
  ...at(surface),
});
/** A pin west of Greenwich. */
const link: StoredLink = {
  id: 'd1:r:2',
  documentId: 'd1',
  runId: 'r',
  surface: 'الرباط',
  toponym: 'الرباط',
  ...at('الرباط'),
  place: { id: 'geonames:2538475', name: 'الرباط', lat: 34.013, lon: -6.833, level: 'town', country: 'MA' },
  score: 0.9,
  reasons: [],
  candidates: [],
  origin: 'predicted',
};
const nil: StoredLink = {
  ...link,
  id: 'd1:r:9',
  surface: 'وهران',
  toponym: 'وهران',
  ...at('وهران'),
  place: null,
  reasons: [{ code: 'notInGazetteer' }],
};
const places = toPlaces([link, nil]);
const mentions = mentionsTable(
  { documents: [document], mentions: [mention('الرباط'), mention('وهران')], links: [link, nil] },
  'ar',
);

/** One file out of a zip archive, by its central directory. */
function unzip(bytes: Uint8Array, name: string): string {
  const buffer = Buffer.from(bytes);
  for (let i = 0; i + 46 < buffer.length; i++) {
    if (buffer.readUInt32LE(i) !== 0x02014b50) continue;
    const [method, size, nameLength] = [
      buffer.readUInt16LE(i + 10),
      buffer.readUInt32LE(i + 20),
      buffer.readUInt16LE(i + 28),
    ];
    if (buffer.toString('utf8', i + 46, i + 46 + nameLength) !== name) continue;
    const local = buffer.readUInt32LE(i + 42);
    const from = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28);
    const data = buffer.subarray(from, from + size);
    return (method === 8 ? inflateRawSync(data) : data).toString('utf8');
  }
  throw new Error(`no ${name}`);
}

describe('a pin with negative longitude', () => {
  it('survives CSV', () => {
    const csv = toCsv(placesTable(places, 'ar'));
    expect(csv.startsWith('\ufeffplace,precision,')).toBe(true);
    expect(csv).toContain('34.013,-6.833,');
    expect(csv.endsWith('\r\n')).toBe(true);
  });

  it('survives TSV and HTML', () => {
    expect(toTsv(placesTable(places, 'en'))).toContain('\t34.013\t-6.833\t');
    expect(toHtmlTable(placesTable(places, 'ar'), 'rtl')).toMatch(
      /<table dir="rtl">.*<td dir="ltr">-6\.833<\/td>/,
    );
  });

  it('survives XLSX as a number, on a right-to-left sheet', async () => {
    const blob = await toXlsx(placesTable(places, 'ar'), { rightToLeft: true });
    const sheet = unzip(new Uint8Array(await blob.arrayBuffer()), 'xl/worksheets/sheet1.xml');
    expect(sheet).toContain('<v>-6.833</v>');
    expect(sheet).toMatch(/rightToLeft="(?:1|true)"/);
  });

  it('survives GeoJSON, longitude first, with unresolved names kept', () => {
    const { features } = JSON.parse(placesToGeoJson(places, [document])) as {
      features: { geometry: { coordinates: number[] } | null; properties: Record<string, unknown> }[];
    };
    expect(features.map((feature) => feature.geometry?.coordinates ?? null)).toEqual([
      [-6.833, 34.013],
      null,
    ]);
    expect(Object.values(features[0]?.properties ?? {}).every((value) => typeof value !== 'object')).toBe(
      true,
    );
  });

  it('survives a project file', () => {
    const project: Project = {
      documents: [document],
      runs: [
        {
          id: 'r',
          documentId: 'd1',
          modelId: 'm',
          modelSha256: '',
          scheme: 's',
          settings: { maxWindowTokens: 1, overlapWords: 1 },
          spans: [],
          timing: { startedAt: 0, elapsedMs: 0, tokens: 0, words: 0, threads: 1 },
        },
      ],
      edits: [],
      links: [link, nil],
      userPlaces: [
        {
          id: 'u',
          name: 'بيت',
          lat: 1,
          lon: -2,
          level: 'facility',
          country: null,
          note: '',
          source: '',
          createdAt: 0,
          updatedAt: 0,
          deletedAt: 0,
        },
      ],
    };
    const parsed = parseProject(new TextEncoder().encode(serializeProject(project)), 'p.json');
    expect(parsed).toEqual({ ok: true, value: project });
  });
});

describe('tables', () => {
  it('count code points and guard formulas, never numbers', () => {
    const [first] = mentions.rows;
    expect(first?.slice(0, 8)).toEqual(['d1', 1, 7, 'codepoint', 'الرباط', 'LOC', 'predicted', 0.9877]);
    expect(toCsv(mentions)).toContain("'=1+1");
    expect(toTsv(mentions)).toContain("'=1+1");
  });

  it('write true dates into XLSX', async () => {
    const blob = await toXlsx(mentions, { rightToLeft: false });
    const sheet = unzip(new Uint8Array(await blob.arrayBuffer()), 'xl/worksheets/sheet1.xml');
    // 2025-03-04 is day 45720 of Excel's calendar.
    expect(sheet).toContain('<v>45720</v>');
  });

  it('quote by RFC 4180', () => {
    const table = { ...mentions, rows: [['a"b', 1, 2, 'x', 'one\ntwo,three']] };
    expect(toCsv(table)).toContain('"a""b",1,2,x,"one\ntwo,three"');
    expect(toTsv(table)).toContain('one two,three');
  });
});

describe('parseProject', () => {
  const parse = (value: unknown) =>
    parseProject(new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)), 'f');
  it.each([
    ['not json', 'file/not-project'],
    [{ kind: 'other' }, 'file/not-project'],
    [{ kind: 'mawdi-project', version: 2 }, 'file/project-version'],
    [{ kind: 'mawdi-project', version: 1, documents: [{ id: 'x' }] }, 'file/project-damaged'],
    [
      { kind: 'mawdi-project', version: 1, runs: [{ id: 'r', documentId: 'gone', modelId: 'm' }] },
      'file/project-damaged',
    ],
  ])('refuses %j', (value, code) => {
    expect(parse(value)).toMatchObject({ ok: false, error: { code } });
  });
});

describe('decodeText', () => {
  const raw = 'وصل الوفد إلى مدينة الرقة، ثم غادر.';
  /** windows-1256 by inverting the decoder. */
  const windows1256 = (text: string): Uint8Array => {
    const table = new Map<string, number>();
    for (let byte = 0; byte < 256; byte++)
      table.set(new TextDecoder('windows-1256').decode(Uint8Array.of(byte)), byte);
    return Uint8Array.from([...text], (character) => table.get(character) ?? 63);
  };
  const utf16 = (text: string, bigEndian: boolean, mark: boolean): Uint8Array => {
    const buffer = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le');
    return new Uint8Array(bigEndian ? buffer.swap16() : buffer);
  };
  it.each([
    ['UTF-8', new TextEncoder().encode(raw)],
    ['UTF-8 with BOM', new TextEncoder().encode(`\ufeff${raw}`)],
    ['UTF-16LE', utf16(raw, false, true)],
    ['UTF-16BE', utf16(raw, true, true)],
    ['UTF-16LE without BOM', utf16(raw, false, false)],
    ['UTF-16BE without BOM', utf16(raw, true, false)],
    ['windows-1256', windows1256(raw)],
  ])('knows %s', (_, bytes) => {
    expect(decodeText(bytes, 'f.txt')).toEqual({ ok: true, value: raw });
  });

  it('says so when it does not know', () => {
    expect(decodeText(Uint8Array.of(0xff, 0x80, 0x41, 0x42), 'f.txt')).toMatchObject({
      ok: false,
      error: { code: 'file/encoding' },
    });
  });

  it('keeps CRLF and reads plain files whole', () => {
    expect(readTextFile(new TextEncoder().encode('أ\r\nب\r\n'), 'x.TXT')).toEqual({
      ok: true,
      value: [{ text: 'أ\r\nب\r\n' }],
    });
    expect(readTextFile(Uint8Array.of(1), 'x.docx')).toMatchObject({
      ok: false,
      error: { code: 'file/type' },
    });
    expect(readTextFile(new TextEncoder().encode(' \n'), 'x.md')).toMatchObject({
      ok: false,
      error: { code: 'file/empty' },
    });
  });
});
