import { rawOffset, type Document, type Range, type RawOffset, type Segment, type Word } from '../domain';
import { linesOf } from './lines';
import { sentenceEnds } from './sentences';
import { joinWrapped } from './unwrap';
import { wordsIn } from './words';

/** Characters after which a batch of segments is handed over: about 20 ms of work on a slow machine. */
const BATCH_CHARACTERS = 12_000;

/**
 * Sentences of a text in batches, so that a caller can let other work go between them. Lines that a program wrapped
 * are joined for this purpose only; a blank line, and any other line break, ends a sentence.
 */
export function* segmentBatches(raw: string): Generator<Segment[]> {
  const lines = linesOf(raw);
  let batch: Segment[] = [];
  let batchStart = 0;
  let index = 0;
  for (const [first, last] of joinWrapped(raw, lines)) {
    const from = lines[first]?.start ?? 0;
    const to = lines[last]?.end ?? raw.length;
    let start = from;
    for (const end of sentenceEnds(raw, from, to)) {
      const segment = toSegment(raw, start, end, index);
      start = end;
      if (!segment) continue;
      batch.push(segment);
      index += 1;
      if (segment.end - batchStart > BATCH_CHARACTERS) {
        yield batch;
        batch = [];
        batchStart = segment.end;
      }
    }
  }
  if (batch.length > 0) yield batch;
}

/**
 * Sentences of a text, each with its words. Every word of the text is in exactly one segment, in order, and
 * `raw.slice(word.start, word.end) === word.surface`. Linear in the length of the text.
 */
export function segmentText(raw: string): Segment[] {
  return [...segmentBatches(raw)].flat();
}

/** Sentences of a document in batches: of a labelled file those of the file, else those that its text suggests. */
export function* documentBatches(document: Pick<Document, 'text' | 'testSet'>): Generator<Segment[]> {
  if (document.testSet === undefined) yield* segmentBatches(document.text);
  else yield segmentLines(document.text);
}

/** All sentences of a document, each with its words. */
export function segmentDocument(document: Pick<Document, 'text' | 'testSet'>): Segment[] {
  return [...documentBatches(document)].flat();
}

/** The segments that {@link segmentWords} made, from its text alone: one sentence a line, words apart by one space. */
function segmentLines(raw: string): Segment[] {
  if (raw === '') return [];
  return segmentWords(raw.split('\n').map((line) => line.split(' '))).segments;
}

/** Segments from a file's own words: words joined by a space, sentences by a newline; one word stays one word. */
export function segmentWords(sentences: readonly (readonly string[])[]): {
  raw: string;
  segments: Segment[];
} {
  const segments: Segment[] = [];
  let raw = '';
  for (const sentence of sentences) {
    if (sentence.length === 0) continue;
    if (raw !== '') raw += '\n';
    const start = raw.length;
    const words: Word[] = sentence.map((surface, i) => {
      if (i > 0) raw += ' ';
      const at = raw.length;
      raw += surface;
      return { start: rawOffset(at), end: rawOffset(raw.length), surface };
    });
    segments.push({ index: segments.length, start: rawOffset(start), end: rawOffset(raw.length), words });
  }
  return { raw, segments };
}

/** Characters on either side of an offset that are looked at for its sentence. */
const REACH = 2000;

/** The sentence that holds an offset; its line when the offset stands between sentences. */
export function sentenceAround(raw: string, offset: RawOffset): Range {
  const low = Math.max(0, offset - REACH);
  const high = Math.min(raw.length, offset + REACH);
  const lineStart = raw.slice(low, offset).search(/[^\r\n]*$/) + low;
  const lineEnd = offset + (/[\r\n]/.exec(raw.slice(offset, high))?.index ?? high - offset);
  let start = lineStart;
  for (const end of sentenceEnds(raw, lineStart, lineEnd)) {
    if (offset < end) return trimmed(raw, start, end);
    start = end;
  }
  return trimmed(raw, lineStart, lineEnd);
}

function trimmed(raw: string, start: number, end: number): Range {
  const piece = raw.slice(start, end);
  const lead = piece.length - piece.trimStart().length;
  const text = piece.trim();
  return { start: rawOffset(start + lead), end: rawOffset(start + lead + text.length) };
}

function toSegment(raw: string, start: number, end: number, index: number): Segment | null {
  const words = wordsIn(raw, rawOffset(start), rawOffset(end));
  const first = words[0];
  const last = words.at(-1);
  if (!first || !last) return null;
  return { index, start: first.start, end: last.end, words };
}
