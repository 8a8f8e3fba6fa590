import type { StoredLink } from '../../domain';
import { daysOf, histogram, isWithin, type DaySpan } from '../../map';
import type { App } from './app.svelte';
import { onePerApp } from './one-per-app.svelte';

const BARS = 40;

/** Which texts the map, its table and exports of places take, by the date of the text. */
export class DateFilter {
  readonly #app: App;
  /** First and last day, `YYYY-MM-DD`; empty for no limit. */
  from = $state('');
  to = $state('');
  showsUndated = $state(true);

  constructor(app: App) {
    this.#app = app;
  }

  readonly #spans: ReadonlyMap<string, DaySpan | null> = $derived.by(
    () => new Map(this.#app.reading.documents.map(({ id, source }) => [id, daysOf(source.published)])),
  );
  readonly #dated: readonly DaySpan[] = $derived.by(() =>
    [...this.#spans.values()].filter((span) => span !== null),
  );
  readonly count: number = $derived.by(() => this.#spans.size);
  readonly undatedCount: number = $derived.by(() => this.count - this.#dated.length);
  /** Days of the earliest and the latest text, or null where none has a date. */
  readonly whole: DaySpan | null = $derived.by(() => {
    const [first] = this.#dated.map((span) => span.first).sort();
    const last = this.#dated.map((span) => span.last).sort();
    return first === undefined ? null : { first, last: last.at(-1) ?? first };
  });
  /** Counts of texts over the time from the earliest to the latest. */
  readonly bars: readonly number[] = $derived.by(() => histogram(this.#dated, BARS));
  /** One text needs no filter by date. */
  readonly isOffered: boolean = $derived.by(
    () => this.#app.reading.scope === 'all' && this.count > 1 && this.whole !== null,
  );
  readonly isActive: boolean = $derived.by(
    () => this.isOffered && (this.from !== '' || this.to !== '' || !this.showsUndated),
  );
  /** Texts in scope that pass. */
  readonly shown: ReadonlySet<string> = $derived.by(() => {
    const passes = (span: DaySpan | null) => (span ? isWithin(span, this) : this.showsUndated);
    return new Set([...this.#spans].flatMap(([id, span]) => (!this.isActive || passes(span) ? [id] : [])));
  });

  /** Links of texts that pass; the same list where nothing is filtered. */
  filter(links: readonly StoredLink[]): readonly StoredLink[] {
    return this.isActive ? links.filter(({ documentId }) => this.shown.has(documentId)) : links;
  }

  clear(): void {
    this.from = '';
    this.to = '';
    this.showsUndated = true;
  }
}

/** The filter by date, made when the map is first opened. */
export const datesOf = onePerApp((app) => new DateFilter(app));
