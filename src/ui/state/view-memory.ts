import type { App } from './app.svelte';

const KEY = 'mawdi.view';
const WAIT_MS = 400;

interface StoredView {
  documentId: string | null;
  minScore: number;
  hiddenLabels: string[];
  scope: 'one' | 'all';
  selectedStart: number | null;
  selectedPlaceId: string | null;
  door: 'read' | 'correct' | 'measure';
  pane: 'library' | 'text' | 'names' | 'map';
  topOffset: number;
}

/** Brings back the view of the last visit: text, place in it, filters, door. */
export function restoreView(app: App): void {
  const view = guard(read());
  if (!view) return;
  if (view.documentId !== undefined) app.library.currentId = view.documentId;
  if (view.minScore !== undefined) app.reading.minScore = view.minScore;
  if (view.hiddenLabels) app.reading.hiddenLabels = new Set(view.hiddenLabels);
  if (view.scope) app.reading.scope = view.scope;
  if (view.door) app.door = view.door;
  if (view.pane) app.pane = view.pane;
  app.reading.selectedStart = view.selectedStart ?? null;
  app.reading.selectedPlaceId = view.selectedPlaceId ?? null;
  app.restoreOffset = view.topOffset ?? null;
}

/**
 * Writes the view a little after each change, and at once when the page is left; call from an effect that read what it
 * stores. In localStorage, since a database cannot finish writing while a page goes.
 */
export function createViewSaver(app: App): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = () => {
    timer = undefined;
    const view: StoredView = {
      documentId: app.library.currentId,
      minScore: app.reading.minScore,
      hiddenLabels: [...app.reading.hiddenLabels],
      scope: app.reading.scope,
      selectedStart: app.reading.selectedStart,
      selectedPlaceId: app.reading.selectedPlaceId,
      door: app.door,
      pane: app.pane,
      topOffset: app.textView?.topOffset() ?? 0,
    };
    try {
      localStorage.setItem(KEY, JSON.stringify(view));
    } catch {
      // Without storage the next visit starts at the top.
    }
  };
  addEventListener('pagehide', () => {
    if (timer !== undefined) save();
  });
  return () => {
    clearTimeout(timer);
    timer = setTimeout(save, WAIT_MS);
  };
}

function read(): unknown {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? 'null') as unknown;
  } catch {
    return null;
  }
}

function guard(value: unknown): Partial<StoredView> | null {
  if (typeof value !== 'object' || value === null) return null;
  const view = value as Record<string, unknown>;
  const numberOrNull = (x: unknown) => (typeof x === 'number' ? x : null);
  const stringOrNull = (x: unknown) => (typeof x === 'string' ? x : null);
  const out: Partial<StoredView> = {
    documentId: stringOrNull(view['documentId']),
    selectedStart: numberOrNull(view['selectedStart']),
    selectedPlaceId: stringOrNull(view['selectedPlaceId']),
    topOffset: numberOrNull(view['topOffset']) ?? 0,
  };
  if (typeof view['minScore'] === 'number') out.minScore = Math.min(0.99, Math.max(0, view['minScore']));
  if (Array.isArray(view['hiddenLabels']))
    out.hiddenLabels = view['hiddenLabels'].filter((x) => typeof x === 'string');
  if (view['scope'] === 'one' || view['scope'] === 'all') out.scope = view['scope'];
  if (view['door'] === 'read' || view['door'] === 'correct' || view['door'] === 'measure')
    out.door = view['door'];
  const pane = view['pane'];
  if (pane === 'library' || pane === 'text' || pane === 'names' || pane === 'map') out.pane = pane;
  return out;
}
