import type {
  ErrorCode,
  ErrorData,
  InspectRequest,
  Inspection,
  ModelInfo,
  Segment,
  SegmentTags,
  TagStats,
} from '../domain';
import type { ModelManifest } from './manifest';

/** Where the page's bundler put ONNX Runtime's files. */
export interface RuntimeUrls {
  readonly mjs: string;
  readonly wasm: string;
}

/** Page to worker. `id` is the request's own; `cancel` names the request to stop. */
export type Request =
  | {
      readonly type: 'load';
      readonly id: number;
      readonly manifest: ModelManifest;
      /** Folder of the model's files, ending in a slash. */
      readonly modelUrl: string;
      readonly runtime: RuntimeUrls;
      readonly threads: number;
    }
  | {
      readonly type: 'tag';
      readonly id: number;
      readonly documentId: string;
      readonly scheme: string;
      readonly segments: readonly Segment[];
    }
  | ({ readonly type: 'inspect'; readonly id: number } & InspectRequest)
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'dispose'; readonly id: number };

/** What ends a request well. */
export type Outcome =
  | { readonly type: 'loaded'; readonly info: ModelInfo }
  | { readonly type: 'tagged'; readonly stats: TagStats }
  | { readonly type: 'inspected'; readonly inspection: Inspection }
  | { readonly type: 'disposed' };

/** An error as it crosses: classes do not survive `postMessage`. */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly data: ErrorData;
}

/** Worker to page: any number of `partial`, then exactly one `done` or `failed`. */
export type Response =
  | { readonly type: 'partial'; readonly id: number; readonly results: readonly SegmentTags[] }
  | { readonly type: 'done'; readonly id: number; readonly outcome: Outcome }
  | { readonly type: 'failed'; readonly id: number; readonly error: WireError };
