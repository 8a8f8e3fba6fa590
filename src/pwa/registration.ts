import { ACTIVATE_NOW, KEEP_PLACES } from './worker/messages';

/** How the page hears of its service worker. */
export interface RegistrationOptions {
  /** The base of the site, ending in a slash. */
  readonly baseUrl: string;
  /** A newer version is stored and waits for {@link applyUpdate}. May be called again for a still newer one. */
  onUpdate?(): void;
  /** The page and its programs are stored: it opens without a connection from now on. */
  onReady?(): void;
}

const RELOADED_KEY = 'mawdi-isolation-reload';
const HOUR_MS = 3_600_000;

/**
 * Registers the service worker; resolves when the registration is known, and never rejects: without a service worker the page works online.
 * On a host that sends no isolation headers the page reloads itself once, as soon as the worker answers for it, unless the person has begun to
 * work: then the next visit is isolated, and this one runs with one thread.
 */
export async function registerServiceWorker(options: RegistrationOptions): Promise<void> {
  const { serviceWorker } = navigator;
  // Undefined in insecure contexts and in some private windows, whatever the type says.
  if ((serviceWorker as ServiceWorkerContainer | undefined) === undefined) return;
  reloadForIsolation(serviceWorker);
  try {
    const registration = await serviceWorker.register(`${options.baseUrl}sw.js`, {
      scope: options.baseUrl,
      updateViaCache: 'none',
    });
    announceUpdates(registration, serviceWorker, () => options.onUpdate?.());
    checkOnReturn(registration);
    void serviceWorker.ready.then(() => options.onReady?.());
  } catch (thrown) {
    console.warn('No offline copy:', thrown);
  }
}

/**
 * Lets the waiting version take over and reloads the page with it. Does nothing when none waits. Chromium waits for the
 * old worker to rest first: at once as a rule, 30 seconds when it was started a moment ago (measured in version 156).
 */
export async function applyUpdate(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration();
  const waiting = registration?.waiting;
  if (!waiting) return;
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting.postMessage(ACTIVATE_NOW);
}

/**
 * Stores gazetteer and base map for use without a connection; call it after the first tagging, since the map may not have been looked at yet.
 * Does nothing where no service worker answers for the page.
 */
export function keepPlaces(): void {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  void container?.ready.then(({ active }) => active?.postMessage(KEEP_PLACES));
}

function announceUpdates(
  registration: ServiceWorkerRegistration,
  container: ServiceWorkerContainer,
  onUpdate: () => void,
): void {
  if (registration.waiting && container.controller) onUpdate();
  registration.addEventListener('updatefound', () => {
    const installing = registration.installing;
    installing?.addEventListener('statechange', () => {
      // Without a controller this is the first version, not an update.
      if (installing.state === 'installed' && container.controller) onUpdate();
    });
  });
}

/** A page that stays open for days asks for a newer version when one comes back to it, at most once an hour. */
function checkOnReturn(registration: ServiceWorkerRegistration): void {
  let checkedAt = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || !navigator.onLine || Date.now() - checkedAt < HOUR_MS) return;
    checkedAt = Date.now();
    registration.update().catch(() => undefined);
  });
}

function reloadForIsolation(container: ServiceWorkerContainer): void {
  if (crossOriginIsolated) return;
  let hasBegun = false;
  const begin = () => (hasBegun = true);
  for (const type of ['keydown', 'pointerdown', 'paste', 'drop'] as const)
    addEventListener(type, begin, { once: true, capture: true });
  const reload = () => {
    // Once a session: a browser that refuses isolation must not reload for ever.
    if (hasBegun || sessionStorage.getItem(RELOADED_KEY) !== null) return;
    sessionStorage.setItem(RELOADED_KEY, '1');
    location.reload();
  };
  if (container.controller) reload();
  else container.addEventListener('controllerchange', reload, { once: true });
}
