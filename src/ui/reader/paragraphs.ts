import type { Origin, Range, SideBlock, Span } from '../../domain';

/** A span to draw; under correction with how it came to be. */
export type DrawnSpan = Span & { readonly origin?: Origin };

/** One block of the view: a run of whole lines, with the spans that lie in it. */
export interface Block extends Range {
  readonly spans: readonly DrawnSpan[];
  readonly side: SideBlock | null;
  /** True on the first lines of a side block: they carry its button. */
  readonly isSideStart: boolean;
}

/**
 * Distributes spans over paragraphs. A span that crosses a line break (hard-wrapped text) joins its
 * paragraphs, so that every mention is one element. Linear in paragraphs + spans.
 */
export function layOut(
  paragraphs: readonly Range[],
  spans: readonly DrawnSpan[],
  sideBlocks: readonly SideBlock[],
): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  let sideAt = 0;
  for (let i = 0; i < paragraphs.length; i++) {
    const first = paragraphs[i];
    if (!first) break;
    let end = first.end;
    const from = at;
    for (;;) {
      while (at < spans.length && (spans[at]?.start ?? Infinity) < end) at += 1;
      const last = spans[at - 1];
      const next = paragraphs[i + 1];
      if (at === from || !last || last.end <= end || !next) break;
      end = next.end;
      i += 1;
    }
    while (sideAt < sideBlocks.length && (sideBlocks[sideAt]?.end ?? Infinity) <= first.start) sideAt += 1;
    const side = sideBlocks[sideAt];
    const isSide = side !== undefined && side.start < end && side.end > first.start;
    blocks.push({
      start: first.start,
      end,
      spans: spans.slice(from, at),
      side: isSide ? side : null,
      isSideStart: isSide && blocks.at(-1)?.side !== side,
    });
  }
  return blocks;
}

/** Equal signatures mean that a block looks the same and need not be drawn again. */
export function signatureOf(block: Block): string {
  const marks = block.spans
    .map((s) => `${s.start}-${s.end}${s.label}${s.origin ?? ''}${s.stem.start}-${s.stem.end}`)
    .join();
  return `${block.start}-${block.end}|${block.side?.reason ?? ''}${block.side?.counted === true}${block.isSideStart}|${marks}`;
}
