import type { Document, DocumentStore, Run } from '../../domain';

/** A text of the queue as it outlives a reload. */
export interface SavedText {
  readonly documentId: string;
  /** Empty for the model's own. */
  readonly scheme: string;
  readonly isBackground: boolean;
  /** Milliseconds since 1970 (UTC): a run that began later means that the text was read. */
  readonly queuedAt: number;
}

interface Saved {
  readonly texts: readonly SavedText[];
  readonly isPaused: boolean;
}

/** A text that waits still, with its record. */
export interface RestoredText {
  readonly document: Document;
  readonly saved: SavedText;
  /** The result that was stored before its places were looked up. */
  readonly run?: Run;
}

const KEY = 'queue';
const EMPTY: Saved = { texts: [], isPaused: false };

export const savedKeyOf = ({ documentId, scheme }: Pick<SavedText, 'documentId' | 'scheme'>): string =>
  `${documentId} ${scheme}`;

/**
 * The queue of texts to read, in the store: a closed tab or a crash forgets none. Every change reads and writes under a
 * lock, so that two tabs keep each other's texts.
 */
export class SavedQueue {
  readonly #store: DocumentStore;
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: DocumentStore) {
    this.#store = store;
  }

  add(texts: readonly SavedText[]): Promise<void> {
    const keys = new Set(texts.map(savedKeyOf));
    return this.#change((saved) => ({
      ...saved,
      texts: [...saved.texts.filter((text) => !keys.has(savedKeyOf(text))), ...texts],
    }));
  }

  remove(keys: ReadonlySet<string>): Promise<void> {
    return this.#change((saved) => ({
      ...saved,
      texts: saved.texts.filter((text) => !keys.has(savedKeyOf(text))),
    }));
  }

  setPaused(isPaused: boolean): Promise<void> {
    return this.#change((saved) => ({ ...saved, isPaused }));
  }

  /** What was not read to its end; texts that were deleted since are dropped. */
  async restore(): Promise<{ texts: readonly RestoredText[]; isPaused: boolean }> {
    const { texts, isPaused } = guard(await this.#store.getMeta(KEY));
    const restored: RestoredText[] = [];
    const gone = new Set<string>();
    for (const saved of texts) {
      const document = await this.#store.get(saved.documentId);
      const runs = document ? await this.#store.runsOf(document.id) : [];
      const run = runs.find(
        ({ timing, scheme }) =>
          timing.startedAt >= saved.queuedAt && (saved.scheme === '' || scheme === saved.scheme),
      );
      if (document?.deletedAt === 0) restored.push({ document, saved, ...(run ? { run } : {}) });
      else gone.add(savedKeyOf(saved));
    }
    if (gone.size > 0) await this.remove(gone);
    return { texts: restored, isPaused };
  }

  /** Changes follow one another. A full disk must not end the reading of texts: what cannot be kept is only logged. */
  #change(change: (saved: Saved) => Saved): Promise<void> {
    const write = async () => {
      try {
        await this.#store.putMeta(KEY, change(guard(await this.#store.getMeta(KEY))));
      } catch (thrown) {
        console.warn('The queue was not kept:', thrown);
      }
    };
    const next = this.#last.then(() => withTabLock('mawdi-saved-queue', write));
    this.#last = next;
    return next;
  }
}

async function withTabLock(name: string, work: () => Promise<void>): Promise<void> {
  const locks = lockManager();
  if (locks) await locks.request(name, work);
  else await work();
}

/** Web Locks, where there are any. */
export const lockManager = (): LockManager | undefined =>
  (globalThis.navigator as Partial<Navigator> | undefined)?.locks;

function guard(value: unknown): Saved {
  if (typeof value !== 'object' || value === null) return EMPTY;
  const { texts, isPaused } = value as Record<string, unknown>;
  return {
    isPaused: isPaused === true,
    texts: (Array.isArray(texts) ? (texts as unknown[]) : []).flatMap((text) => {
      const { documentId, scheme, isBackground, queuedAt } = (text ?? {}) as Record<string, unknown>;
      if (typeof documentId !== 'string') return [];
      return [
        {
          documentId,
          scheme: typeof scheme === 'string' ? scheme : '',
          isBackground: isBackground === true,
          queuedAt: typeof queuedAt === 'number' ? queuedAt : 0,
        },
      ];
    }),
  };
}
