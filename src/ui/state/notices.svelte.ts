import { toAppError, type AppError } from '../../domain';

export interface Notice {
  readonly id: number;
  readonly kind: 'info' | 'error';
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const SHOWN_MS = 9000;

/** Short messages at the edge of the page, and the sentence that screen readers hear. */
export class Notices {
  list = $state.raw<readonly Notice[]>([]);
  /** The newest announcement for the live region. */
  spoken = $state('');
  #next = 1;
  readonly #sentence: (error: AppError) => string;

  constructor(sentence: (error: AppError) => string) {
    this.#sentence = sentence;
  }

  /** Shows a sentence for a while; with an action it stays a little longer. */
  say(text: string, action?: Notice['action']): void {
    this.#add({ id: this.#next++, kind: 'info', text, ...(action ? { action } : {}) }, SHOWN_MS);
  }

  /** Shows what went wrong and what to do; stays until dismissed. A cancelled job is only announced. */
  fail(thrown: unknown): void {
    const error = toAppError(thrown);
    const text = this.#sentence(error);
    if (error.code === 'tag/superseded') return;
    if (error.code === 'tag/cancelled') {
      this.say(text);
      return;
    }
    if (error.code === 'internal') console.error(error.cause ?? error);
    this.#add({ id: this.#next++, kind: 'error', text }, 0);
  }

  /** Speaks to screen readers only. */
  announce(text: string): void {
    // The same text twice is not a change to a live region: a trailing space makes it one.
    this.spoken = this.spoken === text ? `${text} ` : text;
  }

  dismiss(id: number): void {
    this.list = this.list.filter((notice) => notice.id !== id);
  }

  #add(notice: Notice, lifeMs: number): void {
    this.list = [...this.list.filter((other) => other.text !== notice.text), notice].slice(-4);
    this.announce(notice.text);
    if (lifeMs > 0) setTimeout(() => this.dismiss(notice.id), lifeMs);
  }
}
