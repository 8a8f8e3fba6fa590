/** Bytes used by this site and offered by the browser. */
export interface StorageEstimate {
  readonly usage: number;
  readonly quota: number;
}

/** Both are 0 where the browser does not say. */
export async function storageEstimate(): Promise<StorageEstimate> {
  const storage = navigator.storage as StorageManager | undefined;
  const { usage = 0, quota = 0 } = (await storage?.estimate()) ?? {};
  return { usage, quota };
}

/** Asks the browser not to clear this site's data when space is short; call it on a person's action. False when it does not promise. */
export async function requestPersistence(): Promise<boolean> {
  const storage = navigator.storage as StorageManager | undefined;
  if (storage === undefined) return false;
  return (await storage.persisted()) || (await storage.persist());
}

/** Calls back with whether there is a connection, now and at every change; returns what stops it. */
export function watchOnline(onChange: (isOnline: boolean) => void): () => void {
  const tell = () => onChange(navigator.onLine);
  addEventListener('online', tell);
  addEventListener('offline', tell);
  tell();
  return () => {
    removeEventListener('online', tell);
    removeEventListener('offline', tell);
  };
}

/** Chromium's event; other browsers install from their own menus. */
interface InstallPromptEvent extends Event {
  prompt(): Promise<{ outcome: 'accepted' | 'dismissed' }>;
}

/**
 * Calls back with a function that asks the person to install, when the browser offers that, and with `undefined` once it is used up;
 * the function resolves to whether the person agreed. Returns what stops it.
 */
export function watchInstallPrompt(
  onChange: (install: (() => Promise<boolean>) | undefined) => void,
): () => void {
  const offer = (event: Event) => {
    event.preventDefault();
    onChange(async () => {
      onChange(undefined);
      return (await (event as InstallPromptEvent).prompt()).outcome === 'accepted';
    });
  };
  const used = () => onChange(undefined);
  addEventListener('beforeinstallprompt', offer);
  addEventListener('appinstalled', used);
  return () => {
    removeEventListener('beforeinstallprompt', offer);
    removeEventListener('appinstalled', used);
  };
}
