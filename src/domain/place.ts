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
  /** Radius in metres within which it lies; null or absent where the coordinates are those of the place itself. */
  readonly uncertaintyM?: number | null;
}

/** A place that a person added to their own list; its id is `user:` and a UUID. An area has `uncertaintyM`. */
export interface UserPlace extends Place {
  readonly note: string;
  readonly source: string;
}

const OWN_PREFIX = 'user:';

/** Id of a person's own place. */
export const ownPlaceId = (uuid: string): string => `${OWN_PREFIX}${uuid}`;
export const isOwnPlace = (id: string): boolean => id.startsWith(OWN_PREFIX);

/** Why a candidate was ranked where it is, or why there is no link; sentences live in `messages`. */
export interface Reason {
  readonly code:
    | 'exactName'
    | 'foldedName'
    | 'fuzzyName'
    | 'onlyCandidate'
    | 'largerPlace'
    | 'higherLevel'
    | 'insideNamed'
    | 'nearNamed'
    | 'sideNamed'
    | 'sector'
    | 'sameCountry'
    | 'sameArea'
    | 'focus'
    | 'levelCue'
    | 'namesakeOnly'
    | 'notInGazetteer'
    | 'fewVillages'
    | 'packOffered'
    | 'tooAmbiguous'
    | 'personLike'
    | 'userChoice'
    | 'ownPlace'
    | 'decided';
  readonly data?: Readonly<Record<string, string | number>>;
}

/**
 * How a name was found in the list: as written; with letters folded; after the article or a clitic was taken off or put
 * on; with spaces set otherwise; one letter apart.
 */
export const NAME_MATCHES = ['exact', 'folded', 'clitic', 'spacing', 'fuzzy'] as const;
export type NameMatch = (typeof NAME_MATCHES)[number];

/**
 * `personLike`, `wordLike`: believed only after a word such as «قرية»; `area`: stretches far, its point is its middle.
 */
export const PLACE_FLAGS = ['personLike', 'wordLike', 'area'] as const;
export type PlaceFlag = (typeof PLACE_FLAGS)[number];

/** An administrative area that a place lies in. */
export interface AdminArea {
  /** Id of its entry. */
  readonly id: string;
  readonly name: string;
}

/** An administrative area with its point and what it is called elsewhere. */
export interface DescribedArea extends AdminArea {
  readonly lat: number;
  readonly lon: number;
  /** May be empty. */
  readonly english: string;
  /** OCHA's code, or empty. */
  readonly pcode: string;
}

/** All that is known of an entry of the list. */
export interface PlaceDescription extends Omit<Place, 'name'> {
  /** Arabic names, best first. */
  readonly names: readonly string[];
  /** May be empty. */
  readonly english: string;
  /** Kurdish, Turkish and Persian names in their own letters. */
  readonly otherNames: readonly string[];
  /** OCHA's code, or empty. */
  readonly pcode: string;
  readonly adm1: DescribedArea | null;
  readonly adm2: DescribedArea | null;
  readonly adm3: DescribedArea | null;
}

/** Rings of `[lon, lat]` in degrees, as GeoJSON orders them: polygons, their rings, points. */
export type MultiPolygon = readonly (readonly (readonly (readonly [lon: number, lat: number])[])[])[];

/** What the list knows of an entry beyond {@link Place}. */
export interface PlaceDetails {
  readonly match: NameMatch;
  /** Governorate, district and subdistrict that it lies in or is, where known. */
  readonly adm1: AdminArea | null;
  readonly adm2: AdminArea | null;
  readonly adm3: AdminArea | null;
  /** Digits of the population, 0 to 8: 5 is 10,000 to 99,999; 0 when unknown. */
  readonly populationDigits: number;
  readonly flags: readonly PlaceFlag[];
  readonly uncertaintyM: number | null;
}

interface Proposal extends Place {
  /** Name of the governorate or country it lies in, for display; may be empty. */
  readonly within: string;
  /** 0 to 1. */
  readonly score: number;
  readonly reasons: readonly Reason[];
}

/** A proposed gazetteer entry. */
export interface Candidate extends Proposal, PlaceDetails {
  readonly uncertaintyM: number | null;
}

/** A candidate as a link keeps it: details may be left out, and always are from links of an older version. */
export type KeptCandidate = Proposal & Partial<PlaceDetails>;

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
  readonly candidates: readonly KeptCandidate[];
}

/** A link as stored: one per document and mention start. */
export interface StoredLink extends Link {
  /** `${documentId}:${runId}:${start}`. */
  readonly id: string;
  readonly runId: string;
  readonly origin: 'predicted' | 'gold';
}
