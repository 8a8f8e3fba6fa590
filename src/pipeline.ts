import type {
  Link,
  Linker,
  OnProgress,
  PlaceKnowledge,
  PartialRun,
  Run,
  Segment,
  SegmentTags,
  Span,
  Tagger,
  TagStats,
} from './domain';
import { schemeOf } from './model';
import { decodeSpans, stemOf, type IsKnownName, toMentions, withConfidence } from './spans';
import { documentBatches } from './text';

/** What one document needs to go through the stages. */
export interface TagDocumentOptions {
  readonly documentId: string;
  readonly raw: string;
  /** Name of the labelled file that the text came from: then its own words and sentences are tagged. */
  readonly testSet?: string | undefined;
  readonly tagger: Tagger;
  /** Default: the model's own. */
  readonly scheme?: string;
  readonly signal: AbortSignal;
  readonly onProgress?: OnProgress;
  /** All spans so far, after each batch of sentences, their scores as chances of being right. */
  readonly onSpans?: (spans: readonly Span[]) => void;
  /** What an earlier reading of the text had found: the reading goes on from there, where model and scheme are the same. */
  readonly from?: PartialRun | undefined;
  /** What has been found up to the end of a model call, at intervals; `id` is that of the run to come. */
  readonly onPartial?: (partial: PartialRun) => void;
  /** Milliseconds between two of them at least. */
  readonly keepMs?: number;
  /** Which of these names are in the list of places; without it only the article decides about clitics. */
  readonly knownNames?: (names: readonly string[]) => Promise<ReadonlySet<string>>;
}

/**
 * One document through segmentation, tagging and decoding. Sentences go in batches, so that a long text never holds
 * the page; progress counts words, sentence by sentence. Rejects with what the tagger rejects with, `tag/cancelled` on abort.
 */
export async function tagDocument(options: TagDocumentOptions): Promise<Run> {
  const { raw, testSet, tagger, signal, documentId } = options;
  const startedAt = Date.now();
  const info = await tagger.load(options.onProgress ?? (() => {}), signal);
  const scheme = schemeOf(info, options.scheme);
  const from = isSameReading(options.from, documentId, info.sha256, scheme.id) ? options.from : undefined;
  const upTo = from?.upTo ?? 0;
  const spans: Span[] = [...(from?.spans ?? [])];
  let tokens = from?.timing.tokens ?? 0;
  let words = from?.timing.words ?? 0;
  const run = (): Run => ({
    id: crypto.randomUUID(),
    documentId,
    modelId: info.id,
    modelSha256: info.sha256,
    scheme: scheme.id,
    settings: {
      ...info.windows,
      ...(scheme.calibration ? { calibration: scheme.calibration } : {}),
    },
    spans: [...spans],
    timing: {
      startedAt: from?.timing.startedAt ?? startedAt,
      elapsedMs: Date.now() - startedAt + (from?.timing.elapsedMs ?? 0),
      tokens,
      words,
      threads: info.threads,
    },
  });
  const { keepMs = KEEP_MS } = options;
  let keptAt = startedAt;
  // A guess from the length until the real count is known; Arabic news has about six characters a word.
  const expected = Math.max(1, Math.round(raw.length / 6));
  const report = () => options.onProgress?.({ phase: 'tag', done: words, total: Math.max(words, expected) });
  report();
  for (const batch of documentBatches({ text: raw, ...(testSet === undefined ? {} : { testSet }) })) {
    const segments = batch.filter((segment) => segment.start >= upTo);
    if (segments.length === 0) continue;
    const bySegment = new Map<number, Segment>(segments.map((segment) => [segment.index, segment]));
    const tagged = tagger.tag({ documentId, raw, segments, scheme: scheme.id }, signal);
    await drain(tagged, (tags) => {
      const segment = bySegment.get(tags.segmentIndex);
      if (!segment) return;
      spans.push(...decodeSpans(tags, segment, scheme, raw));
      words += segment.words.length;
      tokens += tags.tokensToHere ?? 0;
      report();
      // The more there is to copy, the longer the pause.
      if (tags.tokensToHere === undefined || Date.now() - keptAt < keepMs + spans.length / 2) return;
      keptAt = Date.now();
      options.onPartial?.({ ...run(), upTo: segment.end });
    });
    options.onSpans?.([...withConfidence(spans, scheme.calibration)]);
  }
  const whole = run();
  return { ...whole, spans: await withKnownStems(raw, whole.spans, options.knownNames) };
}

