import { ACTIVATE_NOW, KEEP_PLACES } from './worker/messages';
import { createShellWorker, type BuildInfo } from './worker/shell';

/** Written by the build (`tools/vite/service-worker.ts`). */
declare const __BUILD_INFO__: BuildInfo;

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const shell = createShellWorker(__BUILD_INFO__, {
  caches: worker.caches,
  fetch: (request, init) => worker.fetch(request, init),
  scope: new URL(worker.registration.scope),
});

worker.addEventListener('install', (event) => event.waitUntil(shell.install()));
worker.addEventListener('activate', (event) =>
  event.waitUntil(shell.activate().then(() => worker.clients.claim())),
);
worker.addEventListener('message', (event) => {
  // Only when a person agreed: a new version must not take over under a running worker.
  if (event.data === ACTIVATE_NOW) event.waitUntil(worker.skipWaiting());
  // Without a connection it fails, and the next tagging asks again.
  if (event.data === KEEP_PLACES) event.waitUntil(shell.keepPlaces().catch(() => undefined));
});
worker.addEventListener('fetch', (event) => {
  const response = shell.respond(event.request);
  if (response !== undefined) event.respondWith(response);
});
