import type * as exchange from '../../exchange';
import type {
  ColumnChoice,
  OwnCoordinates,
  Sheet,
  SheetCell,
  SheetFile,
  SheetLook,
  SheetProblem,
} from '../../exchange';
import { geocodeMessages } from '../../messages';
import type { App } from './app.svelte';

const NO_COLUMNS: ColumnChoice = { text: null, id: null, date: null, lat: null, lon: null };
/** Rows that a look at a table shows. */
const PREVIEWED = 5;

/** A person's own table as it was read, and what its columns hold. */
export class TableColumns {
  file = $state.raw<SheetFile | null>(null);
  /** Why the last file could not be read. */
  problem = $state.raw<{ readonly fileName: string; readonly problem: SheetProblem } | null>(null);
  isReading = $state(false);
  sheetIndex = $state(0);
  look = $state.raw<SheetLook | null>(null);
  hasHead = $state(true);
  choice = $state.raw<ColumnChoice>(NO_COLUMNS);
  coordinates = $state.raw<OwnCoordinates | null>(null);
  protected readonly app: App;
  /** Loaded with the first file. */
  #exchange = $state.raw<typeof exchange | null>(null);

  constructor(app: App) {
    this.app = app;
  }

  readonly m = $derived.by(() => geocodeMessages[this.app.settings.language]);
  readonly sheet: Sheet | null = $derived.by(() => this.file?.sheets[this.sheetIndex] ?? null);
  /** Index of the first row under the headings. */
  readonly start: number = $derived.by(() => (this.look?.first ?? 0) + (this.hasHead ? 1 : 0));
  /** Rows under the headings. */
  readonly data: readonly (readonly SheetCell[])[] = $derived.by(
    () => this.sheet?.rows.slice(this.start) ?? [],
  );
  /** Letters of the columns with their headings. */
  readonly columnNames: readonly string[] = $derived.by(() => {
    const { sheet, hasHead, start, m } = this;
    const tools = this.#exchange;
    if (!sheet || !tools) return [];
    const width = sheet.rows.reduce((most, row) => Math.max(most, row.length), 0);
    return Array.from({ length: width }, (_, at) => {
      const letters = tools.columnLetters(at);
      const name = hasHead ? tools.cellText(sheet.rows[start - 1]?.[at]).trim() : '';
      return name === '' ? letters : m.column(letters, name);
    });
  });
  /** The first rows as text. */
  readonly previewRows: readonly (readonly string[])[] = $derived.by(() => {
    const tools = this.#exchange;
    return tools ? this.data.slice(0, PREVIEWED).map((row) => row.map((cell) => tools.cellText(cell))) : [];
  });

  /** Reads a file and guesses its columns; false with the problem where it is no table. */
  async read(file: File): Promise<boolean> {
    this.isReading = true;
    this.problem = null;
    try {
      const tools = (this.#exchange = await import('../../exchange'));
      const read = await tools.readSheetFile(new Uint8Array(await file.arrayBuffer()), file.name);
      if (!read.ok) {
        this.problem = { fileName: file.name, problem: read.error };
        return false;
      }
      this.file = read.value;
      this.chooseSheet(
        Math.max(
          0,
          read.value.sheets.findIndex(({ rows }) => rows.length > 1),
        ),
      );
      return true;
    } catch (thrown) {
      this.app.notices.fail(thrown);
      return false;
    } finally {
      this.isReading = false;
    }
  }

  chooseSheet(index: number): void {
    this.sheetIndex = index;
    if (!this.sheet || !this.#exchange) return;
    this.look = this.#exchange.lookAtSheet(this.sheet);
    this.hasHead = this.look.hasHead;
    this.choice = this.look.choice;
    this.readCoordinates();
  }

  setHead(hasHead: boolean): void {
    this.hasHead = hasHead;
    this.readCoordinates();
  }

  /** Takes a column as holding something, or nothing as that. One column holds one thing. */
  choose(kind: keyof ColumnChoice, column: number | null): void {
    const freed = Object.fromEntries(
      Object.entries(this.choice).map(([other, at]: [string, number | null]) => [
        other,
        at === column ? null : at,
      ]),
    );
    this.choice = { ...NO_COLUMNS, ...freed, [kind]: column };
    this.readCoordinates();
  }

  /** A cell as it is written. */
  protected textOf(cell: SheetCell | undefined): string {
    return this.#exchange?.cellText(cell) ?? '';
  }

  private readCoordinates(): void {
    this.coordinates = this.#exchange?.readOwnCoordinates(this.data, this.choice) ?? null;
  }
}
