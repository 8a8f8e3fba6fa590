import { expect, type Page } from '@playwright/test';

/** Asks for a new version and resolves to what became of it. */
export const lookForUpdate = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update();
    const worker = registration?.installing;
    while (worker?.state === 'installing') await new Promise((done) => setTimeout(done, 50));
    return worker?.state ?? 'none';
  });

/**
 * What the browser does to a worker after 30 idle seconds; while a test's debugger is attached to it, it never does, and
 * the next version would wait for ever.
 */
export async function letOldWorkerRest(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const versions = new Map<string, { status: string; runningStatus: string }>();
  session.on('ServiceWorker.workerVersionUpdated', (event) => {
    for (const version of event.versions) versions.set(version.versionId, version);
  });
  await session.send('ServiceWorker.enable');
  await expect.poll(() => versions.size).toBeGreaterThan(0);
  for (const [versionId, { status, runningStatus }] of versions)
    if (status === 'activated' && runningStatus === 'running')
      await session.send('ServiceWorker.stopWorker', { versionId });
  await session.detach();
}
