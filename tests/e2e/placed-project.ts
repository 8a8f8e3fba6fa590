import { createHash } from 'node:crypto';
import {
  rawOffset,
  type Document,
  type KeptCandidate,
  type Place,
  type Reason,
  type Run,
  type StoredLink,
} from '../../src/domain';
import { serializeProject } from '../../src/exchange';
import { textKeySource } from '../../src/text';

/** A mention of a place; without `place` it stays off the map. */
export interface PlacedName {
  readonly name: string;
  readonly place?: Place;
  readonly score?: number;
  readonly reasons?: readonly Reason[];
  readonly adm1?: KeptCandidate['adm1'];
  readonly adm2?: KeptCandidate['adm2'];
  /** Further places of the name. */
  readonly others?: readonly Place[];
}

export interface PlacedText {
  readonly title: string;
  /** ISO date, or empty. */
  readonly published: string;
  readonly names: readonly PlacedName[];
}

/** A project file with texts whose places are found already: no model is needed to look at the map. */
export function placedProject(texts: readonly PlacedText[]): string {
  const documents: Document[] = [];
  const runs: Run[] = [];
  const links: StoredLink[] = [];
  texts.forEach(({ title, published, names }, at) => {
    const documentId = `00000000-0000-4000-9000-${String(at).padStart(12, '0')}`;
    const runId = `00000000-0000-4000-a000-${String(at).padStart(12, '0')}`;
    let text = `${title}\n\n`;
    const ranges = names.map(({ name }, i) => {
      text += i === 0 ? 'وردت أنباء من ' : '، ثم من ';
      const start = rawOffset(text.length);
      text += name;
      return { start, end: rawOffset(text.length), text: name };
    });
    text += '.';
    documents.push({
      id: documentId,
      title,
      text,
      textKey: createHash('sha256').update(textKeySource(text)).digest('hex'),
      source: { outlet: '', url: '', published },
      language: 'ar',
      sideBlocks: [],
      createdAt: 1 + at,
      updatedAt: 1 + at,
      deletedAt: 0,
    });
    runs.push({
      id: runId,
      documentId,
      modelId: 'newsroom-small',
      modelSha256: '0'.repeat(64),
      scheme: 'newsroom',
      settings: { maxWindowTokens: 128, overlapWords: 24 },
      spans: ranges.map(({ start, end, text: stem }) => ({
        start,
        end,
        label: 'LOC',
        score: 0.95,
        margin: 0.9,
        runnerUp: 'O',
        stem: { start, end, text: stem },
      })),
      timing: { startedAt: 1, elapsedMs: 1, tokens: 1, words: 1, threads: 1 },
    });
    names.forEach((named, i) => {
      const range = ranges[i];
      if (range) links.push(linkOf(named, { documentId, runId, start: range.start, end: range.end }));
    });
  });
  return serializeProject({ documents, runs, edits: [], links });
}

function linkOf(
  { name, place = undefined, score = 0.9, reasons, adm1 = null, adm2 = null, others = [] }: PlacedName,
  where: Pick<StoredLink, 'documentId' | 'runId' | 'start' | 'end'>,
): StoredLink {
  const why = reasons ?? [{ code: place ? 'exactName' : 'notInGazetteer' } as const];
  const own = place ? [{ ...place, within: adm1?.name ?? '', score, reasons: why, adm1, adm2 }] : [];
  return {
    ...where,
    id: `${where.documentId}:${where.runId}:${where.start}`,
    surface: name,
    toponym: name,
    place: place ?? null,
    score: place ? score : 0,
    reasons: why,
    candidates: [
      ...own,
      ...others.map((other) => ({ ...other, within: 'مكان آخر', score: 0.05, reasons: [] })),
    ],
    origin: 'predicted',
  };
}

const place = (
  id: string,
  name: string,
  level: Place['level'],
  lat: number,
  lon: number,
  country: string | null = 'SY',
): Place => ({ id, name, lat, lon, level, country });

const DEIR_EZ_ZOR = place('wof:85678381', 'دير الزور', 'governorate', 35.047, 40.385);
const ALEPPO = { id: 'wof:85678359', name: 'حلب' };
const MANBIJ = { id: 'wof:1108779205', name: 'منطقة منبج' };
const DAMASCUS = { id: 'wof:85678403', name: 'دمشق' };
const IDLIB = { id: 'wof:85678373', name: 'إدلب' };

/** Three texts: an area of which a part is meant, a doubtful name, a radius, neighbours, a district, another country. */
export const THREE_TEXTS: readonly PlacedText[] = [
  {
    title: 'قصف على الريف الشرقي',
    published: '2024-01-10',
    names: [
      {
        name: 'ريف دير الزور الشرقي',
        place: DEIR_EZ_ZOR,
        adm1: { id: DEIR_EZ_ZOR.id, name: 'دير الزور' },
        reasons: [{ code: 'sector', data: { direction: 'east' } }],
      },
      { name: 'حلب', place: place('wof:421202163', 'حلب', 'town', 36.206, 37.152), adm1: ALEPPO },
      {
        name: 'منبج',
        place: place('wof:1141906291', 'منبج', 'town', 36.526, 37.951),
        adm1: ALEPPO,
        adm2: MANBIJ,
        score: 0.4,
        others: [place('pcode:C1703', 'منبج', 'town', 36.4, 37.777)],
      },
      {
        name: 'الخفسة',
        place: place('mawdi:test-khafsa', 'الخفسة', 'town', 36.18, 38.05),
        adm1: ALEPPO,
        adm2: MANBIJ,
      },
      { name: 'حلب', place: place('wof:421202163', 'حلب', 'town', 36.206, 37.152), adm1: ALEPPO },
      { name: 'قرية العطالة' },
    ],
  },
  {
    title: 'أحياء العاصمة',
    published: '2024-03-02T09:00:00Z',
    names: [
      { name: 'دمشق', place: place('wof:421202165', 'دمشق', 'town', 33.517, 36.277), adm1: DAMASCUS },
      {
        name: 'جوبر',
        place: { ...place('mawdi:sy-jwbr', 'جوبر', 'quarter', 33.525, 36.33), uncertaintyM: 6000 },
        adm1: DAMASCUS,
      },
      { name: 'داريا', place: place('wof:890449861', 'داريا', 'town', 33.457, 36.24), adm1: DAMASCUS },
      { name: 'أم درمان', place: place('wof:890437895', 'أم درمان', 'town', 15.645, 32.478, 'SD') },
    ],
  },
  {
    title: 'نص بلا تاريخ',
    published: '',
    names: [
      { name: 'سراقب', place: place('wof:890449833', 'سراقب', 'town', 35.861, 36.806), adm1: IDLIB },
      { name: 'إدلب', place: place('wof:85678373', 'إدلب', 'governorate', 35.768, 36.672), adm1: IDLIB },
      { name: 'حلب', place: place('wof:421202163', 'حلب', 'town', 36.206, 37.152), adm1: ALEPPO },
      { name: 'خربة الجوز' },
    ],
  },
];
