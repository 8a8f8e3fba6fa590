import { createHash } from 'node:crypto';
import { importGold, stampEdits } from '../../src/correction';
import { rawOffset, type Document, type Edit, type Mark, type Run, type Span } from '../../src/domain';
import { bioToSpans } from '../../src/evaluation';
import { serializeProject } from '../../src/exchange';
import { segmentWords, textKeySource } from '../../src/text';

/** One sentence with two taggings of its words. */
export interface TaggedSentence {
  readonly words: readonly string[];
  readonly gold: readonly string[];
  readonly predicted: readonly string[];
  /** What the second scheme of the model says; nothing without it. */
  readonly other?: readonly string[];
}

export interface MeasuredText {
  readonly title: string;
  readonly sentences: readonly TaggedSentence[];
  /** Name of the labelled file; a person's own text without it. */
  readonly testSet?: string;
  /** Who read it: by default one person on one device. */
  readonly readers?: readonly { readonly actor: string; readonly deviceId: string }[];
}

let made = 0;
const newId = (): string => {
  made += 1;
  return `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`;
};

/** A score that looks like a model's: sure where it is right, less so where it is wrong; the same at every call. */
const scoreOf = (at: number, isRight: boolean): number =>
  isRight ? 0.72 + ((at * 37) % 28) / 100 : 0.38 + ((at * 53) % 57) / 100;

function spansOf(
  words: readonly { readonly start: number; readonly end: number }[],
  tags: readonly string[],
  goldTags: readonly string[],
  raw: string,
): Span[] {
  const gold = bioToSpans(goldTags);
  return bioToSpans(tags).map(({ start, end, label }) => {
    const from = rawOffset(words[start]?.start ?? 0);
    const to = rawOffset(words[end - 1]?.end ?? 0);
    const isRight = gold.some((own) => own.start === start && own.end === end && own.label === label);
    const score = scoreOf(from, isRight);
    const stem = { start: from, end: to, text: raw.slice(from, to) };
    return { start: from, end: to, label, score, margin: score / 2, runnerUp: 'O', stem };
  });
}

/** A project file with texts that were read to the end, with the results of a model: what a person would open. */
export function measuredProject(texts: readonly MeasuredText[], modelId = 'newsroom-small'): string {
  const documents: Document[] = [];
  const runs: Run[] = [];
  const edits: Edit[] = [];
  let lamport = 1;
  for (const { title, sentences, testSet, readers } of texts) {
    const { raw, segments } = segmentWords(sentences.map(({ words }) => words));
    const documentId = newId();
    documents.push({
      id: documentId,
      title,
      text: raw,
      textKey: createHash('sha256')
        .update(`${title} ${textKeySource(raw)}`)
        .digest('hex'),
      source: { outlet: '', url: '', published: '' },
      language: 'ar',
      sideBlocks: [],
      createdAt: 1,
      updatedAt: 1,
      deletedAt: 0,
      ...(testSet === undefined ? {} : { testSet, scheme: 'newsroom' }),
    });
    const under = (scheme: string, tagsOf: (sentence: TaggedSentence) => readonly string[]): Run => ({
      id: newId(),
      documentId,
      modelId,
      modelSha256: '0'.repeat(64),
      scheme,
      settings: { maxWindowTokens: 128, overlapWords: 24 },
      spans: sentences.flatMap((sentence, i) =>
        spansOf(segments[i]?.words ?? [], tagsOf(sentence), sentence.gold, raw),
      ),
      timing: { startedAt: scheme === 'newsroom' ? 2 : 1, elapsedMs: 1, tokens: 1, words: 1, threads: 1 },
    });
    const run = under('newsroom', ({ predicted }) => predicted);
    runs.push(run);
    if (sentences.some(({ other }) => other)) runs.push(under('anercorp', (s) => s.other ?? s.predicted));
    const people = readers ?? [{ actor: '', deviceId: 'device-one' }];
    people.forEach(({ actor, deviceId }, person) => {
      const marks = sentences.flatMap(({ gold, predicted }, i): Omit<Mark, 'origin'>[] =>
        // A second person leaves every fourth sentence as the model had it.
        spansOf(segments[i]?.words ?? [], person > 0 && i % 4 === 0 ? predicted : gold, gold, raw).map(
          ({ start, end, label, stem }) => ({ start, end, label, stem }),
        ),
      );
      const drafts = importGold(
        documentId,
        marks,
        segments.map(({ start }) => start),
      );
      edits.push(
        ...stampEdits(drafts, {
          baseRunId: run.id,
          scheme: 'newsroom',
          deviceId,
          actor,
          at: 1,
          firstLamport: lamport,
          batchId: newId(),
          newId,
        }),
      );
      lamport += drafts.length;
    });
  }
  return serializeProject({ documents, runs, edits, links: [] });
}
