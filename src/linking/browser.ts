import type { Linker } from '../domain';
import { createLinker } from './worker-linker';

/** Linking in the places worker; `baseUrl` is the base of the site, ending in a slash. */
export function createWorkerLinker(options: { baseUrl: string }): Linker {
  return createLinker({
    ...options,
    createWorker: () =>
      new Worker(new URL('./worker/entry.ts', import.meta.url), { type: 'module', name: 'places' }),
  });
}
