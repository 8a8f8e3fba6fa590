import type {
  Document,
  DocumentStore,
  InspectRequest,
  Inspection,
  Label,
  Link,
  OnProgress,
  PartialRun,
  PlaceBook,
  PlaceKnowledge,
  Run,
  Segment,
  Span,
  UserPlace,
} from '../domain';
import type { PackStore } from '../gazetteer';
import type { ModelShelf } from '../model';
import type { GeocodedRow, GeocodeOptions, GeocodeRow } from '../linking';

/** Whether a model is on this device, and how large it is. */
export interface ModelPresence {
  readonly bytesPresent: number;
  readonly bytesTotal: number;
}

/** Which model is built in, and the schemes that it can tag under. */
export interface ModelIdentity {
  readonly id: string;
  readonly schemes: readonly string[];
  readonly defaultScheme: string;
  /** Labels of each scheme. */
  readonly labels: Readonly<Record<string, readonly Label[]>>;
}

/** The model as the interface needs it. */
export interface ModelService {
  /** Known before the model itself is on the device. Rejects with `AppError` `model/*`. */
  identity(): Promise<ModelIdentity>;
  /** Of the model that reads new texts. */
  presence(): Promise<ModelPresence>;
  /** The filter of sentences that the model was trained on, where one ships with it. */
  seenFilter(): Promise<Uint8Array | null>;
  /**
   * Downloads what is missing and starts the model that has this scheme, without one that which reads new texts. Rejects
   * with `AppError` `model/*`.
   */
  load(onProgress: OnProgress, signal: AbortSignal, scheme?: string): Promise<void>;
  /** Deletes the files of the built-in model from this device. */
  remove(): Promise<void>;
  /** All models of this device. */
  shelf(): Promise<ModelShelf>;
}

/** Callbacks of one reading. */
export interface ReadingCallbacks {
  readonly signal: AbortSignal;
  readonly onSpans: (spans: readonly Span[]) => void;
  readonly onProgress: OnProgress;
  /** Default: the model's own. */
  readonly scheme?: string;
  /** The person's own list of places: their names are known, as those of the list are. */
  readonly ownPlaces?: () => Promise<readonly UserPlace[]>;
  /** What an earlier reading had found. */
  readonly from?: PartialRun | undefined;
  /** What has been found so far, at intervals. */
  readonly onPartial?: (partial: PartialRun) => void;
}

/** Sentences to read as they stand, beside what is stored. */
export interface TrialReading {
  readonly raw: string;
  readonly batches: readonly (readonly Segment[])[];
  readonly scheme: string;
  readonly signal: AbortSignal;
  /** Words read so far. */
  readonly onWords: (words: number) => void;
}

/** What only the composition root knows how to do; the interface calls nothing else outside itself. */
export interface Services {
  readonly store: DocumentStore;
  readonly model: ModelService;
  /** Tags one document from start to end. */
  tag(document: Document, callbacks: ReadingCallbacks): Promise<Run>;
  /** Reads sentences and stores nothing. */
  tagSentences(reading: TrialReading): Promise<readonly Span[]>;
  /** Shows how the tags of one sentence come about. The model must have been loaded. */
  inspect(request: InspectRequest, signal: AbortSignal): Promise<Inspection>;
  /** Finds the places of a tagged document in the places worker, which starts when first needed. */
  link(
    document: Document,
    run: Run,
    callbacks: Pick<ReadingCallbacks, 'signal' | 'onProgress'> & { readonly knowledge: PlaceKnowledge },
  ): Promise<readonly Link[]>;
  /** The list of places, in the same worker. */
  readonly places: PlaceBook;
  /** Lists of further places that a person may add. */
  openPacks(): Promise<PackStore>;
  /** Opens the list anew after packs were added or removed. Rejects with `places/*`: what was open stays open. */
  reloadPlaces(): Promise<void>;
  /** The places of all rows of a table, in their order; sentences go through the model. */
  geocode(
    rows: readonly GeocodeRow[],
    options: Omit<GeocodeOptions, 'linker' | 'findMentions'>,
  ): Promise<GeocodedRow[]>;
  /** Stores the sample with its result and returns its id. */
  storeSample(): Promise<string>;
  readonly baseUrl: string;
}
