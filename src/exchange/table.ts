/** What a cell holds: texts are never read as numbers or formulas by a spreadsheet, dates are real dates in XLSX. */
export type ColumnKind = 'text' | 'number' | 'integer' | 'date';

export interface Column {
  /** Stable English key; the header of CSV files. */
  readonly key: string;
  /** Title in the interface language; the header of what people read. */
  readonly title: string;
  readonly kind: ColumnKind;
}

export type Cell = string | number | null;

/** A table on its way out. */
export interface Table {
  readonly id: 'names' | 'mentions' | 'places' | 'register';
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** Sentences about the table, where a format has room for them. */
  readonly notes?: readonly string[];
}

/** A number with ASCII digits and a point, never with an exponent, whatever the interface language; empty for none. */
export function plainNumber(value: number): string {
  if (!Number.isFinite(value)) return '';
  const plain = String(value);
  return plain.includes('e') ? UNGROUPED.format(value) : plain;
}

const UNGROUPED = new Intl.NumberFormat('en-US', { useGrouping: false, maximumFractionDigits: 20 });
