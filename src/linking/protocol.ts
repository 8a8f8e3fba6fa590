import type { ErrorCode, ErrorData, Link, LinkRequest } from '../domain';

/** Page to worker; `id` of a request. */
export type PlacesRequest =
  | { readonly type: 'load'; readonly id: number; readonly baseUrl: string }
  | { readonly type: 'link'; readonly id: number; readonly request: LinkRequest }
  /** Gives up an earlier request; that one is answered with `tag/cancelled`, this one not at all. */
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'known'; readonly id: number; readonly names: readonly string[] };

/** What ends a request well. */
export type PlacesOutcome =
  | { readonly type: 'loaded'; readonly size: number }
  | { readonly type: 'linked'; readonly links: readonly Link[] }
  /** Gives up an earlier request; that one is answered with `tag/cancelled`, this one not at all. */
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'known'; readonly names: readonly string[] };

/** Worker to page: exactly one per request. */
export type PlacesResponse =
  | { readonly type: 'done'; readonly id: number; readonly outcome: PlacesOutcome }
  | {
      readonly type: 'failed';
      readonly id: number;
      readonly error: { readonly code: ErrorCode; readonly message: string; readonly data: ErrorData };
    };
