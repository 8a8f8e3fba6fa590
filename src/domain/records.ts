import type { StoredLink } from './place';
import type { Calibration, Label, Span } from './span';
import type { EditOp } from './gold';
import type { LanguageGuess, Range, SideBlock } from './text';

/** Where a document came from. Every field is what a person typed or a file said; empty when unknown. */
export interface Source {
  readonly outlet: string;
  readonly url: string;
  /** ISO 8601 date or date-time of publication, or empty. */
  readonly published: string;
}

/** One article. Its text never changes: a changed text is a new document. */
export interface Document {
  /** UUID. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
  /** SHA-256 in hexadecimal of the folded text: equal texts are the same document. */
  readonly textKey: string;
  readonly source: Source;
  readonly language: LanguageGuess;
  readonly sideBlocks: readonly SideBlock[];
  /** Milliseconds since 1970 (UTC). */
  readonly createdAt: number;
  readonly updatedAt: number;
  /** Set instead of removing the record; 0 while the document is live. */
  readonly deletedAt: number;
  /** True for the sample shipped with the page. */
  readonly sample?: boolean;
  /** Name of the labelled file that the text was made from: one sentence a line, words as the file cuts them, one space apart. */
  readonly testSet?: string;
  /** Scheme that the gold of a labelled file follows; other texts follow the collection's. */
  readonly scheme?: string;
  /** For scores of a labelled file: its labels under the names of the scheme; `null` takes a label out. */
  readonly labelMap?: Readonly<Record<Label, Label | null>>;
}

/** What a run was made with, besides model and scheme. */
export interface RunSettings {
  readonly maxWindowTokens: number;
  readonly overlapWords: number;
  /** What the page makes of the scores, which stay as the model gave them; absent where it was not measured. */
  readonly calibration?: Calibration;
}

/** Milliseconds and counts of one run. */
export interface RunTiming {
  readonly startedAt: number;
  readonly elapsedMs: number;
  readonly tokens: number;
  readonly words: number;
  readonly threads: number;
}

/** One immutable result of one model version on one text. */
export interface Run {
  readonly id: string;
  readonly documentId: string;
  readonly modelId: string;
  readonly modelSha256: string;
  readonly scheme: string;
  readonly settings: RunSettings;
  readonly spans: readonly Span[];
  readonly timing: RunTiming;
  /** True for the result stored with the sample. */
  readonly stored?: boolean;
}

/** What a run has found up to an offset where a model call ended; reading goes on from there with the same result. */
export interface PartialRun extends Run {
  readonly upTo: number;
}

/** One entry of the append-only log, ordered by (lamport, deviceId, id), never by clock. */
export interface Edit {
  readonly id: string;
  readonly documentId: string;
  readonly baseRunId: string;
  readonly scheme: string;
  readonly lamport: number;
  readonly deviceId: string;
  readonly actor: string;
  /** Milliseconds since 1970 (UTC): for display only. */
  readonly at: number;
  /** Edits of one action: undone and redone together, across documents. */
  readonly batchId: string;
  /** The batch that this one takes back; empty for all but undo and redo. */
  readonly revertOf: string;
  readonly op: EditOp;
  readonly before: unknown;
  readonly after: unknown;
}

/** An occurrence of a name in a document: a span that passed the filter, with its text. */
export interface Mention extends Range {
  readonly documentId: string;
  readonly surface: string;
  readonly stem: string;
  readonly label: Label;
  readonly score: number;
}

/** Everything that one file of a project carries. */
export interface Project {
  readonly documents: readonly Document[];
  readonly runs: readonly Run[];
  readonly edits: readonly Edit[];
  readonly links: readonly StoredLink[];
}