/** Milliseconds between two times that the reading is kept. */
const KEEP_MS = 4000;

const isSameReading = (
  from: PartialRun | undefined,
  documentId: string,
  modelSha256: string,
  scheme: string,
): from is PartialRun =>
  from?.documentId === documentId && from.modelSha256 === modelSha256 && from.scheme === scheme;

/** Sentences to read again as they stand. */
export interface TagSentencesOptions extends Pick<TagDocumentOptions, 'raw' | 'tagger' | 'signal'> {
  /** Tells this reading from others: a newer one under the same id supersedes it. */
  readonly readingId: string;
  readonly scheme: string;
  /** Sentences that are handed over together, in order: {@link documentBatches}, or those in another spelling. */
  readonly batches: readonly (readonly Segment[])[];
  /** Words read so far. */
  readonly onWords?: (words: number) => void;
}

/** Spans of given sentences; nothing is stored. Rejects as {@link tagDocument} does. */
export async function tagSentences(options: TagSentencesOptions): Promise<Span[]> {
  const { raw, tagger, signal, readingId, batches } = options;
  const scheme = schemeOf(await tagger.load(() => {}, signal), options.scheme);
  const spans: Span[] = [];
  let words = 0;
  for (const segments of batches) {
    const bySegment = new Map(segments.map((segment) => [segment.index, segment]));
    await drain(tagger.tag({ documentId: readingId, raw, segments, scheme: scheme.id }, signal), (tags) => {
      const segment = bySegment.get(tags.segmentIndex);
      if (!segment) return;
      spans.push(...decodeSpans(tags, segment, scheme, raw));
      words += segment.words.length;
      options.onWords?.(words);
    });
  }
  return spans;
}

/** Every value to `take`, then the counts. Should `take` throw, the tagger is told that nobody listens any more. */
async function drain(
  tagged: AsyncGenerator<SegmentTags, TagStats>,
  take: (tags: SegmentTags) => void,
): Promise<TagStats> {
  try {
    let step: IteratorResult<SegmentTags, TagStats>;
    while (!(step = await tagged.next()).done) take(step.value);
    return step.value;
  } catch (thrown) {
    await tagged.return({ tokens: 0, threads: 0 });
    throw thrown;
  }
}

/** Spans whose clitics are looked at before other work is let in: a few milliseconds. */
const STEM_SLICE = 1000;

/** Lets input and painting go first. */
const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Asks once for all names of the document, then takes clitics off again with that knowledge. */
async function withKnownStems(
  raw: string,
  spans: readonly Span[],
  knownNames: TagDocumentOptions['knownNames'],
): Promise<readonly Span[]> {
  if (!knownNames) return spans;
  const asked = new Set<string>();
  const note: IsKnownName = (name) => {
    asked.add(name);
    return false;
  };
  for (const [i, { start, end, label }] of spans.entries()) {
    if (i % STEM_SLICE === STEM_SLICE - 1) await nextTask();
    stemOf(raw, start, end, label, note);
  }
  const known = await knownNames([...asked]);
  const stemmed: Span[] = [];
  for (const span of spans) {
    if (stemmed.length % STEM_SLICE === STEM_SLICE - 1) await nextTask();
    const stem = stemOf(raw, span.start, span.end, span.label, (name) => known.has(name));
    stemmed.push({ ...span, stem });
  }
  return stemmed;
}

/** What a tagged document needs to find its places. */
export interface LinkDocumentOptions {
  readonly documentId: string;
  readonly raw: string;
  readonly run: Run;
  readonly linker: Linker;
  /** ISO date of publication, or empty. */
  readonly date: string;
  /** Default: none. */
  readonly knowledge?: PlaceKnowledge;
  readonly signal: AbortSignal;
}

/** Links of all places of a run, one per mention, in order. Rejects with what the linker rejects with. */
export async function linkDocument(options: LinkDocumentOptions): Promise<Link[]> {
  const { documentId, raw, run, linker, date, signal } = options;
  const places = run.spans.filter((span) => span.label === 'LOC');
  const mentions = toMentions(documentId, raw, places);
  // The linker reads around each mention in the raw text; sentences would only be copied for nothing.
  const known = options.knowledge ?? { focus: [], userChoices: {}, ownPlaces: [] };
  return linker.link({ documentId, raw, segments: [], mentions, date, ...known }, signal);
}
