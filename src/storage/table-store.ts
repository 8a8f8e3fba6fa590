import Dexie, { type Table } from 'dexie';
import {
  AppError,
  type FoundRow,
  type KeptTable,
  type KeptTableContent,
  type TableAnswer,
  type TablePlace,
  type TableStore,
} from '../domain';
import { isNewerOnDisk, storageError } from './database';
import { readAnswer, readFoundRow, readKeptTable, type StoredAnswer } from './table-guards';

const SCHEMA_VERSION = 1;
/** Rows of one record: a few milliseconds of copying, so that a long table never holds the page. */
const PART = 200;
const TABLE = 'table';
const FILE = 'file';

interface Part {
  /** Index of its first row. */
  readonly from: number;
  readonly rows: readonly FoundRow[];
}

/**
 * A database of its own: what goes wrong with a table touches no text, and a page that knows no tables opens the texts
 * all the same.
 */
class TableDatabase extends Dexie {
  declare readonly head: Table<unknown, string>;
  declare readonly parts: Table<Part, number>;
  declare readonly answers: Table<StoredAnswer, [number, number]>;

  constructor(name: string) {
    super(name, { cache: 'disabled' });
    this.version(SCHEMA_VERSION).stores({ head: '', parts: 'from', answers: '[row+at]' });
  }
}

/**
 * Opens what this browser keeps of a table. The found rows are written once, answers one by one beside them. Throws
 * `storage/unavailable` and `storage/newer` as the store of texts does.
 */
export async function openTableStore(name: string): Promise<TableStore> {
  const db = new TableDatabase(name);
  const guarded = async <T>(work: () => PromiseLike<T>): Promise<T> => {
    try {
      return await work();
    } catch (thrown) {
      throw storageError(thrown);
    }
  };
  await guarded(async () => {
    if (await isNewerOnDisk(name, SCHEMA_VERSION)) throw new AppError('storage/newer');
    await db.open();
  });
  const look = async (): Promise<KeptTable | undefined> =>
    readKeptTable(await db.head.get(TABLE)) ?? undefined;
  const empty = () => Promise.all([db.head.clear(), db.parts.clear(), db.answers.clear()]);

  async function read(): Promise<KeptTableContent | undefined> {
    const table = await look();
    if (!table) return undefined;
    const bytes = await db.head.get(FILE);
    if (!(bytes instanceof Uint8Array)) throw damaged(FILE);
    const rows: FoundRow[] = [];
    for (let from = 0; from < table.rowCount; from += PART) {
      const part: readonly unknown[] = (await db.parts.get(from))?.rows ?? [];
      rows.push(...part.flatMap((row) => readFoundRow(row) ?? []));
      if (rows.length !== Math.min(from + PART, table.rowCount)) throw damaged(`rows ${from}`);
    }
    for (const stored of await db.answers.toArray()) {
      const answer = readAnswer(stored);
      const row = answer ? rows[answer.row] : undefined;
      const entry = row?.entries[answer?.at ?? 0];
      if (!answer || !row || !entry) continue;
      const { row: index, at, ...decision } = answer;
      rows[index] = { ...row, entries: row.entries.with(at, { ...entry, ...decision }) };
    }
    return { table, bytes, rows };
  }

  return {
    look: () => guarded(look),
    read: () => guarded(() => db.transaction('r', db.head, db.parts, db.answers, read)),
    put: ({ table, bytes, rows }) =>
      guarded(() =>
        db.transaction('rw', db.head, db.parts, db.answers, async () => {
          await empty();
          await db.head.put(bytes, FILE);
          for (let from = 0; from < rows.length; from += PART)
            await db.parts.put({ from, rows: rows.slice(from, from + PART).map(withoutReasons) });
          await db.head.put(table, TABLE);
        }),
      ),
    putAnswers: (table, answers) =>
      guarded(() =>
        db.transaction('rw', db.head, db.answers, async () => {
          if ((await look())?.id !== table.id) return false;
          for (let from = 0; from < answers.length; from += PART)
            await db.answers.bulkPut(answers.slice(from, from + PART).map(toStored));
          await db.head.put(table, TABLE);
          return true;
        }),
      ),
    clear: () =>
      guarded(async () => {
        await db.transaction('rw', db.head, db.parts, db.answers, empty);
      }),
  };
}

const damaged = (detail: string): AppError => new AppError('storage/damaged', { detail });

/** Reasons and areas are not shown in a table, and would be the most of it. */
const withoutReasons = (row: FoundRow): FoundRow => ({
  ...{ isSentence: row.isSentence, isFar: row.isFar, isSwapped: row.isSwapped },
  entries: row.entries.map(({ candidates, ...entry }: TablePlace) => ({
    ...entry,
    candidates: candidates.map(({ id, name, lat, lon, level, country, within, score, uncertaintyM }) => ({
      ...{ id, name, lat, lon, level, country, within, score },
      ...(uncertaintyM ? { uncertaintyM } : {}),
      reasons: [],
    })),
  })),
});

const toStored = ({ row, at, entry }: TableAnswer): StoredAnswer => {
  const { place, certainty, isWider, isReviewed } = entry;
  return { row, at, place, certainty, isWider, isReviewed };
};
