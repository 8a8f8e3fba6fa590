import type { KeptCandidate, Place } from './place';

export const TABLE_READINGS = ['auto', 'location', 'sentence'] as const;
/** How the rows of a table are read: each as it looks, all as location strings, or all as sentences. */
export type TableReading = (typeof TABLE_READINGS)[number];

/** What the columns of a table hold, by index from 0; null where no column holds it. */
export interface TableChoice {
  readonly text: number | null;
  readonly id: number | null;
  readonly date: number | null;
  readonly lat: number | null;
  readonly lon: number | null;
}

/** One place of a row of a table, as it was found or decided. */
export interface TablePlace {
  readonly surface: string;
  readonly place: Place | null;
  readonly certainty: 'sure' | 'likely' | 'doubtful' | null;
  readonly isWider: boolean;
  readonly candidates: readonly KeptCandidate[];
  readonly isReviewed: boolean;
}

/** What was found in one row of a table; its text and coordinates stand in the table itself. */
export interface FoundRow {
  readonly isSentence: boolean;
  readonly isFar: boolean;
  readonly isSwapped: boolean;
  readonly entries: readonly TablePlace[];
}

/** What is told of a kept table before it is opened. */
export interface KeptTable {
  /** Random, made with each search for places. */
  readonly id: string;
  readonly fileName: string;
  readonly rowCount: number;
  /** Places that a person has yet to look at. */
  readonly left: number;
  /** Whether the finished table was saved as a file since its last change. */
  readonly isSaved: boolean;
  readonly sheetIndex: number;
  readonly hasHead: boolean;
  readonly choice: TableChoice;
  readonly readAs: TableReading;
}

/** One decision about a place of a kept table, or its withdrawal. */
export interface TableAnswer {
  readonly row: number;
  readonly at: number;
  readonly entry: TablePlace;
}

/** A kept table, whole. */
export interface KeptTableContent {
  readonly table: KeptTable;
  /** The file itself. */
  readonly bytes: Uint8Array;
  /** As many as `rowCount`, with the answers in them. */
  readonly rows: readonly FoundRow[];
}

/** The one table that this device keeps while a person completes it. All methods reject with `AppError` `storage/*`. */
export interface TableStore {
  /** What is told of the kept table; undefined where there is none, or none that can be read. */
  look(): Promise<KeptTable | undefined>;
  /** The table as it stands. Rejects with `storage/damaged` where a part is missing or cannot be read. */
  read(): Promise<KeptTableContent | undefined>;
  /** Keeps a table in place of the one before. */
  put(content: KeptTableContent): Promise<void>;
  /** Keeps answers and what is told of the table; false, with nothing written, once another table has its place. */
  putAnswers(table: KeptTable, answers: readonly TableAnswer[]): Promise<boolean>;
  /** Puts the table away for good. */
  clear(): Promise<void>;
}
