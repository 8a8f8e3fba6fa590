import type { Range, SideBlock } from '../../domain';
import { paragraphsOf } from '../../text';
import { drawBlock, type MarkNode } from './draw-block';
import { MarkPainter } from './marks';
import { layOut, signatureOf, type Block, type DrawnSpan } from './paragraphs';
import { selectedRaw, textRange } from './selection';

export interface TextViewState {
  readonly documentId: string;
  readonly raw: string;
  readonly spans: readonly DrawnSpan[];
  readonly sideBlocks: readonly SideBlock[];
  readonly selectedStart: number | null;
  /** A search result to show. */
  readonly found: { readonly start: number; readonly end: number } | null;
}

export interface TextViewOptions {
  readonly onSelect: (start: number) => void;
  readonly onPoint: (start: number | null, element: HTMLElement | null) => void;
  readonly onToggleSide: (start: number) => void;
  /** Sentence on the button of a side block. */
  readonly sideLabel: (side: SideBlock) => string;
  readonly onSettled?: () => void;
}

export interface TextView {
  update(state: TextViewState): void;
  /** Scrolls so that the line with this offset is at the top. */
  scrollToOffset(offset: number): void;
  /** Offset of the first line on screen. */
  topOffset(): number;
  focusMention(start: number): void;
  destroy(): void;
}

interface Drawn {
  readonly element: HTMLElement;
  block: Block;
  signature: string;
  marks: readonly MarkNode[];
  ranges: readonly AbstractRange[];
  isNear: boolean;
}

/** Main-thread time of one slice of drawing, in milliseconds: input stays smooth while a long text is laid out. */
const SLICE_MS = 8;
/** From so many paragraphs on, other marks are drawn in a task of their own: the one that brought them was long enough. */
const LONG_TEXT_BLOCKS = 200;

/**
 * The text as paragraphs with one element per mention, whole in the DOM so that the browser's own find, copy, print
 * and screen readers cover it. Drawn in slices; only blocks whose marks changed are drawn again.
 */
