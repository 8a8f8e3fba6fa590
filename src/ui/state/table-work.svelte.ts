import { knowledgeOf } from '../../correction';
import { toAppError, type AppError, type KeptCandidate, type PlaceDescription } from '../../domain';
import {
  addedColumns,
  countsOf,
  decided,
  needsLook,
  severalPlaces,
  toTableRows,
  type Entry,
  type TableRow,
} from '../geocode/table-rows';
import { onePerApp } from './one-per-app.svelte';
import { placingOf } from './placing.svelte';
import { TableColumns } from './table-columns.svelte';

export type TableStep = 'choose' | 'columns' | 'running' | 'result';
export type ReadAs = 'auto' | 'location' | 'sentence';

/** One place to look at. */
export interface QueueItem {
  readonly row: number;
  readonly at: number;
  readonly entry: Entry;
}

/** Milliseconds between two steps of the progress bar. */
const STEP_MS = 100;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}/;
const keyOf = ({ row, at }: { readonly row: number; readonly at: number }): string => `${row}:${at}`;

/** A person's own table on its way: the places of its rows, and what was decided. Kept until the page closes. */
export class TableWork extends TableColumns {
  step = $state<TableStep>('choose');
  /** What stopped the last search for places. */
  error = $state.raw<AppError | null>(null);
  readAs = $state<ReadAs>('auto');
  isDownloading = $state(false);
  progress = $state.raw<{ readonly done: number; readonly total: number } | null>(null);
  rows = $state.raw<readonly TableRow[]>([]);
  /** What screen readers hear. */
  said = $state('');
  /** Keys of what was put off, the last one last. */
  skipped = $state.raw<readonly string[]>([]);
  isSaved = $state(false);
  #wanted = $state<string | null>(null);
  /** A row that a person wants to look at, doubtful or not. */
  #asked = $state<number | null>(null);
  #undo = $state.raw<readonly (readonly QueueItem[])[]>([]);
  #running: AbortController | null = null;

