import { liveQuery, type Table } from 'dexie';
import {
  AppError,
  orderEdits,
  type Document,
  type DocumentStore,
  type Edit,
  type MergeReport,
  type Project,
  type Run,
  type StoredLink,
  type Unsubscribe,
} from '../domain';
import { canonical } from './canonical';
import { Database, isNewerOnDisk, storageError } from './database';
import { MAX_LAMPORT, repairDocument, repairEdit, repairLink, repairRun } from './guards';
import { mergeProjects } from './merge';
import { packRun, unpackRun } from './packed-run';
import { RunReader } from './run-reader';

/** Records copied at once: a few milliseconds of work, so that many of them never hold the page. */
const SLICE = 100;
const same = <T>(record: T): T => record;

const isLive = (document: Document): boolean => document.deletedAt === 0;
const byNewest = (a: Document, b: Document): number => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1);
const byStart = (a: Run, b: Run): number => b.timing.startedAt - a.timing.startedAt || (a.id < b.id ? 1 : -1);

/**
 * Opens the store of this browser (IndexedDB). Throws `storage/unavailable` where nothing may be stored and
 * `storage/newer` when a newer version of the page wrote it.
 */
export async function openStore(name: string): Promise<DocumentStore> {
  const db = new Database(name);
  const reported = new Set<string>();
  const runReader = new RunReader();
  const readRun = (record: unknown): Run | null => runReader.read(record);
  /** Repairs a list of records; those beyond repair are set aside as they are, never the end of the list. */
  const repairAll = <T>(records: readonly unknown[], repair: (value: unknown) => T | null): T[] =>
    records.flatMap((record) => {
      const repaired = repair(record);
      if (repaired) return [repaired];
      const detail = JSON.stringify(record)?.slice(0, 80) ?? '';
      if (!reported.has(detail)) console.warn(new AppError('storage/damaged', { detail }));
      reported.add(detail);
      return [];
    });
  const guarded = async <T>(work: () => PromiseLike<T>): Promise<T> => {
    try {
      return await work();
    } catch (thrown) {
      throw storageError(thrown);
    }
  };
  await guarded(async () => {
    if (await isNewerOnDisk(name)) throw new AppError('storage/newer');
    await db.open();
  });

  const watch = <T>(query: () => Promise<T>, onChange: (value: T) => void): Unsubscribe => {
    const subscription = liveQuery(query).subscribe({
      next: onChange,
      error: (thrown: unknown) => console.error(storageError(thrown)),
    });
    return () => subscription.unsubscribe();
  };

  const list = async (): Promise<Document[]> =>
    repairAll(await db.documents.toArray(), repairDocument)
      .filter(isLive)
      .sort(byNewest);
  const runsOf = async (documentId: string): Promise<Run[]> =>
    repairAll(await db.runs.where('documentId').equals(documentId).toArray(), readRun).sort(byStart);
  const editsOf = async (documentId: string): Promise<Edit[]> =>
    orderEdits(repairAll(await db.edits.where('documentId').equals(documentId).toArray(), repairEdit));
  const allEdits = async (): Promise<Edit[]> => orderEdits(repairAll(await db.edits.toArray(), repairEdit));
  const linksOfRuns = async (runIds: readonly string[]): Promise<StoredLink[]> => {
    const wanted = new Set(runIds);
    const keys = (await db.links.where('runId').anyOf(runIds).primaryKeys()).sort();
    const links: StoredLink[] = [];
    for (let i = 0; i < keys.length; i += SLICE) {
      const [first = '', last = first] = [keys[i], keys[Math.min(i + SLICE, keys.length) - 1]];
      // One question for a range instead of one for each key; links of other runs may lie between.
      const records = await db.links.where(':id').between(first, last, true, true).toArray();
      links.push(
        ...repairAll(
          records.filter((record) => wanted.has(record.runId)),
          repairLink,
        ),
      );
    }
    return links.sort((a, b) => a.start - b.start);
  };
  const allRuns = async (): Promise<Run[]> => {
    const live = new Set((await list()).map((document) => document.id));
    return repairAll(await db.runs.toArray(), readRun)
      .filter((run) => live.has(run.documentId))
      .sort(byStart);
  };

  async function setDeleted(id: string, deletedAt: number): Promise<void> {
    await guarded(() => db.documents.update(id, { deletedAt, updatedAt: Date.now() }));
  }

  async function readProject(): Promise<Project> {
    return {
      documents: repairAll(await db.documents.toArray(), repairDocument),
      runs: repairAll(await db.runs.toArray(), readRun),
      edits: repairAll(await db.edits.toArray(), repairEdit),
      links: repairAll(await db.links.toArray(), repairLink),
    };
  }

  return {
    get: (id) => guarded(async () => repairDocument(await db.documents.get(id)) ?? undefined),
    findByTextKey: (textKey) =>
      guarded(
        async () =>
          repairAll(await db.documents.where('textKey').equals(textKey).toArray(), repairDocument).sort(
            (a, b) => a.deletedAt - b.deletedAt,
          )[0],
      ),
    put: (document) =>
      guarded(() =>
        db.transaction('rw', db.documents, async () => {
          const known = await db.documents.get(document.id);
          if (known && known.text !== document.text) throw new AppError('storage/immutable');
          await db.documents.put(document);
        }),
      ),
    remove: (id) => setDeleted(id, Date.now()),
    restore: (id) => setDeleted(id, 0),
    list: () => guarded(list),
    watch: (onChange) => watch(list, onChange),
    putRun: (run) =>
      guarded(() =>
        db.transaction('rw', db.runs, async () => {
          if (readRun(await db.runs.get(run.id))) return;
          const record = packRun(run);
          await db.runs.put(record);
          runReader.remember(record, run);
        }),
      ),
    putPartial: (partial) =>
      guarded(async () => {
        await db.partials.put({ ...packRun(partial), upTo: partial.upTo });
      }),
    partial: (id) =>
      guarded(async () => {
        const record = await db.partials.get(id);
        const run = repairRun(unpackRun(record));
        return run && typeof record?.upTo === 'number' ? { ...run, upTo: record.upTo } : undefined;
      }),
    removePartials: (ids) => guarded(() => db.partials.bulkDelete([...ids])),
    runsOf: (documentId) => guarded(() => runsOf(documentId)),
    watchRuns: (documentId, onChange) => watch(() => runsOf(documentId), onChange),
    watchAllRuns: (onChange) => watch(allRuns, onChange),
    putLinks: (runId, links) =>
      guarded(() =>
        db.transaction('rw', db.links, async () => {
          await db.links.where('runId').equals(runId).delete();
          for (let i = 0; i < links.length; i += SLICE) await db.links.bulkPut(links.slice(i, i + SLICE));
        }),
      ),
    linksOf: (runId) => guarded(() => linksOfRuns([runId])),
    watchLinks: (runId, onChange) => watch(() => linksOfRuns([runId]), onChange),
    watchLinksOfRuns: (runIds, onChange) => watch(() => linksOfRuns(runIds), onChange),
    appendEdits: (edits) =>
      guarded(() =>
        db.transaction('rw', db.edits, async () => {
          const known = await db.edits.bulkGet(edits.map((edit) => edit.id));
          await db.edits.bulkAdd(edits.filter((_, i) => known[i] === undefined));
        }),
      ),
    editsOf: (documentId) => guarded(() => editsOf(documentId)),
    watchEdits: (documentId, onChange) => watch(() => editsOf(documentId), onChange),
    watchAllEdits: (onChange) => watch(allEdits, onChange),
    nextLamport: () =>
      guarded(() =>
        db.transaction('rw', db.meta, db.edits, async () => {
          const stored = (await db.meta.get('lamport'))?.value;
          // Up to the largest number a guard lets in: what is no number sorts after all numbers.
          const seen =
            (await db.edits.where('lamport').between(0, MAX_LAMPORT, true, true).last())?.lamport ?? 0;
          const next = Math.max(typeof stored === 'number' ? stored : 0, seen) + 1;
          await db.meta.put({ key: 'lamport', value: next });
          return next;
        }),
      ),
    deviceId: () =>
      guarded(() =>
        db.transaction('rw', db.meta, async () => {
          const stored = (await db.meta.get('deviceId'))?.value;
          if (typeof stored === 'string') return stored;
          const made = crypto.randomUUID();
          await db.meta.put({ key: 'deviceId', value: made });
          return made;
        }),
      ),
    readProject: () => guarded(readProject),
    mergeProject: (incoming) =>
      guarded(() =>
        db.transaction('rw', [db.documents, db.runs, db.edits, db.links], async () => {
          const mine = await readProject();
          const merged = mergeProjects(mine, incoming);
          // Ids that gave way to a smaller one leave with their old records.
          await Promise.all([
            replace(db.documents, mine.documents, merged.documents, same),
            replace(db.runs, mine.runs, merged.runs, packRun),
            replace(db.edits, mine.edits, merged.edits, same),
            replace(db.links, mine.links, merged.links, same),
          ]);
          return report(mine, incoming);
        }),
      ),
    getMeta: (key) => guarded(async () => (await db.meta.get(key))?.value),
    putMeta: (key, value) =>
      guarded(async () => {
        await db.meta.put({ key, value });
      }),
    close: () => db.close(),
  };
}

/** Writes what a merge changed, and nothing else: what is equal stays as it is on disk. */
async function replace<T extends { readonly id: string }, S>(
  table: Table<S, string>,
  before: readonly T[],
  after: readonly T[],
  pack: (record: T) => S,
): Promise<void> {
  const kept = new Set(after.map((record) => record.id));
  const known = new Map(before.map((record) => [record.id, canonical(record)]));
  await table.bulkDelete(before.map((record) => record.id).filter((id) => !kept.has(id)));
  await table.bulkPut(after.filter((record) => known.get(record.id) !== canonical(record)).map(pack));
}

/** Counts live documents: what a person will find added, or had already. */
function report(mine: Project, incoming: Project): MergeReport {
  const known = new Set(mine.documents.map((document) => document.textKey));
  const keys = new Set(incoming.documents.filter(isLive).map((document) => document.textKey));
  const merged = [...keys].filter((key) => known.has(key)).length;
  return { added: keys.size - merged, merged };
}
