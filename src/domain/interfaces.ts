import type { Document, Edit, PartialRun, Project, Run, RunSettings } from './records';
import type { SegmentTags, Scheme } from './span';
import type { Segment } from './text';
import type { Candidate, Link, MultiPolygon, PlaceDescription, StoredLink, UserPlace } from './place';
import type { Mention } from './records';

/** Bytes of a long transfer or units of long work: `done` of `total`. */
export interface Progress {
  readonly phase: 'download' | 'load' | 'tag' | 'link';
  readonly done: number;
  readonly total: number;
}
export type OnProgress = (progress: Progress) => void;

/** A loaded model's identity. */
export interface ModelInfo {
  readonly id: string;
  readonly version: string;
  readonly sha256: string;
  readonly schemes: readonly Scheme[];
  readonly defaultScheme: string;
  readonly threads: number;
  /** How texts are cut for it. */
  readonly windows: Pick<RunSettings, 'maxWindowTokens' | 'overlapWords'>;
}

/** What one tagging call needs. */
export interface TagRequest {
  readonly documentId: string;
  readonly raw: string;
  readonly segments: readonly Segment[];
  readonly scheme: string;
}

/** Counts that a tagger reports at the end of a call. */
export interface TagStats {
  readonly tokens: number;
  readonly threads: number;
}

/** Segments in, scored word tags out, in order of segments. `WorkerTagger` on the page, `NodeTagger` in tools, a fake in tests. */
export interface Tagger {
  /** Resolves when the model is ready. Rejects with `AppError` `model/*`. Shared by concurrent callers. */
  load(onProgress: OnProgress, signal: AbortSignal): Promise<ModelInfo>;
  /** Yields one result per segment; the return value carries counts. Rejects with `tag/cancelled` on abort. */
  tag(request: TagRequest, signal: AbortSignal): AsyncGenerator<SegmentTags, TagStats>;
  dispose(): Promise<void>;
}

/** Names to candidates, synchronous inside the places worker. */
export interface Gazetteer {
  readonly size: number;
  find(name: string, limit: number): Candidate[];
}

/** What a person knows of places that linking is told. */
export interface PlaceKnowledge {
  /** Country codes a person set for the collection; empty for none. */
  readonly focus: readonly string[];
  /** Earlier choices: ids of places by folded name. */
  readonly userChoices: Readonly<Record<string, string>>;
  /** The person's own list of places. */
  readonly ownPlaces: readonly UserPlace[];
}

/** What linking needs of a document. */
export interface LinkRequest extends PlaceKnowledge {
  readonly documentId: string;
  readonly raw: string;
  readonly segments: readonly Segment[];
  /** Mentions labelled LOC. */
  readonly mentions: readonly Mention[];
  /** ISO date of the document, or empty. */
  readonly date: string;
}

/** What the list of places tells of its entries; all methods reject with `AppError` `places/*` or `worker/*`. */
export interface PlaceBook {
  /** Entries of a name, best first by name, level and size alone. */
  search(query: string, limit: number): Promise<readonly Candidate[]>;
  /** By the id that was asked for, a former one included; ids that the list does not have are left out. */
  describe(ids: readonly string[]): Promise<ReadonlyMap<string, PlaceDescription>>;
  /** English forms of names that are written exactly like places of the list; others are left out. */
  englishOf(names: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Outlines of governorates and districts by the id that was asked for, where there are any. */
  outlines(ids: readonly string[]): Promise<ReadonlyMap<string, MultiPolygon>>;
}

/** Mentions of places to links, one per mention, in order. All but `load` want it to be over. */
export interface Linker extends PlaceBook {
  load(onProgress: OnProgress, signal: AbortSignal): Promise<void>;
  link(request: LinkRequest, signal: AbortSignal): Promise<Link[]>;
  /** Those of the names that some place of the list or of the person's own has. */
  knownNames(names: readonly string[], ownPlaces?: readonly UserPlace[]): Promise<ReadonlySet<string>>;
  dispose(): Promise<void>;
}

/** What a merge did. */
export interface MergeReport {
  readonly added: number;
  readonly merged: number;
}

/** Stops a subscription. */
export type Unsubscribe = () => void;

/** Documents with their runs and links. All methods reject with `AppError` `storage/*`. */
export interface DocumentStore {
  get(id: string): Promise<Document | undefined>;
  /** The document with this text key, a live one first; a deleted one can be restored. */
  findByTextKey(textKey: string): Promise<Document | undefined>;
  put(document: Document): Promise<void>;
  /** Sets `deletedAt`; `restore` clears it. */
  remove(id: string): Promise<void>;
  restore(id: string): Promise<void>;
  /** Live documents, newest first. */
  list(): Promise<Document[]>;
  /** Calls back with the list now and after every change, other tabs included. */
  watch(onChange: (documents: Document[]) => void): Unsubscribe;
  /** A run never changes: one that is there already stays as it is. */
  putRun(run: Run): Promise<void>;
  /** Keeps what was read so far, in place of what was kept under its id before. */
  putPartial(partial: PartialRun): Promise<void>;
  partial(id: string): Promise<PartialRun | undefined>;
  removePartials(ids: readonly string[]): Promise<void>;
  /** Newest first. */
  runsOf(documentId: string): Promise<Run[]>;
  watchRuns(documentId: string, onChange: (runs: Run[]) => void): Unsubscribe;
  putLinks(runId: string, links: readonly StoredLink[]): Promise<void>;
  linksOf(runId: string): Promise<StoredLink[]>;
  watchLinks(runId: string, onChange: (links: StoredLink[]) => void): Unsubscribe;
  /** All runs of live documents, newest first, now and after every change. */
  watchAllRuns(onChange: (runs: Run[]) => void): Unsubscribe;
  /** Links of several runs at once, now and after every change. */
  watchLinksOfRuns(runIds: readonly string[], onChange: (links: StoredLink[]) => void): Unsubscribe;
  /** Adds to the log; edits already there are left as they are. */
  appendEdits(edits: readonly Edit[]): Promise<void>;
  /** In the order of the log. */
  editsOf(documentId: string): Promise<Edit[]>;
  watchEdits(documentId: string, onChange: (edits: Edit[]) => void): Unsubscribe;
  /** The whole log, in its order, now and after every change; what belongs to deleted documents included. */
  watchAllEdits(onChange: (edits: Edit[]) => void): Unsubscribe;
  /** The next Lamport time of this device, above every time seen so far. */
  nextLamport(): Promise<number>;
  /** Random id of this device, made once. */
  deviceId(): Promise<string>;
  /** All that is stored, deleted documents included so that a merge knows of them. */
  readProject(): Promise<Project>;
  /** Takes another project in; nothing stored is lost, equal texts become one document, whose id may change. */
  mergeProject(project: Project): Promise<MergeReport>;
  getMeta(key: string): Promise<unknown>;
  putMeta(key: string, value: unknown): Promise<void>;
  close(): void;
}
