import { cellText, isBlank, widthOf } from './cells';
import type { Sheet, SheetCell } from './types';

/** What the columns of a table hold, by index from 0; null for none. */
export interface ColumnChoice {
  readonly text: number | null;
  readonly id: number | null;
  readonly date: number | null;
  /** Latitude; both coordinates where `lon` is null. */
  readonly lat: number | null;
  readonly lon: number | null;
}

/** What a look at a sheet tells before anything is done. */
export interface SheetLook {
  readonly hasHead: boolean;
  /** Index of the first row of the table, its headings where it has any; titles and blank rows may stand above. */
  readonly first: number;
  readonly choice: ColumnChoice;
  /** Headings that stand over more than one column. */
  readonly repeated: readonly string[];
  /** Whether any column holds Arabic text. */
  readonly hasArabic: boolean;
}

type Guessed = keyof ColumnChoice;

/** Words in headings, the telling ones first: a column of places is better than one of texts. */
const WORDS: Readonly<Record<Guessed, readonly RegExp[]>> = {
  text: [
    /location|place|address|site|موقع|مكان|أماكن|عنوان الموقع|العنوان/i,
    /village|town|city|area|neighbou?rhood|community|بلدة|قرية|مدينة|منطقة|حي$/i,
    /text|description|details|incident|event|summary|notes?$|نص|وصف|تفاصيل|حادث|ملخص|ملاحظات/i,
  ],
  id: [
    /^(?:id|no\.?|nr|number|code|ref(?:erence)?|key|#|م|رقم|الرقم|رمز|المعرف|معرف|المعرّف|تسلسل|الرقم التسلسلي)$/i,
    /[_ -]id$|^رقم /i,
  ],
  date: [/date|تاريخ/i, /^(?:day|time|اليوم|يوم)$/i],
  lat: [
    /^(?:lat|latitude|y)$|خط العرض|دائرة العرض/i,
    /latitude|[_ -]lat$|coordinates?|gps|إحداثيات|احداثيات/i,
  ],
  lon: [/^(?:lon|lng|long|longitude|x)$|خط الطول/i, /longitude|[_ -](?:lon|lng|long)$/i],
};
const SAMPLE = 200;
/** Rows among which headings are looked for. */
const MOST_TITLES = 10;
const ARABIC = /[\u0620-\u064A]/;
const DATE = /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|^\d{1,2}[-/.]\d{1,2}[-/.]\d{4}/;

/** Guesses from headings in both languages and from content whether there are headings and what the columns hold. */
export function lookAtSheet(sheet: Sheet): SheetLook {
  const first = firstRow(sheet.rows);
  const rows = sheet.rows.slice(first);
  const head = (rows[0] ?? []).map((cell) => cellText(cell).trim());
  const width = widthOf(rows);
  const hasHead = looksLikeHead(rows);
  const names = hasHead ? head : [];
  const sample = rows.slice(hasHead ? 1 : 0, SAMPLE);
  const shareOf = (at: number, is: (cell: SheetCell) => boolean) => {
    const filled = sample.flatMap((row) => (isBlank(row[at]) ? [] : [row[at] ?? null]));
    return filled.length === 0 ? 0 : filled.filter(is).length / filled.length;
  };
  const taken = new Set<number>();
  const best = (kind: Guessed, suits: (at: number) => number): number | null => {
    let found: number | null = null;
    let most = 0;
    for (let at = 0; at < width; at++) {
      const score = taken.has(at) ? 0 : suits(at) * (1 + headScore(kind, names[at] ?? ''));
      if (score > most) [found, most] = [at, score];
    }
    if (found !== null) taken.add(found);
    return found;
  };
  const said = (kind: Guessed) => (at: number) => (headScore(kind, names[at] ?? '') > 0 ? 1 : 0);
  const isArabic = (cell: SheetCell) => typeof cell === 'string' && ARABIC.test(cell);
  const lat = best('lat', said('lat'));
  const lon = lat === null ? null : best('lon', said('lon'));
  const date = best('date', (at) => {
    const share = shareOf(at, (cell) => cell instanceof Date || DATE.test(cellText(cell).trim()));
    return share > 0.6 ? share : said('date')(at) * 0.5;
  });
  const id = best('id', said('id'));
  const text = best('text', (at) => {
    const share = shareOf(at, isArabic);
    return share > 0.3 ? share : 0;
  });
  const filled = names.filter((name) => name !== '');
  return {
    hasHead,
    first,
    choice: { text, id, date, lat, lon },
    repeated: [...new Set(filled.filter((name, i) => filled.indexOf(name) !== i))],
    hasArabic: text !== null,
  };
}

/** Titles fill one cell where the rows of a table fill more. */
function firstRow(rows: Sheet['rows']): number {
  const filled = (row: readonly SheetCell[]) => row.filter((cell) => !isBlank(cell)).length;
  const found = rows.slice(0, MOST_TITLES).findIndex((row) => filled(row) > 1);
  if (found > 0) return found;
  return Math.max(
    0,
    rows.findIndex((row) => filled(row) > 0),
  );
}

/** 3 for the most telling words, 0 for none. */
function headScore(kind: Guessed, name: string): number {
  const at = WORDS[kind].findIndex((words) => words.test(name));
  return at < 0 ? 0 : 3 - at;
}

/** Headings are short texts, all there; numbers, dates and repeated values stand below them. */
function looksLikeHead(rows: Sheet['rows']): boolean {
  const [first = [], ...rest] = rows;
  const cells = first.filter((cell) => !isBlank(cell));
  if (cells.length === 0) return false;
  if (
    cells.some((cell) => typeof cell !== 'string' || cell.length > 60 || /^-?[\d.,/٠-٩]+$/.test(cell.trim()))
  )
    return false;
  const isSaid = cells.some((cell) =>
    (Object.keys(WORDS) as Guessed[]).some((kind) => headScore(kind, cellText(cell).trim()) > 0),
  );
  // Without a telling word: shorter than what stands below, or in other letters.
  return (
    isSaid ||
    (!rest.slice(0, SAMPLE).some((row) => row.some((cell, at) => cell !== '' && cell === first[at])) &&
      isOther(first, rest))
  );
}

function isOther(first: readonly SheetCell[], rest: Sheet['rows']): boolean {
  return first.some(
    (cell, at) =>
      !isBlank(cell) &&
      rest
        .slice(0, SAMPLE)
        .every((row) => isBlank(row[at]) || ARABIC.test(cellText(row[at])) !== ARABIC.test(cellText(cell))),
  );
}
