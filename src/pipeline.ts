import type {
  Link,
  Linker,
  OnProgress,
  PlaceKnowledge,
  Run,
  Segment,
  SegmentTags,
  Span,
  Tagger,
  TagStats,
} from './domain';
import { schemeOf, WINDOW_LIMITS } from './model';
import { decodeSpans, stemOf, type IsKnownName, toMentions } from './spans';
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
  /** All spans so far, after each batch of sentences. */
  readonly onSpans?: (spans: readonly Span[]) => void;
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
  const spans: Span[] = [];
  let tokens = 0;
  let words = 0;
  // A guess from the length until the real count is known; Arabic news has about six characters a word.
  const expected = Math.max(1, Math.round(raw.length / 6));
  const report = () => options.onProgress?.({ phase: 'tag', done: words, total: Math.max(words, expected) });
  report();
  for (const segments of documentBatches({ text: raw, ...(testSet === undefined ? {} : { testSet }) })) {
    const bySegment = new Map<number, Segment>(segments.map((segment) => [segment.index, segment]));
    const tagged = tagger.tag({ documentId, raw, segments, scheme: scheme.id }, signal);
    const stats = await drain(tagged, (tags) => {
      const segment = bySegment.get(tags.segmentIndex);
      if (!segment) return;
      spans.push(...decodeSpans(tags, segment, scheme, raw));
      words += segment.words.length;
      report();
    });
    tokens += stats.tokens;
    options.onSpans?.([...spans]);
  }
  return {
    id: crypto.randomUUID(),
    documentId,
    modelId: info.id,
    modelSha256: info.sha256,
    scheme: scheme.id,
    settings: { maxWindowTokens: WINDOW_LIMITS.maxTokens, overlapWords: WINDOW_LIMITS.overlapWords },
    spans: await withKnownStems(raw, spans, options.knownNames),
    timing: { startedAt, elapsedMs: Date.now() - startedAt, tokens, words, threads: info.threads },
  };
}

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
