import { runtimeFiles } from '../browser';
import type { ModelStore } from '../download';
import type { WorkerTagger } from '../worker-tagger';
import { createModelShelf, type ModelShelf } from './shelf';

/** The models of this device; loaded when a person looks at them. */
export function openModelShelf(options: {
  readonly baseUrl: string;
  readonly store: ModelStore;
  readonly tagger: WorkerTagger;
}): ModelShelf {
  const { deviceMemory, userAgent } = navigator as Navigator & { readonly deviceMemory?: number };
  return createModelShelf({
    ...options,
    runtime: runtimeFiles(),
    device: { memoryGiB: deviceMemory, isPhone: /Android|iPhone|iPad|Mobile/i.test(userAgent) },
  });
}
