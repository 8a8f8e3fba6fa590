import type { Range } from './text';

export const PLACE_LEVELS = [
  'country',
  'governorate',
  'district',
  'subdistrict',
  'town',
  'quarter',
  'facility',
  'region',
  'water',
] as const;
export type PlaceLevel = (typeof PLACE_LEVELS)[number];

/** A place as a link keeps it: enough that a vanished id loses nothing. */
export interface Place {
  /** `wof:… geonames:… pcode:… iso:… mawdi:…`, never a row number. */
  readonly id: string;
  readonly name: string;
  /** WGS 84 degrees. */
  readonly lat: number;
  readonly lon: number;
  readonly level: PlaceLevel;
  /** ISO 3166-1 alpha-2, or null where none is printed. */
  readonly country: string | null;
}

/** Why a candidate was ranked where it is, or why there is no link; sentences live in `messages`. */
export interface Reason {
  readonly code:
    | 'exactName'
    | 'foldedName'
    | 'onlyCandidate'
    | 'largerPlace'
    | 'higherLevel'
    | 'sameCountry'
    | 'levelCue'
    | 'notInGazetteer'
    | 'tooAmbiguous'
    | 'personLike'
    | 'userChoice';
  readonly data?: Readonly<Record<string, string | number>>;
}

/** A proposed gazetteer entry. */
export interface Candidate extends Place {
  /** Name of the governorate or country it lies in, for display; may be empty. */
  readonly within: string;
  /** 0 to 1. */
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/** The decision for one mention of a place: a place, or NIL with its reason. */
export interface Link extends Range {
  readonly documentId: string;
  readonly surface: string;
  /** The name that was looked up. */
  readonly toponym: string;
  readonly place: Place | null;
  readonly score: number;
  readonly reasons: readonly Reason[];
  /** Best first; holds the chosen one too. */
  readonly candidates: readonly Candidate[];
}

/** A link as stored: one per document and mention start. */
export interface StoredLink extends Link {
  /** `${documentId}:${runId}:${start}`. */
  readonly id: string;
  readonly runId: string;
  readonly origin: 'predicted' | 'gold';
}
