import {
  type Calibration,
  NAME_MATCHES,
  PLACE_FLAGS,
  PLACE_LEVELS,
  rawOffset,
  type Document,
  type Edit,
  type KeptCandidate,
  type Place,
  type PlaceDetails,
  type Run,
  type SideBlock,
  type Span,
  type StoredLink,
} from '../domain';

/** Above every clock that honest work reaches, and below where adding one would stop being exact. */
export const MAX_LAMPORT = 2 ** 48;

/** What a guard is given: anything that storage or a file may hold. */
type Loose = Record<string, unknown>;

const text = (value: unknown, fallback = ''): string => (typeof value === 'string' ? value : fallback);
const number = (value: unknown, fallback = 0): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : fallback;
const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as readonly unknown[]) : [];
const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isId = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 0 && value.length < 200;

const keysOf = <K extends string>(all: Readonly<Record<K, true>>): readonly K[] => Object.keys(all) as K[];
const LANGUAGES = keysOf<Document['language']>({
  ar: true,
  ckb: true,
  fa: true,
  ur: true,
  he: true,
  en: true,
  fr: true,
  tr: true,
  de: true,
  ru: true,
  und: true,
});
const REASONS = keysOf<SideBlock['reason']>({
  readAlso: true,
  share: true,
  follow: true,
  linkList: true,
  caption: true,
  credit: true,
  advert: true,
});

function range(value: unknown, length: number): { start: number; end: number } | null {
  if (!isRecord(value)) return null;
  const { start, end } = value;
  if (!Number.isInteger(start) || !Number.isInteger(end)) return null;
  const from = start as number;
  const to = end as number;
  return from >= 0 && to > from && to <= length ? { start: from, end: to } : null;
}

/**
 * A document as storage may hold it, repaired: missing fields get their defaults, side blocks outside the text are
 * dropped. Null when there is no text or id to save.
 */
export function repairDocument(value: unknown): Document | null {
  if (!isRecord(value) || !isId(value['id']) || typeof value['text'] !== 'string' || !isId(value['textKey']))
    return null;
  const raw = value['text'];
  const source = isRecord(value['source']) ? value['source'] : {};
  const createdAt = number(value['createdAt']);
  return {
    id: value['id'],
    title: text(value['title']),
    text: raw,
    textKey: value['textKey'],
    source: {
      outlet: text(source['outlet']),
      url: text(source['url']),
      published: text(source['published']),
    },
    language: LANGUAGES.find((known) => known === value['language']) ?? 'und',
    sideBlocks: list(value['sideBlocks']).flatMap((block): SideBlock[] => {
      const at = range(block, raw.length);
      if (!at || !isRecord(block)) return [];
      return [
        {
          start: rawOffset(at.start),
          end: rawOffset(at.end),
          reason: REASONS.find((known) => known === block['reason']) ?? 'readAlso',
          ...(block['counted'] === true ? { counted: true } : {}),
        },
      ];
    }),
    createdAt,
    updatedAt: number(value['updatedAt'], createdAt),
    deletedAt: number(value['deletedAt']),
    ...(value['sample'] === true ? { sample: true } : {}),
    ...(typeof value['testSet'] === 'string' ? { testSet: value['testSet'] } : {}),
    ...(isId(value['scheme']) ? { scheme: value['scheme'] } : {}),
    ...(isRecord(value['labelMap']) ? { labelMap: labelMap(value['labelMap']) } : {}),
  };
}

const labelMap = (value: Loose): Record<string, string | null> =>
  Object.fromEntries(
    Object.entries(value).flatMap(([from, to]) => (to === null || isId(to) ? [[from, to] as const] : [])),
  );

const calibration = (value: Loose): Calibration =>
  Object.fromEntries(
    Object.entries(value).flatMap(([label, found]) => {
      const { slope, offset } = isRecord(found) ? found : {};
      return Number.isFinite(slope) && Number.isFinite(offset)
        ? [[label, { slope: Number(slope), offset: Number(offset) }] as const]
        : [];
    }),
  );

/** A run, repaired; spans without a range or label are dropped. Null without its ids. */
export function repairRun(value: unknown): Run | null {
  if (!isRecord(value) || !isId(value['id']) || !isId(value['documentId']) || !isId(value['modelId']))
    return null;
  const settings = isRecord(value['settings']) ? value['settings'] : {};
  const timing = isRecord(value['timing']) ? value['timing'] : {};
  return {
    id: value['id'],
    documentId: value['documentId'],
    modelId: value['modelId'],
    modelSha256: text(value['modelSha256']),
    scheme: text(value['scheme']),
    settings: {
      maxWindowTokens: number(settings['maxWindowTokens']),
      overlapWords: number(settings['overlapWords']),
      ...(isRecord(settings['calibration']) ? { calibration: calibration(settings['calibration']) } : {}),
    },
    spans: list(value['spans']).flatMap((span) => repairSpan(span) ?? []),
    timing: {
      startedAt: number(timing['startedAt']),
      elapsedMs: number(timing['elapsedMs']),
      tokens: number(timing['tokens']),
      words: number(timing['words']),
      threads: number(timing['threads'], 1),
    },
    ...(value['stored'] === true ? { stored: true } : {}),
  };
}

