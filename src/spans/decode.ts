import {
  rawOffset,
  type Label,
  type Scheme,
  type Segment,
  type SegmentTags,
  type Span,
  type Stem,
} from '../domain';
import { stripClitics } from '../text';

/** Tells names that must not lose their first letter; nothing is known without a list of names. */
export type IsKnownName = (name: string) => boolean;
const NOTHING_KNOWN: IsKnownName = () => false;

/** `B-LOC` and `I-LOC` are the label `LOC`; `O` is itself. */
export const labelOf = (tag: string): Label => (tag === 'O' ? 'O' : tag.slice(2));

/** Runs of words under one label. A stray `I-x` starts a span, as conlleval reads it. */
export function bioRanges(tags: readonly string[]): { first: number; last: number; label: Label }[] {
  const ranges: { first: number; last: number; label: Label }[] = [];
  tags.forEach((tag, i) => {
    if (tag === 'O') return;
    const label = labelOf(tag);
    const open = ranges.at(-1);
    if (tag.startsWith('I-') && open && open.last === i - 1 && open.label === label) open.last = i;
    else ranges.push({ first: i, last: i, label });
  });
  return ranges;
}

/**
 * Spans of one segment. Score = mean over the words of P(B-x) + P(I-x); the runner-up is the label (or `O`) with the
 * highest mean among the others, the margin what the score is ahead of it. Borders are word borders.
 */
export function decodeSpans(
  tags: SegmentTags,
  segment: Segment,
  scheme: Scheme,
  raw: string,
  isKnownName: IsKnownName = NOTHING_KNOWN,
): Span[] {
  const spans: Span[] = [];
  for (const { first, last, label } of bioRanges(tags.tags)) {
    const from = segment.words[first];
    const to = segment.words[last];
    if (!from || !to) continue;
    const means = meansByLabel(tags.probabilities, scheme, first, last);
    const score = means.get(label) ?? 0;
    let runnerUp: Label = 'O';
    let second = -1;
    for (const [other, mean] of means) {
      if (other === label || mean <= second) continue;
      runnerUp = other;
      second = mean;
    }
    spans.push({
      start: from.start,
      end: to.end,
      label,
      score,
      margin: score - Math.max(0, second),
      runnerUp,
      stem: stemOf(raw, from.start, to.end, label, isKnownName),
    });
  }
  return spans;
}

function meansByLabel(
  probabilities: Float32Array,
  scheme: Scheme,
  first: number,
  last: number,
): Map<Label, number> {
  const means = new Map<Label, number>();
  const width = scheme.labels.length;
  const words = last - first + 1;
  for (let word = first; word <= last; word++) {
    scheme.labels.forEach((tag, i) => {
      const label = labelOf(tag);
      means.set(label, (means.get(label) ?? 0) + (probabilities[word * width + i] ?? 0) / words);
    });
  }
  return means;
}

/** ف and ك with ل begin foreign names (فالنتينا, كالفن) far more often than they are attached to a person. */
const FOREIGN_PERSON = /^[فك]\p{M}*[اآ]ل/u;

/**
 * The name without clitics. People keep their first letter unless the article follows (وليد, كمال are names): a list
 * of places must not decide over them.
 */
export function stemOf(
  raw: string,
  start: number,
  end: number,
  label: Label,
  isKnownName: IsKnownName,
): Stem {
  const surface = raw.slice(start, end);
  const known = label === 'PER' ? NOTHING_KNOWN : isKnownName;
  const isWhole = label === 'PER' && FOREIGN_PERSON.test(surface);
  const stripped = stripClitics(surface, isWhole ? () => true : known);
  return {
    start: rawOffset(start + stripped.start),
    end: rawOffset(start + stripped.end),
    text: stripped.text,
  };
}
