import type {
  Candidate,
  ErrorCode,
  ErrorData,
  Link,
  LinkRequest,
  MultiPolygon,
  PlaceDescription,
  UserPlace,
} from '../domain';

/** Page to worker; `id` of a request. */
export type PlacesRequest =
  /** `again`: opens the list anew, since packs were added or removed; what is open stays until then. */
  | { readonly type: 'load'; readonly id: number; readonly baseUrl: string; readonly again?: boolean }
  | { readonly type: 'link'; readonly id: number; readonly request: LinkRequest }
  /** Gives up an earlier request; that one is answered with `tag/cancelled`, this one not at all. */
  | { readonly type: 'cancel'; readonly id: number }
  | {
      readonly type: 'known';
      readonly id: number;
      readonly names: readonly string[];
      readonly ownPlaces?: readonly UserPlace[];
    }
  | { readonly type: 'search'; readonly id: number; readonly query: string; readonly limit: number }
  | { readonly type: 'describe'; readonly id: number; readonly ids: readonly string[] }
  | { readonly type: 'english'; readonly id: number; readonly names: readonly string[] }
  | { readonly type: 'outlines'; readonly id: number; readonly ids: readonly string[] };

/** What the worker has opened. */
export interface LoadedPlaces {
  /** Places in the list, packs included. */
  readonly size: number;
  /** Ids of the packs behind it. */
  readonly packs: readonly string[];
  /** The current list arrived damaged: the last good one is in use. */
  readonly isEarlier: boolean;
  /** Ids of packs that were stored, but damaged, and are gone now. */
  readonly damagedPacks: readonly string[];
}

/** What ends a request well. */
export type PlacesOutcome =
  | ({ readonly type: 'loaded' } & LoadedPlaces)
  | { readonly type: 'linked'; readonly links: readonly Link[] }
  | { readonly type: 'known'; readonly names: readonly string[] }
  | { readonly type: 'search'; readonly candidates: readonly Candidate[] }
  | { readonly type: 'describe'; readonly places: ReadonlyMap<string, PlaceDescription> }
  | { readonly type: 'english'; readonly forms: ReadonlyMap<string, string> }
  | { readonly type: 'outlines'; readonly outlines: ReadonlyMap<string, MultiPolygon> };

/** Worker to page: any number of parts, then exactly one `done` or `failed` per request. */
export type PlacesResponse =
  /** Links that come before those of `done`: thousands in one message would hold the page while they are unpacked. */
  | { readonly type: 'part'; readonly id: number; readonly links: readonly Link[] }
  | { readonly type: 'done'; readonly id: number; readonly outcome: PlacesOutcome }
  | {
      readonly type: 'failed';
      readonly id: number;
      readonly error: { readonly code: ErrorCode; readonly message: string; readonly data: ErrorData };
    };
