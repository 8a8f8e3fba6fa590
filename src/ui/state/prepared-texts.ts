import type { QueueItem, TracedLayer, WorkSpan } from '../../correction';
import type { Document, Run } from '../../domain';
import { outsideSideBlocks, type Collection } from './collection.svelte';

/** What is known of a text, until its layer or its runs change. */
export interface Prepared {
  readonly run: Run | null;
  readonly other: Run | null;
  readonly layer: TracedLayer;
  readonly document: Document;
  readonly spans: readonly WorkSpan[];
  /** Suggestions shown, by {@link keyOf}. */
  readonly keys: ReadonlySet<string>;
}

const keyOf = (documentId: string, { start, end, label }: WorkSpan): string =>
  `${documentId}:${start}-${end}:${label}`;
/** Keys are asked for often, and an item never changes. */
const itemKeys = new WeakMap<QueueItem, string>();

export function itemKey(item: QueueItem): string {
  let key = itemKeys.get(item);
  if (key === undefined) itemKeys.set(item, (key = keyOf(item.documentId, item.span)));
  return key;
}

/** Texts as the queue looks at them: each is prepared anew only when something of it changed. */
export class PreparedTexts {
  readonly #collection: Collection;
  readonly #known = new Map<string, Prepared>();

  constructor(collection: Collection) {
    this.#collection = collection;
  }

  of(document: Document): Prepared {
    const collection = this.#collection;
    const run = collection.runOf(document.id);
    const layer = collection.layerOf(document.id);
    const other = run ? otherRunOf(run, collection.runsOf(document.id)) : null;
    const known = this.#known.get(document.id);
    if (known?.run === run && known.layer === layer && known.other === other && known.document === document)
      return known;
    const spans = outsideSideBlocks(document, collection.shownOf(document, run));
    const suggestions = spans.filter(({ origin }) => origin === 'predicted');
    const keys = new Set(suggestions.map((span) => keyOf(document.id, span)));
    const prepared: Prepared = { run, other, layer, document, spans, keys };
    this.#known.set(document.id, prepared);
    return prepared;
  }
}

/** The newest run of another model, version or scheme than the one on show. */
function otherRunOf(run: Run, runs: readonly Run[]): Run | null {
  return runs.find((other) => other.scheme !== run.scheme || other.modelSha256 !== run.modelSha256) ?? null;
}
