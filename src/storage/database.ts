import Dexie, { type Table } from 'dexie';
import { AppError, type Document, type Edit, type StoredLink } from '../domain';
import type { StoredRun } from './packed-run';

interface Meta {
  readonly key: string;
  readonly value: unknown;
}

const SCHEMA_VERSION = 3;

/** The tables of one browser profile. */
export class Database extends Dexie {
  declare readonly documents: Table<Document, string>;
  declare readonly runs: Table<StoredRun, string>;
  /** Texts that are being read, up to where they were. */
  declare readonly partials: Table<StoredRun & { readonly upTo: number }, string>;
  declare readonly edits: Table<Edit, string>;
  declare readonly links: Table<StoredLink, string>;
  declare readonly meta: Table<Meta, string>;

  constructor(name: string) {
    // Dexie's own cache would clone and freeze every record of a query; texts and runs are large and read whole.
    super(name, { cache: 'disabled' });
    this.version(1).stores({
      documents: 'id, textKey, createdAt, deletedAt',
      runs: 'id, documentId',
      edits: 'id, documentId, lamport',
      links: 'id, documentId, runId',
      userPlaces: 'id, name',
      meta: 'key',
    });
    // Own places live in the log of edits; no page ever wrote one into this table.
    this.version(2).stores({ userPlaces: null });
    this.version(SCHEMA_VERSION).stores({ partials: 'id' });
  }
}

/**
 * Whether a newer page wrote the store. Asked before Dexie opens it, which would add its own tables to it without a
 * word. IndexedDB's number is ten times the schema's, and Dexie may add some units to it.
 */
export async function isNewerOnDisk(name: string, schemaVersion = SCHEMA_VERSION): Promise<boolean> {
  const { indexedDB } = Dexie.dependencies;
  if (typeof indexedDB?.databases !== 'function') return false;
  const found = (await indexedDB.databases()).find((database) => database.name === name);
  return Math.floor((found?.version ?? 0) / 10) > schemaVersion;
}

/** What Dexie throws: its own error round IndexedDB's, or, of many writes at once, the errors of each. */
interface Thrown {
  readonly name?: string;
  readonly message?: string;
  readonly inner?: { readonly name?: string };
  readonly failures?: Readonly<Record<string, { readonly name?: string } | undefined>>;
}

/** Turns what IndexedDB throws into a coded error with a sentence. */
export function storageError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const error = thrown as Thrown;
  const names = [error, error.inner, ...Object.values(error.failures ?? {})].map((one) => one?.name);
  if (names.includes('VersionError')) return new AppError('storage/newer', {}, { cause: thrown });
  if (names.includes('QuotaExceededError')) return new AppError('storage/full', {}, { cause: thrown });
  const isClosed = [
    'OpenFailedError',
    'MissingAPIError',
    'InvalidStateError',
    'SecurityError',
    'DatabaseClosedError',
    'UnknownError',
  ];
  if (names.some((name) => name !== undefined && isClosed.includes(name)))
    return new AppError('storage/unavailable', {}, { cause: thrown });
  return new AppError(
    'internal',
    { detail: `${error.name ?? 'Error'}: ${error.message ?? ''}` },
    { cause: thrown },
  );
}
