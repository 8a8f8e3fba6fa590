import { describe, expect, it } from 'vitest';
import {
  rawOffset,
  type Document,
  type Edit,
  type Mention,
  type Project,
  type StoredLink,
} from '../../../src/domain';
import {
  mentionsTable,
  parseProject,
  placesTable,
  placesToGeoJson,
  serializeProject,
  toCsv,
  toHtmlTable,
  toTsv,
  toXlsx,
} from '../../../src/exchange';
import { sharePlaces, toPlaces } from '../../../src/map';
import { unzip } from './unzip';

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
const exactly = (links: readonly StoredLink[]) =>
  sharePlaces(toPlaces(links), {
    precisionOf: () => 'exact',
    descriptions: new Map(),
    outlines: new Map(),
    draws: new Map(),
  });
const places = exactly([link, nil]);
const originOf = () => 'predicted' as const;
const mentions = mentionsTable(
  {
    documents: [document],
    mentions: [mention('الرباط'), mention('وهران')],
    links: [link, nil],
    shared: places,
    originOf,
  },
  'ar',
);
const note = { precision: 'x', made: '2026-01-02', sources: [] };

describe('a pin with negative longitude', () => {
  it('survives CSV', () => {
    const csv = toCsv(placesTable(places, 'ar'));
    expect(csv.startsWith('\ufeffplace,place_en,level,')).toBe(true);
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
    const { features } = JSON.parse(placesToGeoJson(places, [document], note)) as {
      features: { geometry: { coordinates: number[] } | null; properties: Record<string, unknown> }[];
    };
    expect(features.map((feature) => feature.geometry?.coordinates ?? null)).toEqual([
      [-6.833, 34.013],
      null,
    ]);
    for (const value of Object.values(features[0]?.properties ?? {}))
      expect(typeof value === 'object' && value !== null).toBe(false);
  });

  it('survives a project file', () => {
    const edit: Edit = {
      id: 'e',
      documentId: 'd1',
      baseRunId: 'r',
      scheme: 's',
      lamport: 1,
      deviceId: 'd',
      actor: '',
      at: 0,
      batchId: 'b',
      revertOf: '',
      op: 'addSpan',
      before: null,
      after: { start: 0, end: 1, label: 'LOC' },
    };
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
      edits: [
        edit,
        { ...edit, id: 'e2', documentId: 'register', op: 'setEntity', revertOf: 'b' },
        { ...edit, id: 'e3', documentId: 'places', op: 'setFocus' },
      ],
      links: [link, nil],
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

  it('say whether a place was predicted, verified by a person, or not found', () => {
    const at = mentions.columns.findIndex((column) => column.key === 'status');
    expect(mentions.rows.map((row) => row[at])).toEqual(['predicted', 'unresolved']);
    const statusOf = (changed: StoredLink) => {
      const input = { documents: [document], mentions: [mention(changed.surface)], links: [changed] };
      return mentionsTable({ ...input, shared: exactly([changed]), originOf }, 'en').rows[0]?.[at];
    };
    expect(statusOf({ ...link, origin: 'gold' })).toBe('verified');
    expect(statusOf({ ...nil, origin: 'gold' })).toBe('none');
  });

  it('say how each mention came to be', () => {
    const input = { documents: [document], mentions: [mention('الرباط')], links: [link], shared: places };
    expect(mentionsTable({ ...input, originOf: () => 'confirmed' }, 'en').rows[0]?.[6]).toBe('confirmed');
  });

  it('end with the sentence of the mention', () => {
    const at = mentions.columns.findIndex((column) => column.key === 'sentence');
    expect(mentions.rows.map((row) => row[at])).toEqual(['📍الرباط و"سلا"،', 'ثم وهران']);
  });

  it('run no formula where they are pasted', () => {
    const table = {
      ...mentions,
      rows: [
        ['=HYPERLINK("x")', -1.5],
        ['<b>&', 1],
      ],
    };
    expect(toHtmlTable(table, 'rtl')).toContain(
      `<tr><td>'=HYPERLINK(&quot;x&quot;)</td><td dir="ltr">-1.5</td></tr><tr><td>&lt;b&gt;&amp;</td>`,
    );
    const dated = { ...mentions, columns: [{ key: 'date', title: 'x', kind: 'date' as const }] };
    expect(toCsv({ ...dated, rows: [['=1+1'], ['2025-01-02']] })).toBe(
      "\ufeffdate\r\n'=1+1\r\n2025-01-02\r\n",
    );
  });

  it('write plain numbers only', () => {
    const table = { ...mentions, columns: [{ key: 'n', title: 'n', kind: 'number' as const }] };
    const rows = [[-0.0000001], [1e21], [NaN], [-6.833], ['-6.833']];
    expect(toTsv({ ...table, rows })).toBe('n\n-0.0000001\n1000000000000000000000\n\n-6.833\n-6.833');
  });

  it('write texts into XLSX as texts that Excel opens', async () => {
    const texts = ['=1+1', '📍 حلب\u000b\u0000', 'x'.repeat(40_000), '<&>'];
    const table = { ...mentions, columns: mentions.columns.slice(0, 1), rows: texts.map((text) => [text]) };
    const blob = await toXlsx(table, { rightToLeft: false });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const sheet = unzip(bytes, 'xl/worksheets/sheet1.xml');
    const strings = unzip(bytes, 'xl/sharedStrings.xml');
    expect(sheet).not.toContain('<f>');
    expect(sheet).not.toMatch(/rightToLeft="(?:1|true)"/);
    expect(strings).toContain('>=1+1<');
    expect(strings).toContain('>📍 حلب<');
    expect(strings).toContain('&lt;&amp;&gt;');
    expect(/x{3,}/.exec(strings)?.[0].length).toBe(32_767);
  });

  it('quote by RFC 4180', () => {
    const table = { ...mentions, rows: [['a"b', 1, 2, 'x', 'one\ntwo,three']] };
    expect(toCsv(table)).toContain('"a""b",1,2,x,"one\ntwo,three"');
    expect(toTsv(table)).toContain('one two,three');
  });
});

describe('serializeProject', () => {
  it('leaves deleted texts behind', () => {
    const gone: Document = { ...document, id: 'gone', textKey: 'g', text: 'سر', deletedAt: 5 };
    const file = serializeProject({
      documents: [document, gone],
      runs: [],
      edits: [],
      links: [{ ...link, documentId: 'gone', id: 'gone:r:0' }],
    });
    expect(file).not.toContain('سر');
    expect(file).not.toContain('gone');
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
    [{ kind: 'mawdi-project', version: 0 }, 'file/project-version'],
    [{ kind: 'mawdi-project', version: 1, documents: {} }, 'file/project-damaged'],
    [{ kind: 'mawdi-project', version: 1, documents: [document, document] }, 'file/project-damaged'],
    [
      { kind: 'mawdi-project', version: 1, documents: [document], links: [{ ...link, end: 999 }] },
      'file/project-damaged',
    ],
  ])('refuses %j', (value, code) => {
    expect(parse(value)).toMatchObject({ ok: false, error: { code } });
  });

  it('reads files of the first form, which had a list of own places that no page ever filled', () => {
    const old = { kind: 'mawdi-project', version: 1, documents: [document], userPlaces: [] };
    expect(parse(old)).toEqual({
      ok: true,
      value: { documents: [document], runs: [], edits: [], links: [] },
    });
  });

  it('reads back whatever was saved, though a record in the store was beyond use', () => {
    const beyond = { ...link, id: 'beyond', end: rawOffset(999) };
    const orphan = { ...link, id: 'orphan', documentId: 'gone' };
    const project: Project = {
      documents: [document],
      runs: [],
      edits: [],
      links: [link, beyond, orphan],
    };
    expect(parse(serializeProject(project))).toEqual({ ok: true, value: { ...project, links: [link] } });
  });
});
