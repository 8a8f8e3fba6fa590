import { createLinker, type LinkerOptions, type WorkerLinker } from './worker-linker';

export type { LoadedPlaces } from './protocol';
export type { WorkerLinker } from './worker-linker';

/** Linking in the places worker. */
export function createWorkerLinker(options: LinkerOptions): WorkerLinker {
  return createLinker({
    ...options,
    createWorker: () =>
      new Worker(new URL('./worker/entry.ts', import.meta.url), { type: 'module', name: 'places' }),
  });
}