function repairSpan(value: unknown): Span | null {
  const at = range(value, Infinity);
  if (!at || !isRecord(value) || !isId(value['label'])) return null;
  const stem = isRecord(value['stem']) ? value['stem'] : {};
  return {
    start: rawOffset(at.start),
    end: rawOffset(at.end),
    label: value['label'],
    score: number(value['score']),
    margin: number(value['margin']),
    runnerUp: text(value['runnerUp'], 'O'),
    stem: {
      start: rawOffset(number(stem['start'], at.start)),
      end: rawOffset(number(stem['end'], at.end)),
      text: text(stem['text']),
    },
  };
}

/** An edit. Null without the fields that order the log. */
export function repairEdit(value: unknown): Edit | null {
  if (!isRecord(value) || !isId(value['id']) || !isId(value['documentId']) || !isId(value['deviceId']))
    return null;
  const lamport = number(value['lamport'], -1);
  if (!Number.isInteger(lamport) || lamport < 0 || lamport > MAX_LAMPORT || !isId(value['op'])) return null;
  return {
    id: value['id'],
    documentId: value['documentId'],
    baseRunId: text(value['baseRunId']),
    scheme: text(value['scheme']),
    lamport,
    deviceId: value['deviceId'],
    actor: text(value['actor']),
    at: number(value['at']),
    batchId: text(value['batchId'], value['id']),
    revertOf: text(value['revertOf']),
    op: value['op'] as Edit['op'],
    before: value['before'] ?? null,
    after: value['after'] ?? null,
  };
}

const isDegrees = (value: unknown, limit: number): value is number =>
  typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= limit;

/** A place; null without an id or off the Earth. */
export function repairPlace(value: unknown): Place | null {
  if (!isRecord(value) || !isId(value['id'])) return null;
  if (!isDegrees(value['lat'], 90) || !isDegrees(value['lon'], 180)) return null;
  const level = PLACE_LEVELS.find((known) => known === value['level']) ?? 'town';
  const country = typeof value['country'] === 'string' ? value['country'] : null;
  const name = text(value['name']);
  const uncertainty = value['uncertaintyM'];
  const place = { id: value['id'], name, lat: value['lat'], lon: value['lon'], level, country };
  return typeof uncertainty === 'number' && uncertainty > 0 ? { ...place, uncertaintyM: uncertainty } : place;
}

/** The details of a candidate that are there and sound; links of an older version have none. */
function repairDetails(
  value: Readonly<Record<string, unknown>>,
): Omit<Partial<PlaceDetails>, 'uncertaintyM'> {
  const match = NAME_MATCHES.find((known) => known === value['match']);
  const flags = PLACE_FLAGS.filter((known) => list(value['flags']).includes(known));
  const digits = value['populationDigits'];
  const areas = (['adm1', 'adm2', 'adm3'] as const).flatMap((level) => {
    const area = value[level];
    return isRecord(area) && isId(area['id'])
      ? [[level, { id: area['id'], name: text(area['name']) }] as const]
      : [];
  });
  return {
    ...(match === undefined ? {} : { match }),
    ...(flags.length === 0 ? {} : { flags }),
    ...(typeof digits === 'number' && digits > 0 ? { populationDigits: digits } : {}),
    ...Object.fromEntries(areas),
  };
}

/** Candidates; those without a place on Earth are dropped. */
export const repairCandidates = (value: unknown): KeptCandidate[] =>
  list(value).flatMap((candidate) => {
    const place = repairPlace(candidate);
    if (!place || !isRecord(candidate)) return [];
    const reasons = list(candidate['reasons']).filter(isRecord) as unknown as StoredLink['reasons'];
    const own = { within: text(candidate['within']), score: number(candidate['score']), reasons };
    return [{ ...place, ...own, ...repairDetails(candidate) }];
  });

/** A link; its place is dropped when its coordinates are not on Earth, the mention stays. Null without its ids. */
export function repairLink(value: unknown): StoredLink | null {
  const at = range(value, Infinity);
  if (!at || !isRecord(value) || !isId(value['id']) || !isId(value['documentId']) || !isId(value['runId']))
    return null;
  return {
    id: value['id'],
    documentId: value['documentId'],
    runId: value['runId'],
    start: rawOffset(at.start),
    end: rawOffset(at.end),
    surface: text(value['surface']),
    toponym: text(value['toponym']),
    place: repairPlace(value['place']),
    score: number(value['score']),
    reasons: list(value['reasons']).filter(isRecord) as unknown as StoredLink['reasons'],
    candidates: repairCandidates(value['candidates']),
    origin: value['origin'] === 'gold' ? 'gold' : 'predicted',
  };
}
