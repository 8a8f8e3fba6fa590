/** First and last day that a date may mean, as `YYYY-MM-DD`. */
export interface DaySpan {
  readonly first: string;
  readonly last: string;
}

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=$|T|\s)/;

/** The day, month or year of a text as days, or null where it has no date that can be read. */
export function daysOf(published: string): DaySpan | null {
  const [, year, month, day] = DATE.exec(published.trim()) ?? [];
  if (year === undefined) return null;
  const [from, to] = [month ?? '01', month ?? '12'];
  const first = `${year}-${from}-${day ?? '01'}`;
  const last = day === undefined ? `${year}-${to}-${daysIn(Number(year), Number(to))}` : first;
  return isDay(first) && isDay(last) ? { first, last } : null;
}

const daysIn = (year: number, month: number): string =>
  String(new Date(Date.UTC(year, month, 0)).getUTCDate()).padStart(2, '0');

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
}

/** Days from and to, both included; an empty one sets no limit. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

/** Whether a text of these days may fall into a range. A range whose ends are swapped is read the right way round. */
export function isWithin({ first, last }: DaySpan, { from, to }: DateRange): boolean {
  const isSwapped = from !== '' && to !== '' && from > to;
  const [start, end] = isSwapped ? [to, from] : [from, to];
  return (start === '' || last >= start) && (end === '' || first <= end);
}

/** Texts by part of the time between the earliest and the latest: counts of at most `parts` equal spans of days. */
export function histogram(spans: readonly DaySpan[], parts: number): readonly number[] {
  const days = spans.map(({ first }) => Date.parse(first) / 86_400_000);
  const start = Math.min(...days);
  const length = Math.max(...days) - start + 1;
  if (!Number.isFinite(length)) return [];
  const counts = new Array<number>(Math.min(parts, length)).fill(0);
  for (const day of days) {
    const at = Math.floor(((day - start) / length) * counts.length);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}
