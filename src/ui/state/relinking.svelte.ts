import type { App } from './app.svelte';

/** Milliseconds of rest before places are looked up again: corrections come in bursts. */
const WAIT_MS = 600;

/** Looks up the places of texts in scope again when corrections named places that have no link yet. */
export class Relinking {
  readonly #app: App;
  /** Names of places that were looked up last, by text: what has no link after that is not asked for for ever. */
  readonly #asked = new Map<string, string>();

  constructor(app: App) {
    this.#app = app;
  }

  /** Call from an effect: it follows corrections, links and what is in scope. */
  watch(): (() => void) | undefined {
    const { reading, collection, jobs, notices } = this.#app;
    const linked = new Set(reading.links.map((link) => `${link.documentId}:${link.start}:${link.end}`));
    const stale = reading.documents.flatMap((document) => {
      const run = collection.runOf(document.id);
      if (!run || !collection.editsByDocument.has(document.id)) return [];
      const spans = collection.spansOf(document);
      const places = spans.filter((span) => span.label === 'LOC');
      const key = places.map(({ start, stem }) => `${start}${stem.text}`).join();
      const isLinked = places.every(({ start, end }) => linked.has(`${document.id}:${start}:${end}`));
      if (isLinked || this.#asked.get(document.id) === key) return [];
      return [{ document, run: { ...run, spans }, key }];
    });
    if (stale.length === 0 || jobs.currentId !== null) return undefined;
    const abort = new AbortController();
    const timer = setTimeout(() => {
      for (const { document, run, key } of stale) {
        this.#asked.set(document.id, key);
        jobs.link(document, run, abort.signal).catch((thrown: unknown) => notices.fail(thrown));
      }
    }, WAIT_MS);
    return () => clearTimeout(timer);
  }
}
