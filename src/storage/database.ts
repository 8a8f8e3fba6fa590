import Dexie, { type Table } from 'dexie';
import { AppError, type Document, type Edit, type Run, type StoredLink, type UserPlace } from '../domain';

interface Meta {
  readonly key: string;
  readonly value: unknown;
}

const SCHEMA_VERSION = 1;

/** The tables of one browser profile. */
export class Database extends Dexie {
  declare readonly documents: Table<Document, string>;
  declare readonly runs: Table<Run, string>;
  declare readonly edits: Table<Edit, string>;
  declare readonly links: Table<StoredLink, string>;
  declare readonly userPlaces: Table<UserPlace, string>;
  declare readonly meta: Table<Meta, string>;

  constructor(name: string) {
    super(name);
    this.version(SCHEMA_VERSION).stores({
      documents: 'id, textKey, createdAt, deletedAt',
      runs: 'id, documentId',
      edits: 'id, documentId, lamport',
      links: 'id, documentId, runId',
      userPlaces: 'id, name',
      meta: 'key',
    });
  }
}

/** Dexie opens what a newer page wrote without a word; IndexedDB's own number is ten times the schema's. */
export const isNewer = (db: Database): boolean => db.backendDB().version > SCHEMA_VERSION * 10;

/** Turns what IndexedDB throws into a coded error with a sentence. */
export function storageError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const error = thrown as { name?: string; message?: string; inner?: { name?: string } };
  const names = [error.name, error.inner?.name];
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
