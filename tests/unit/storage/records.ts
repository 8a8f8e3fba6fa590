import { rawOffset, type Document, type Edit, type Run, type StoredLink } from '../../../src/domain';
import { linkId } from '../../../src/storage';

export const document = (id: string, textKey: string, change: Partial<Document> = {}): Document => ({
  id,
  title: `عنوان ${id}`,
  text: `نص ${textKey}`,
  textKey,
  source: { outlet: '', url: '', published: '' },
  language: 'ar',
  sideBlocks: [],
  createdAt: 1,
  updatedAt: 1,
  deletedAt: 0,
  ...change,
});

export const run = (id: string, documentId: string, startedAt = 1, spans: Run['spans'] = []): Run => ({
  id,
  documentId,
  modelId: 'm',
  modelSha256: 'x',
  scheme: 'newsroom',
  settings: { maxWindowTokens: 128, overlapWords: 24 },
  spans,
  timing: { startedAt, elapsedMs: 1, tokens: 1, words: 1, threads: 1 },
});

export const link = (
  documentId: string,
  runId: string,
  start: number,
  lon = -1.5,
  change: Partial<StoredLink> = {},
): StoredLink => ({
  id: linkId(documentId, runId, start),
  documentId,
  runId,
  start: rawOffset(start),
  end: rawOffset(start + 3),
  surface: 'حلب',
  toponym: 'حلب',
  place: { id: 'wof:1', name: 'حلب', lat: 36.2, lon, level: 'town', country: 'SY' },
  score: 0.5,
  reasons: [{ code: 'exactName' }],
  candidates: [],
  origin: 'predicted',
  ...change,
});

export const edit = (id: string, documentId: string, lamport: number, change: Partial<Edit> = {}): Edit => ({
  id,
  documentId,
  baseRunId: 'r',
  scheme: 's',
  lamport,
  deviceId: 'd',
  actor: '',
  at: 0,
  batchId: id,
  revertOf: '',
  op: 'setTitle',
  before: null,
  after: 'x',
  ...change,
});
