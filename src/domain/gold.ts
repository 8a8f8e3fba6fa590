import type { RawOffset } from './brands';
import type { Label, Stem } from './span';
import type { Place, UserPlace } from './place';
import type { Range } from './text';

/**
 * How a mark came to be: `predicted` by a model and not looked at; `made` by a person; `confirmed` one by one or by
 * reading its sentence; `bulk`: accepted with many others unseen; `propagated` from the same name elsewhere;
 * `imported` with a labelled file; `rejected`: a person said that nothing is there.
 */
export const ORIGINS = [
  'predicted',
  'made',
  'confirmed',
  'bulk',
  'propagated',
  'imported',
  'rejected',
] as const;
export type Origin = (typeof ORIGINS)[number];

/** What edits are about: a labelled range as a person left it, or as the model proposed it. */
export interface Mark extends Range {
  readonly label: Label;
  readonly stem: Stem;
  readonly origin: Origin;
}

/** Whether the sentence that starts here was read; made so by an explicit key, never by scrolling. */
export interface SentenceReading {
  readonly start: RawOffset;
  readonly isRead: boolean;
}

export const REVIEW_STATUSES = ['untouched', 'inReview', 'done'] as const;
/** Where the review of a document stands, and whether the model's marks are hidden until it is done. */
export interface ReviewState {
  readonly status: (typeof REVIEW_STATUSES)[number];
  readonly isBlind: boolean;
}

/** Gold of a whole labelled file: every sentence of it counts as read. */
export interface ImportedGold {
  readonly marks: readonly Mark[];
  readonly sentenceStarts: readonly RawOffset[];
}

/**
 * A sentence drawn for an audit of the collection. The edits of an audit have a scheme of their own, `audit:` and its
 * id, so that they stay apart from the work's gold.
 */
export interface DrawnSentence extends Range {
  /** Place in the sample, from 0. */
  readonly order: number;
  /** Sentences drawn. */
  readonly size: number;
  /** Sentences of the whole collection at the time of the draw. */
  readonly collection: number;
  readonly seed: number;
  /** Scheme under which the model is audited. */
  readonly scheme: string;
}

const AUDIT_PREFIX = 'audit:';

/** Scheme of the edits of an audit: they stay apart from the work's gold. */
export const auditScheme = (id: string): string => `${AUDIT_PREFIX}${id}`;
export const isAuditScheme = (scheme: string): boolean => scheme.startsWith(AUDIT_PREFIX);

/** A person or organisation across documents. */
export interface Entity {
  readonly id: string;
  readonly label: Label;
  /** As shown. */
  readonly name: string;
  /** Written forms, the name itself among them. */
  readonly aliases: readonly string[];
  /** English form that a person gave; empty for none. */
  readonly english: string;
  /** Set instead of removing the record: true after it was merged into another. */
  readonly isGone: boolean;
}

/** Two written forms that a person said are not the same, in the order of their folded keys. */
export interface NotSame {
  readonly label: Label;
  readonly first: string;
  readonly second: string;
  readonly isNotSame: boolean;
}

/**
 * What a person decided about one mention of a place; over every run, since it belongs to the text. Where the gold
 * layer holds another range now, it is about nothing and waits.
 */
export interface LinkChoice extends Range {
  /** The name that was looked up: what the same decision elsewhere is found by. */
  readonly toponym: string;
  /** `null`: none of the places known; it stays off the map. */
  readonly place: Place | null;
  /** `confirmed` one by one; `propagated` from the same name elsewhere. */
  readonly origin: 'confirmed' | 'propagated';
}

/** How exactly a place is given to others: where it is; rounded; by the area it lies in; not at all. */
export const PRECISIONS = ['exact', 'town', 'district', 'governorate', 'hidden'] as const;
export type Precision = (typeof PRECISIONS)[number];

/** How exactly a person wants a place to be given to others; `null`: as the default says. */
export interface PlacePrecision {
  readonly placeId: string;
  readonly precision: Precision | null;
}

/** What a person said of the whole collection's places. */
export interface PlaceFocus {
  /** ISO 3166-1 alpha-2 of the countries that the collection is about; empty for none. */
  readonly countries: readonly string[];
  /** Whether countries named as governments («قالت سوريا») stay off the map. */
  readonly hidesGovernments: boolean;
}

/**
 * What an edit does, with the type of its `before` and `after`; `null` stands for nothing there. Both carry the values,
 * so every edit can be inverted. Edits of the register (`setEntity`, `setNotSame`) belong to no document: their
 * `documentId` is {@link REGISTER_ID}; that of `setPlace`, `setPrecision` and `setFocus` is {@link PLACES_ID}.
 */
export interface EditValues {
  readonly addSpan: Mark | null;
  readonly removeSpan: Mark | null;
  readonly changeSpan: Mark | null;
  readonly acceptSpan: Mark | null;
  readonly rejectSpan: Mark | null;
  readonly setSentence: SentenceReading;
  readonly setReview: ReviewState;
  readonly importGold: ImportedGold | null;
  readonly drawSentence: DrawnSentence | null;
  readonly setEntity: Entity | null;
  readonly setNotSame: NotSame;
  readonly setSideBlock: unknown;
  readonly setLink: LinkChoice | null;
  readonly setPlace: UserPlace | null;
  readonly setPrecision: PlacePrecision;
  readonly setFocus: PlaceFocus;
  readonly setSource: unknown;
  readonly setTitle: unknown;
}
export type EditOp = keyof EditValues;

/** `documentId` of edits that are about the register, not about one document. */
export const REGISTER_ID = 'register';

/** `documentId` of edits about places whatever the text: own ones, how exactly they are shared, the focus. */
export const PLACES_ID = 'places';
