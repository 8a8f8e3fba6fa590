import type { Label } from '../domain';
import { bioRanges, labelOf } from '../spans';

/** Anything with borders `[start, end)` and a label; the unit (words, characters) is the caller's, one for all. */
export interface LabelledRange {
  readonly start: number;
  readonly end: number;
  readonly label: Label;
}

export interface BioOptions {
  /** Drops what no `B-` opens, as seqeval's strict IOB2 mode does. Default: a stray `I-` starts a span. */
  readonly strictIob2?: boolean;
}

/**
 * Spans of one sentence's IOB2 tags, in words. Default: as conlleval and seqeval 1.2.2 read them; strict: as
 * seqeval 1.2.2 with `mode='strict', scheme=IOB2`.
 */
export function bioToSpans(tags: readonly string[], options: BioOptions = {}): LabelledRange[] {
  if (!options.strictIob2)
    return bioRanges(tags).map(({ first, last, label }) => ({ start: first, end: last + 1, label }));
  const spans: { start: number; end: number; label: Label }[] = [];
  tags.forEach((tag, i) => {
    if (tag === 'O') return;
    const label = labelOf(tag);
    const open = spans.at(-1);
    if (tag.startsWith('B-')) spans.push({ start: i, end: i + 1, label });
    else if (open && open.end === i && open.label === label) open.end = i + 1;
  });
  return spans;
}