export function createTextView(root: HTMLElement, options: TextViewOptions): TextView {
  const painter = new MarkPainter();
  root.classList.toggle('plain-marks', !painter.isNative);
  // A pane that scrolls must be reached by Tab, also before any mention is chosen.
  root.tabIndex = 0;
  let drawn: Drawn[] = [];
  let paragraphs: readonly Range[] = [];
  let state: TextViewState | null = null;
  let generation = 0;
  let pendingScroll: number | null = null;
  let shownFound: TextViewState['found'] = null;
  const byElement = new WeakMap<Element, Drawn>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        const item = byElement.get(entry.target);
        if (!item) continue;
        item.isNear = entry.isIntersecting;
        repaint(item);
      }
    },
    { rootMargin: '600px 0px' },
  );

  function repaint(item: Drawn): void {
    painter.erase(item.ranges);
    item.ranges = item.isNear ? item.marks.flatMap(({ span, node }) => painter.paint(span, node)) : [];
  }

  function draw(item: Drawn, raw: string): void {
    painter.erase(item.ranges);
    item.marks = drawBlock(item.element, item.block, raw, options.sideLabel);
    item.ranges = [];
    if (item.isNear) repaint(item);
  }

  async function render(next: TextViewState, isNewText: boolean): Promise<void> {
    const mine = ++generation;
    if (isNewText) {
      clear();
      paragraphs = paragraphsOf(next.raw);
    } else if (drawn.length >= LONG_TEXT_BLOCKS) {
      await nextTask();
      if (mine !== generation) return;
    }
    const blocks = layOut(paragraphs, next.spans, next.sideBlocks);
    let sliceStart = performance.now();
    for (let i = 0; i < blocks.length; i++) {
      const block = blocks[i];
      if (!block) break;
      const signature = signatureOf(block);
      let item = drawn[i];
      if (!item) {
        const element = document.createElement('p');
        item = { element, block, signature: '', marks: [], ranges: [], isNear: false };
        drawn.push(item);
        byElement.set(element, item);
        root.append(element);
        observer.observe(element);
      }
      if (item.signature !== signature) {
        item.block = block;
        item.signature = signature;
        draw(item, next.raw);
      }
      if (performance.now() - sliceStart > SLICE_MS) {
        await nextTask();
        if (mine !== generation) return;
        sliceStart = performance.now();
      }
    }
    for (const extra of drawn.splice(blocks.length)) {
      painter.erase(extra.ranges);
      observer.unobserve(extra.element);
      extra.element.remove();
    }
    showSelected();
    showFound();
    if (pendingScroll !== null) scrollNow(pendingScroll);
    options.onSettled?.();
  }

  function clear(): void {
    for (const item of drawn) {
      painter.erase(item.ranges);
      observer.unobserve(item.element);
    }
    drawn = [];
    root.replaceChildren();
    root.scrollTop = 0;
  }

  const mentionAt = (start: number): HTMLElement | null =>
    root.querySelector<HTMLElement>(`.mention[data-start="${start}"]`);

  function showSelected(): void {
    const start = state?.selectedStart ?? null;
    const before = root.querySelector<HTMLElement>('.mention.selected');
    const now = start === null ? null : mentionAt(start);
    painter.select(now?.firstChild ?? null);
    if (before === now) return;
    before?.classList.remove('selected');
    before?.setAttribute('tabindex', '-1');
    if (!now) return;
    now.classList.add('selected');
    now.setAttribute('tabindex', '0');
    now.scrollIntoView({ block: 'nearest' });
    const box = now.getBoundingClientRect();
    const view = root.getBoundingClientRect();
    if (box.top < view.top + 40 || box.bottom > view.bottom - 40) now.scrollIntoView({ block: 'center' });
  }

  function showFound(): void {
    const found = state?.found ?? null;
    const item = found ? drawn.find((d) => d.block.end > found.start) : undefined;
    painter.find(
      item && found
        ? textRange(item.element, found.start - item.block.start, found.end - item.block.start)
        : null,
    );
    if (!item || found === shownFound) return;
    shownFound = found;
    item.element.scrollIntoView({ block: 'center' });
  }

  function scrollNow(offset: number): void {
    const item = drawn.find((d) => d.block.end > offset);
    if (!item) return;
    pendingScroll = null;
    item.element.scrollIntoView({ block: 'start' });
    // What lies above takes its true height only when it comes near: the second call meets the settled page.
    requestAnimationFrame(() => requestAnimationFrame(() => item.element.scrollIntoView({ block: 'start' })));
  }

  const mentionOf = (event: Event): HTMLElement | null =>
    event.target instanceof Element ? event.target.closest<HTMLElement>('.mention') : null;
  const startOf = (element: HTMLElement | null): number | null =>
    element ? Number(element.dataset['start']) : null;

  const listeners = new AbortController();
  const { signal } = listeners;
  root.addEventListener(
    'click',
    (event) => {
      const side = event.target instanceof Element ? event.target.closest<HTMLElement>('.side-toggle') : null;
      if (side) return options.onToggleSide(Number(side.dataset['side']));
      const start = startOf(mentionOf(event));
      if (start !== null) options.onSelect(start);
    },
    { signal },
  );
  for (const type of ['pointerover', 'focusin'] as const) {
    root.addEventListener(
      type,
      (event) => {
        const mention = mentionOf(event);
        options.onPoint(startOf(mention), mention);
      },
      { signal },
    );
  }
  root.addEventListener('pointerleave', () => options.onPoint(null, null), { signal });
  root.addEventListener('focusout', () => options.onPoint(null, null), { signal });
  root.addEventListener(
    'copy',
    (event) => {
      const text = state && selectedRaw(root, state.raw);
      if (!text || !event.clipboardData) return;
      event.clipboardData.setData('text/plain', text);
      event.preventDefault();
    },
    { signal },
  );

  return {
    update(next) {
      const isNewText = state?.documentId !== next.documentId || state.raw !== next.raw;
      const isNewMarks = isNewText || state?.spans !== next.spans || state.sideBlocks !== next.sideBlocks;
      state = next;
      if (isNewMarks) void render(next, isNewText);
      else {
        showSelected();
        showFound();
      }
    },
    scrollToOffset(offset) {
      pendingScroll = offset;
      if (drawn.length > 0) scrollNow(offset);
    },
    topOffset() {
      const top = root.scrollTop;
      return drawn.find((d) => d.element.offsetTop + d.element.offsetHeight > top + 4)?.block.start ?? 0;
    },
    focusMention(start) {
      mentionAt(start)?.focus({ preventScroll: true });
    },
    destroy() {
      generation += 1;
      listeners.abort();
      observer.disconnect();
      painter.destroy();
      root.replaceChildren();
    },
  };
}

/** Lets input and painting go first. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
  });
}
