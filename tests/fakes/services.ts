import {
  AppError,
  CORE_LABELS,
  rawOffset,
  type Inspection,
  type Link,
  type Run,
  type Span,
  type Word,
} from '../../src/domain';
import type { PackStore } from '../../src/gazetteer';
import { toMentions } from '../../src/spans';
import { openStore } from '../../src/storage';
import { wordsIn } from '../../src/text';
import type { Services } from '../../src/ui/services';

/** Services with the real store (on fake-indexeddb) and a model that calls every word beginning with ح a place. */
export async function fakeServices(
  name: string,
): Promise<Services & { failNextLoad: () => void; loads: () => number }> {
  const store = await openStore(name);
  let isFailing = false;
  let isPresent = false;
  let loads = 0;
  return {
    store,
    baseUrl: '/',
    failNextLoad: () => (isFailing = true),
    loads: () => loads,
    model: {
      identity: () =>
        Promise.resolve({
          id: 'fake',
          schemes: ['newsroom', 'anercorp'],
          defaultScheme: 'newsroom',
          labels: { newsroom: [...CORE_LABELS], anercorp: [...CORE_LABELS] },
        }),
      seenFilter: () => Promise.resolve(null),
      presence: () => Promise.resolve({ bytesPresent: isPresent ? 100 : 0, bytesTotal: 100 }),
      load: (onProgress, signal) => {
        loads += 1;
        onProgress({ phase: 'download', done: 50, total: 100 });
        if (isFailing) {
          isFailing = false;
          return Promise.reject(new AppError('model/offline'));
        }
        if (signal.aborted) return Promise.reject(new AppError('tag/cancelled'));
        isPresent = true;
        return Promise.resolve();
      },
      shelf: () => Promise.reject(new AppError('internal')),
      remove: () => {
        isPresent = false;
        return Promise.resolve();
      },
    },
    openPacks: () => Promise.resolve(fakePacks()),
    reloadPlaces: () => Promise.resolve(),
    places: {
      search: () => Promise.resolve([]),
      describe: () => Promise.resolve(new Map()),
      englishOf: (names) =>
        Promise.resolve(new Map(names.flatMap((name) => (name === 'قسد' ? [[name, 'SDF'] as const] : [])))),
      outlines: () => Promise.resolve(new Map()),
    },
    link: (document, run): Promise<Link[]> =>
      Promise.resolve(
        toMentions(document.id, document.text, run.spans)
          .filter(({ label }) => label === 'LOC')
          .map(({ documentId, start, end, surface }) => ({
            documentId,
            start,
            end,
            surface,
            toponym: surface,
            place: {
              id: `mawdi:${surface}`,
              name: surface,
              lat: 36,
              lon: -6.8,
              level: 'town' as const,
              country: null,
            },
            score: 1,
            reasons: [],
            candidates: [],
          })),
      ),
    tag: (document, { onProgress, scheme = 'newsroom' }): Promise<Run> => {
      const words = wordsIn(document.text, rawOffset(0), rawOffset(document.text.length));
      onProgress({ phase: 'tag', done: words.length, total: words.length });
      return Promise.resolve({
        id: crypto.randomUUID(),
        documentId: document.id,
        modelId: 'fake',
        modelSha256: '',
        scheme,
        settings: { maxWindowTokens: 128, overlapWords: 24 },
        spans: words
          .filter((word) => word.surface.startsWith('ح'))
          .map(({ start, end, surface }, i) => ({
            start,
            end,
            label: i % 2 === 0 ? 'LOC' : 'PER',
            score: i % 2 === 0 ? 0.95 : 0.5,
            margin: 0.4,
            runnerUp: 'O',
            stem: { start, end, text: surface },
          })),
        timing: { startedAt: Date.now(), elapsedMs: 1, tokens: 1, words: words.length, threads: 1 },
      });
    },
    tagSentences: ({ batches, onWords, signal }): Promise<Span[]> => {
      if (signal.aborted) return Promise.reject(new AppError('tag/cancelled'));
      const words = batches.flat().flatMap((segment) => segment.words);
      onWords(words.length);
      return Promise.resolve(
        words
          .filter((word) => word.surface.startsWith('ح'))
          .map(({ start, end, surface }) => ({
            start,
            end,
            label: 'LOC',
            score: 0.95,
            margin: 0.9,
            runnerUp: 'O',
            stem: { start, end, text: surface },
          })),
      );
    },
    inspect: ({ segments, segmentIndex, scheme }): Promise<Inspection> => {
      const words = segments.find(({ index }) => index === segmentIndex)?.words ?? [];
      const isPlace = ({ surface }: Word) => surface.startsWith('ح');
      const rows = words.map((word) => (isPlace(word) ? [0.1, 0.6, 0.3] : [0.95, 0.03, 0.02]));
      return Promise.resolve({
        scheme: { id: scheme, offset: 0, labels: ['O', 'B-LOC', 'I-LOC'] },
        // As if the sentence had been cut: the second window sees the last word once more.
        windows: [
          { tokens: 128, sentences: 1 },
          { tokens: 40, sentences: 1 },
        ],
        words: words.map(({ surface }, i) => {
          const probabilities = Float32Array.from(rows[i] ?? []);
          const first = {
            window: 0,
            fromEdge: words.length - 1 - i,
            isUsed: i < words.length - 1,
            probabilities,
          };
          return {
            tokens: [
              { piece: `▁${surface.slice(0, 2)}`, isUnknown: false },
              { piece: surface.slice(2), isUnknown: i === 0 },
            ].filter(({ piece }) => piece !== ''),
            readings:
              i < words.length - 1
                ? [first]
                : [first, { window: 1, fromEdge: 1, isUsed: true, probabilities }],
          };
        }),
        tags: {
          segmentIndex,
          tags: words.map((word) => (isPlace(word) ? 'B-LOC' : 'O')),
          probabilities: Float32Array.from(rows.flat()),
        },
      });
    },
    geocode: (rows, { signal, onProgress }) => {
      if (signal.aborted) return Promise.reject(new AppError('tag/cancelled'));
      onProgress?.({ phase: 'link', done: rows.length, total: rows.length });
      return Promise.resolve(
        rows.map(({ id }) => ({ id, place: null, score: 0, isWider: false, links: [], isSentence: false })),
      );
    },
    storeSample: () => Promise.reject(new AppError('internal')),
  };
}

/** No packs. */
const fakePacks = (): PackStore => ({
  list: () => Promise.resolve([]),
  install: () => Promise.resolve(),
  remove: () => Promise.resolve(),
});
