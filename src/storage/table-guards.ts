import {
  TABLE_READINGS,
  type FoundRow,
  type KeptTable,
  type TableAnswer,
  type TableChoice,
  type TablePlace,
} from '../domain';
import { repairCandidates, repairPlace } from './guards';

/** A decision as it is stored: candidates are those of the found row. */
export type StoredAnswer = Pick<TableAnswer, 'row' | 'at'> & Omit<TablePlace, 'surface' | 'candidates'>;

type Loose = Record<string, unknown>;
const isRecord = (value: unknown): value is Loose => typeof value === 'object' && value !== null;
const isIndex = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;
const COLUMNS = ['text', 'id', 'date', 'lat', 'lon'] as const;
const CERTAINTIES = ['sure', 'likely', 'doubtful'] as const;

/** What is told of a kept table; null where the table could not be read with it. */
export function readKeptTable(value: unknown): KeptTable | null {
  if (!isRecord(value)) return null;
  const { id, fileName, rowCount, left, sheetIndex, choice } = value;
  if (typeof id !== 'string' || id === '' || typeof fileName !== 'string') return null;
  if (!isIndex(rowCount) || !isIndex(sheetIndex) || !isRecord(choice) || !isIndex(choice['text']))
    return null;
  const columns = COLUMNS.map((kind) => [kind, isIndex(choice[kind]) ? choice[kind] : null]);
  return {
    ...{ id, fileName, rowCount, sheetIndex },
    left: isIndex(left) ? left : 0,
    isSaved: value['isSaved'] === true,
    hasHead: value['hasHead'] !== false,
    choice: Object.fromEntries(columns) as unknown as TableChoice,
    readAs: TABLE_READINGS.find((known) => known === value['readAs']) ?? 'auto',
  };
}

/** What was found in a row; null where it is no row. A place that is not on Earth is none, and never reviewed. */
export function readFoundRow(value: unknown): FoundRow | null {
  if (!isRecord(value) || !Array.isArray(value['entries'])) return null;
  return {
    isSentence: value['isSentence'] === true,
    isFar: value['isFar'] === true,
    isSwapped: value['isSwapped'] === true,
    entries: (value['entries'] as readonly unknown[]).map((entry): TablePlace => {
      const { surface, candidates } = isRecord(entry) ? entry : ({} as Loose);
      return {
        surface: typeof surface === 'string' ? surface : '',
        candidates: repairCandidates(candidates),
        ...readDecision(entry),
      };
    }),
  };
}

/** A decision; null where it does not say about which place. */
export function readAnswer(value: unknown): StoredAnswer | null {
  if (!isRecord(value) || !isIndex(value['row']) || !isIndex(value['at'])) return null;
  return { row: value['row'], at: value['at'], ...readDecision(value) };
}

function readDecision(value: unknown): Omit<StoredAnswer, 'row' | 'at'> {
  const { place: stored, certainty, isWider, isReviewed }: Loose = isRecord(value) ? value : {};
  const place = repairPlace(stored);
  const isLost = place === null && stored !== null;
  return {
    place,
    certainty: place ? (CERTAINTIES.find((known) => known === certainty) ?? 'doubtful') : null,
    isWider: place !== null && isWider === true,
    isReviewed: !isLost && isReviewed === true,
  };
}
