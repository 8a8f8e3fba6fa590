import {
  rawOffset,
  type Candidate,
  type Document,
  type Place,
  type Run,
  type StoredLink,
} from '../../../src/domain';
import type { App } from '../../../src/ui/state/app.svelte';

const place = (id: string, country: string, lat: number): Candidate => ({
  ...{ id, name: 'الجديدة', lat, lon: 10, level: 'town', country, within: `ولاية ${id}` },
  ...{ score: 0.4, reasons: [{ code: 'exactName' }], match: 'exact', populationDigits: 0, flags: [] },
  ...{ adm1: null, adm2: null, adm3: null, uncertaintyM: null },
});

/** Three places of one name. */
export const CANDIDATES: readonly Candidate[] = [
  { ...place('wof:1', 'MA', 33), score: 0.7 },
  place('wof:2', 'SY', 36),
  place('wof:3', 'SD', 15),
];

export const plain = ({ id, name, lat, lon, level, country }: Place): Place => ({
  ...{ id, name, lat, lon, level, country },
});

/** Stores a run whose places are all occurrences of a name, each linked to the first candidate. */
export async function putPlaces(
  app: App,
  document: Document,
  name = 'الجديدة',
  change: Partial<Place> = {},
): Promise<Run> {
  const starts = [...document.text.matchAll(new RegExp(name, 'g'))].map(({ index }) => index);
  const ranges = starts.map((start) => ({ start: rawOffset(start), end: rawOffset(start + name.length) }));
  const run: Run = {
    id: crypto.randomUUID(),
    documentId: document.id,
    modelId: 'fake',
    modelSha256: '',
    scheme: 'newsroom',
    settings: { maxWindowTokens: 128, overlapWords: 24 },
    spans: ranges.map((range) => ({
      ...{ ...range, label: 'LOC', score: 0.9, margin: 0.8, runnerUp: 'O' },
      stem: { ...range, text: name },
    })),
    timing: { startedAt: Date.now() + 5000, elapsedMs: 1, tokens: 1, words: 1, threads: 1 },
  };
  const [first] = CANDIDATES;
  const links = ranges.map((range): StoredLink => ({
    ...{ ...range, id: `${document.id}:${run.id}:${range.start}`, documentId: document.id, runId: run.id },
    ...{
      surface: name,
      toponym: name,
      place: first ? { ...plain(first), name, ...change } : null,
      score: 0.7,
    },
    ...{ reasons: [{ code: 'exactName' }], candidates: [...CANDIDATES], origin: 'predicted' },
  }));
  await app.services.store.putRun(run);
  await app.services.store.putLinks(run.id, links);
  return run;
}
