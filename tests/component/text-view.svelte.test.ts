import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rawOffset, type Span } from '../../src/domain';
import { createTextView, type TextView, type TextViewState } from '../../src/ui/reader/text-view';
import { offsetOf } from '../../src/ui/reader/selection';

const RAW = 'عنوان الخبر\r\n\r\nوصل الوفد إلى بالرقة 📍 ثم حلب.\nاقرأ أيضا: خبر';

function span(surface: string, label = 'LOC'): Span {
  const start = rawOffset(RAW.indexOf(surface));
  const end = rawOffset(start + surface.length);
  return { start, end, label, score: 0.9, margin: 0.8, runnerUp: 'O', stem: { start, end, text: surface } };
}

describe('createTextView', () => {
  let root: HTMLElement;
  let view: TextView;
  const onSelect = vi.fn();
  const onToggleSide = vi.fn();

  beforeEach(() => {
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        observe(): void {}
        unobserve(): void {}
        disconnect(): void {}
      },
    );
    Element.prototype.scrollIntoView = () => {};
    root = document.createElement('div');
    document.body.append(root);
    view = createTextView(root, { onSelect, onToggleSide, onPoint: () => {}, sideLabel: () => 'غير محسوب' });
  });
  afterEach(() => {
    view.destroy();
    root.remove();
    vi.unstubAllGlobals();
    vi.clearAllMocks();
  });

  const state = (change: Partial<TextViewState> = {}): TextViewState => ({
    documentId: 'd',
    raw: RAW,
    spans: [span('بالرقة'), span('حلب')],
    sideBlocks: [],
    selectedStart: null,
    found: null,
    ...change,
  });
  const mentions = () => [...root.querySelectorAll<HTMLElement>('[data-testid="mention"]')];

  it('holds the raw text and one element per mention', async () => {
    view.update(state());
    // Drawn in slices: on a busy machine the last lines come in a later task than the mentions.
    await vi.waitFor(() => expect(root.textContent).toBe(RAW));
    expect(mentions()).toHaveLength(2);
    for (const mention of mentions()) {
      const { start, end } = mention.dataset;
      expect(RAW.slice(Number(start), Number(end))).toBe(mention.textContent);
      expect(mention.dataset['label']).toBe('LOC');
    }
  });

  it('draws only what changed, and follows the filter', async () => {
    view.update(state());
    await vi.waitFor(() => expect(root.textContent).toBe(RAW));
    const heading = root.firstElementChild?.firstChild;
    view.update(state({ spans: [span('حلب')] }));
    await vi.waitFor(() => expect(mentions()).toHaveLength(1));
    await vi.waitFor(() => expect(root.textContent).toBe(RAW));
    expect(root.firstElementChild?.firstChild).toBe(heading);
  });

  it('selects on click, keeps one mention in the tab order', async () => {
    view.update(state());
    await vi.waitFor(() => expect(mentions()).toHaveLength(2));
    mentions()[0]?.click();
    const start = RAW.indexOf('بالرقة');
    expect(onSelect).toHaveBeenCalledWith(start);
    view.update(state({ selectedStart: start }));
    await vi.waitFor(() => expect(mentions().map((m) => m.tabIndex)).toContain(0));
  });

  it('dims a side block without adding to the text', async () => {
    const start = rawOffset(RAW.indexOf('اقرأ'));
    view.update(state({ sideBlocks: [{ start, end: rawOffset(RAW.length), reason: 'readAlso' }] }));
    await vi.waitFor(() => expect(root.querySelector('.side')).not.toBeNull());
    expect(root.textContent).toBe(RAW);
    root.querySelector<HTMLButtonElement>('.side-toggle')?.click();
    expect(onToggleSide).toHaveBeenCalledWith(start);
  });

  it('maps a place in the page back to its raw offset', async () => {
    view.update(state());
    await vi.waitFor(() => expect(mentions()).toHaveLength(2));
    const node = mentions()[1]?.firstChild;
    if (!node) throw new Error('no mention');
    expect(offsetOf(root, node, 1)).toBe(RAW.indexOf('حلب') + 1);
  });
});
