/** A port with what the page uses of a worker. */
export class PortAsWorker extends EventTarget {
  readonly #port: MessagePort;
  constructor(port: MessagePort) {
    super();
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<unknown>) =>
      this.dispatchEvent(new MessageEvent('message', { data }));
  }
  postMessage(message: unknown): void {
    this.#port.postMessage(message);
  }
  terminate(): void {
    this.#port.close();
  }
}
