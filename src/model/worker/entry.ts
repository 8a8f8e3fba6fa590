import { createBrowserNer } from './browser-ner';
import { createHost } from './host';

const { port1, port2 } = new MessageChannel();
port1.start();

/** A message to itself stands behind those that wait; timers that follow each other are held back 4 ms by browsers. */
const pause = (): Promise<void> =>
  new Promise((resolve) => {
    port1.addEventListener('message', () => resolve(), { once: true });
    port2.postMessage(null);
  });

createHost(self, createBrowserNer(), pause);