  readonly queue: readonly QueueItem[] = $derived.by(() =>
    this.rows.flatMap(({ entries }, row) =>
      entries.flatMap((entry, at) => (needsLook(entry) ? [{ row, at, entry }] : [])),
    ),
  );
  readonly current: QueueItem | null = $derived.by(() => {
    const asked = this.#asked === null ? undefined : this.rows[this.#asked]?.entries[0];
    if (asked && this.#asked !== null) return { row: this.#asked, at: 0, entry: asked };
    const skipped = new Set(this.skipped);
    return (
      this.queue.find((item) => keyOf(item) === this.#wanted) ??
      this.queue.find((item) => !skipped.has(keyOf(item))) ??
      null
    );
  });
  /** Other rows with the very text of the current one. */
  readonly sameAsCurrent: number = $derived.by(() => {
    const { current, rows } = this;
    if (!current) return 0;
    return rows.filter((row, i) => i !== current.row && this.#isSame(row, current)).length;
  });
  readonly counts = $derived.by(() => countsOf(this.rows));
  readonly canUndo: boolean = $derived.by(() => this.#undo.length > 0);
  /** Whether closing the page would lose something. */
  readonly isUnsaved: boolean = $derived.by(
    () => this.step === 'running' || (this.step === 'result' && !this.isSaved),
  );

  /** Reads a file and shows its columns, in place of the table at hand. */
  async open(file: File): Promise<void> {
    this.discard();
    this.step = (await this.read(file)) ? 'columns' : 'choose';
  }

  /** Finds the places of all rows. */
  async run(): Promise<void> {
    const { text, date } = this.choice;
    if (text === null) return;
    const abort = (this.#running = new AbortController());
    const { signal } = abort;
    this.step = 'running';
    this.error = null;
    this.isSaved = false;
    this.progress = { done: 0, total: this.data.length };
    try {
      const texts = this.data.map((row) => this.textOf(row[text]));
      let toldAt = 0;
      const found = await this.app.services.geocode(
        texts.map((content, i) => ({
          id: String(i),
          text: content,
          date: date === null ? '' : (ISO_DATE.exec(this.textOf(this.data[i]?.[date]))?.[0] ?? ''),
        })),
        {
          ...knowledgeOf(placingOf(this.app).decisions, ''),
          readAs: this.readAs,
          signal,
          onProgress: ({ phase, done, total }) => {
            this.isDownloading = phase === 'download' && done < total;
            if (phase !== 'link' || (done < total && performance.now() - toldAt < STEP_MS)) return;
            toldAt = performance.now();
            this.progress = { done, total };
          },
        },
      );
      if (signal.aborted) return;
      this.rows = toTableRows(texts, found, this.coordinates?.points ?? []);
      this.#undo = [];
      this.skipped = [];
      this.#wanted = null;
      this.#asked = null;
      this.step = 'result';
      this.say(this.m.doneSaid(this.#number(this.rows.length), this.#number(this.queue.length)));
      if (this.app.tables === null)
        this.app.notices.say(this.m.doneBehind, { label: this.m.show, run: () => (this.app.tables = []) });
    } catch (thrown) {
      if (signal.aborted) return;
      this.error = toAppError(thrown);
      this.step = 'columns';
    } finally {
      if (this.#running === abort) this.#running = null;
      this.progress = null;
      this.isDownloading = false;
      // Sentences may have brought the model onto the device.
      void this.app.model.refresh();
    }
  }

  /** Gives up the search for places; the columns stay as they were chosen. */
  stop(): void {
    if (!this.#running) return;
    this.#running.abort();
    this.#running = null;
    this.step = 'columns';
    this.say(this.m.stopped);
  }

  /** Decides the place in front, and the same in rows with the very same text. */
  decide(choice: 'accept' | 'none' | KeptCandidate, item: QueueItem | null = this.current): void {
    if (!item) return;
    const before: QueueItem[] = [];
    const rows = this.rows;
    this.rows = rows.map((row, i) => {
      const entry = row.entries[item.at];
      if (!entry || (i !== item.row && !this.#isSame(row, item, rows))) return row;
      before.push({ row: i, at: item.at, entry });
      return { ...row, entries: row.entries.map((one, at) => (at === item.at ? decided(one, choice) : one)) };
    });
    this.#undo = [...this.#undo, before];
    this.#asked = null;
    this.#wanted = null;
    this.isSaved = false;
    const also = before.length > 1 ? this.m.alsoSame(this.#number(before.length - 1)) : '';
    const name = typeof choice === 'object' ? choice.name : (item.entry.place?.name ?? item.entry.surface);
    this.#sayNext(
      `${choice === 'none' ? this.m.saidNone(item.entry.surface) : this.m.saidPlace(name)} ${also}`,
    );
  }

  undo(): void {
    const last = this.#undo.at(-1);
    if (!last) return this.say(this.m.nothingToUndo);
    this.#undo = this.#undo.slice(0, -1);
    const back = new Map(last.map((item) => [item.row, item]));
    this.rows = this.rows.map((row, i) => {
      const item = back.get(i);
      if (!item) return row;
      return { ...row, entries: row.entries.map((one, at) => (at === item.at ? item.entry : one)) };
    });
    const [first] = last;
    this.#asked = null;
    if (first) {
      this.#wanted = keyOf(first);
      this.skipped = this.skipped.filter((key) => key !== this.#wanted);
      // What was not doubtful is not in the queue.
      if (first.at === 0 && !needsLook(first.entry)) this.#asked = first.row;
    }
    this.#sayNext(this.m.undone);
  }

  /** Puts the current place off, or goes back to the one put off last. */
  move(direction: 1 | -1): void {
    if (this.#asked !== null) {
      this.#asked = null;
    } else if (direction === 1) {
      if (!this.current) return;
      const key = keyOf(this.current);
      this.#wanted = null;
      this.skipped = [...this.skipped.filter((other) => other !== key), key];
    } else {
      const open = new Set(this.queue.map(keyOf));
      const back = this.skipped.findLast((key) => open.has(key) && key !== this.#wanted);
      if (back === undefined) return this.say(this.m.first);
      this.skipped = this.skipped.filter((key) => key !== back);
      this.#wanted = back;
    }
    this.#sayNext('');
  }

  /** Brings a row to the front, doubtful or not. */
  lookAt(row: number): void {
    this.#asked = row;
    this.#sayNext('');
  }

  /** Takes up again what was put off. */
  startAgain(): void {
    this.skipped = [];
    this.#wanted = null;
    this.#sayNext('');
  }

  /** The finished table: a workbook, or delimited text with a second file for rows of several places. */
  async files(
    format: 'csv' | 'xlsx',
  ): Promise<readonly { readonly content: BlobPart; readonly fileName: string }[]> {
    const { file, sheet } = this;
    if (!file || !sheet) return [];
    const exchange = await import('../../exchange');
    const completion = {
      described: await this.#describe(),
      sheet,
      start: this.start,
      hasHead: this.hasHead,
      choice: this.choice,
      rows: this.rows,
    };
    const more = severalPlaces(completion, this.m.severalSheet);
    const completed = { file, sheet, added: addedColumns(completion), more };
    const stem = file.fileName.replace(/\.[^.]+$/, '');
    if (format === 'xlsx') {
      const options = { rightToLeft: this.app.settings.direction === 'rtl', headRows: this.start };
      const extension = /\.xlsm$/i.test(file.fileName) ? 'xlsm' : 'xlsx';
      const content = await exchange.completedToWorkbook(completed, options);
      return [{ content, fileName: `${stem}-completed.${extension}` }];
    }
    const extension = file.delimiter === '\t' ? 'tsv' : 'csv';
    const first = {
      content: exchange.completedToDelimited(completed),
      fileName: `${stem}-completed.${extension}`,
    };
    if (!more) return [first];
    return [
      first,
      {
        content: exchange.newSheetToDelimited(more, file.delimiter),
        fileName: `${stem}-places.${extension}`,
      },
    ];
  }

  /** Lets go of the table. */
  discard(): void {
    this.stop();
    this.file = null;
    this.rows = [];
    this.problem = null;
    this.error = null;
    this.#asked = null;
    this.#undo = [];
    this.step = 'choose';
  }

  say(text: string): void {
    // The same text twice is not a change to a live region: a trailing space makes it one.
    this.said = this.said === text ? `${text} ` : text;
  }

  async #describe(): Promise<ReadonlyMap<string, PlaceDescription>> {
    const ids = this.rows.flatMap(({ entries }) => entries.flatMap(({ place }) => (place ? [place.id] : [])));
    return this.app.services.places.describe([...new Set(ids)]);
  }

  /** Whether a row has the very text of an item, nothing else to tell them apart, and stands where that one stands. */
  #isSame(row: TableRow, { row: index, at }: QueueItem, rows = this.rows): boolean {
    const like = rows[index];
    const [one, other] = [row.entries[at], like?.entries[at]];
    if (!one || !other || row.text !== like?.text || row.own || like.own) return false;
    return one.isReviewed === other.isReviewed && one.place?.id === other.place?.id;
  }

  #sayNext(first: string): void {
    const { current, m } = this;
    const text = current ? (this.rows[current.row]?.text ?? '') : '';
    const next = current
      ? m.nextSaid(current.entry.surface, current.entry.place?.name ?? m.noPlace, text)
      : this.queue.length > 0
        ? m.onlySkipped(this.#number(this.queue.length))
        : m.queueDone;
    this.say(`${first} ${next}`.trim());
  }

  #number(value: number): string {
    return this.app.settings.number(value);
  }
}

/** The table of the page; it stays while its window is closed. */
export const tableWorkOf = onePerApp((app) => new TableWork(app));
