import {
  ORIGINS,
  rawOffset,
  REVIEW_STATUSES,
  type Entity,
  type ImportedGold,
  type Mark,
  type NotSame,
  type RawOffset,
  type ReviewState,
  type SentenceReading,
} from '../domain';

/*
 * Guards for what stored edits carry. A file or an older version may have left anything there: `undefined` stands for
 * a damaged value, `null` for nothing.
 */

type Loose = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isOffset = (value: unknown): value is RawOffset =>
  Number.isSafeInteger(value) && (value as number) >= 0;
export const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** A mark, or nothing. */
export function readMark(value: unknown): Mark | null | undefined {
  if (value === null) return null;
  if (!isRecord(value) || !isText(value['label']) || !isRecord(value['stem'])) return undefined;
  const { start, end, label, stem } = value;
  const origin = ORIGINS.find((known) => known === value['origin']);
  if (!origin || !isOffset(start) || !isOffset(end) || end <= start) return undefined;
  if (!isOffset(stem['start']) || !isOffset(stem['end']) || typeof stem['text'] !== 'string')
    return undefined;
  return {
    start,
    end,
    label,
    stem: { start: stem['start'], end: stem['end'], text: stem['text'] },
    origin,
  };
}

/** Whether a sentence was read. */
export function readReading(value: unknown): SentenceReading | undefined {
  if (!isRecord(value) || !isOffset(value['start']) || typeof value['isRead'] !== 'boolean') return undefined;
  return { start: value['start'], isRead: value['isRead'] };
}

/** Where a review stands. */
export function readReview(value: unknown): ReviewState | undefined {
  if (!isRecord(value) || typeof value['isBlind'] !== 'boolean') return undefined;
  const status = REVIEW_STATUSES.find((known) => known === value['status']);
  return status && { status, isBlind: value['isBlind'] };
}

/** Gold of a file, or nothing; one damaged mark does not cost the others. */
export function readImported(value: unknown): ImportedGold | null | undefined {
  if (value === null) return null;
  if (!isRecord(value) || !Array.isArray(value['marks']) || !Array.isArray(value['sentenceStarts']))
    return undefined;
  return {
    marks: (value['marks'] as readonly unknown[]).flatMap((mark) => readMark(mark) ?? []),
    sentenceStarts: (value['sentenceStarts'] as readonly unknown[])
      .filter(isOffset)
      .map((start) => rawOffset(start)),
  };
}

/** A record of the register, or nothing. */
export function readEntity(value: unknown): Entity | null | undefined {
  if (value === null) return null;
  if (!isRecord(value) || !isText(value['id']) || !isText(value['label']) || !isText(value['name']))
    return undefined;
  const aliases = Array.isArray(value['aliases'])
    ? (value['aliases'] as readonly unknown[]).filter(isText)
    : [];
  return {
    id: value['id'],
    label: value['label'],
    name: value['name'],
    aliases,
    english: typeof value['english'] === 'string' ? value['english'] : '',
    isGone: value['isGone'] === true,
  };
}

/** A remembered "not the same". */
export function readNotSame(value: unknown): NotSame | undefined {
  if (!isRecord(value) || !isText(value['label']) || !isText(value['first']) || !isText(value['second']))
    return undefined;
  if (typeof value['isNotSame'] !== 'boolean') return undefined;
  return {
    label: value['label'],
    first: value['first'],
    second: value['second'],
    isNotSame: value['isNotSame'],
  };
}
