import type { Document, Mention, StoredLink } from '../domain';
import type { PlacesSummary } from '../map';
import { exchangeMessages, type Language } from '../messages';
import type { NameGroup } from '../spans';
import { segmentText } from '../text';
import { createCodePointCounter } from './code-points';
import type { Column, ColumnKind, Table } from './table';

type Key = keyof (typeof exchangeMessages)['en']['columns'];

function columns(language: Language, keys: readonly (readonly [Key, ColumnKind])[]): Column[] {
  const titles = exchangeMessages[language].columns;
  return keys.map(([key, kind]) => ({ key, title: titles[key], kind }));
}

/** Scores keep four decimals: more says nothing. */
const round = (score: number): number => Number(score.toFixed(4));

/** One row a name, as the list of names shows them. */
export function namesTable(groups: readonly NameGroup[], language: Language): Table {
  return {
    id: 'names',
    title: exchangeMessages[language].sheets.names,
    columns: columns(language, [
      ['name', 'text'],
      ['label', 'text'],
      ['count', 'integer'],
      ['documents', 'integer'],
      ['title_words', 'text'],
    ]),
    rows: groups.map((group) => [
      group.name,
      group.label,
      group.count,
      new Set(group.mentions.map((mention) => mention.documentId)).size,
      group.titleWords,
    ]),
  };
}

/** What the table of mentions is made from. */
export interface MentionRows {
  readonly documents: readonly Document[];
  readonly mentions: readonly Mention[];
  readonly links: readonly StoredLink[];
}

/** One row a mention; offsets in code points, as Python, brat and Label Studio count. */
export function mentionsTable({ documents, mentions, links }: MentionRows, language: Language): Table {
  const byId = new Map(documents.map((document) => [document.id, document]));
  const linkAt = new Map(links.map((link) => [`${link.documentId}:${link.start}`, link]));
  const counters = new Map(documents.map((document) => [document.id, createCodePointCounter(document.text)]));
  const mentioned = new Set(mentions.map((mention) => mention.documentId));
  const finders = new Map(
    documents
      .filter((document) => mentioned.has(document.id))
      .map((document) => [document.id, createSentenceFinder(document.text)]),
  );
  return {
    id: 'mentions',
    title: exchangeMessages[language].sheets.mentions,
    columns: columns(language, [
      ['doc_id', 'text'],
      ['start', 'integer'],
      ['end', 'integer'],
      ['unit', 'text'],
      ['text', 'text'],
      ['label', 'text'],
      ['origin', 'text'],
      ['score', 'number'],
      ['status', 'text'],
      ['gazetteer_id', 'text'],
      ['lat', 'number'],
      ['lon', 'number'],
      ['precision', 'text'],
      ['note', 'text'],
      ['stem', 'text'],
      ['place', 'text'],
      ['doc_title', 'text'],
      ['date', 'date'],
      ['sentence', 'text'],
    ]),
    rows: mentions.map((mention) => {
      const document = byId.get(mention.documentId);
      const link = linkAt.get(`${mention.documentId}:${mention.start}`);
      const place = link?.place ?? null;
      const toCodePoint = counters.get(mention.documentId) ?? ((offset: number) => offset);
      const status = mention.label !== 'LOC' || !link ? '' : placeStatus(link);
      return [
        mention.documentId,
        toCodePoint(mention.start),
        toCodePoint(mention.end),
        'codepoint',
        mention.surface,
        mention.label,
        'predicted',
        round(mention.score),
        status,
        place?.id ?? '',
        place?.lat ?? null,
        place?.lon ?? null,
        place?.level ?? '',
        '',
        mention.stem,
        place?.name ?? '',
        document?.title ?? '',
        document?.source.published ?? '',
        finders.get(mention.documentId)?.(mention.start) ?? '',
      ];
    }),
  };
}

/** One row a place, unresolved names last and without coordinates. */
export function placesTable(places: PlacesSummary, language: Language): Table {
  const quotes = (surfaces: readonly string[]) => [...new Set(surfaces)].join(' | ');
  return {
    id: 'places',
    title: exchangeMessages[language].sheets.places,
    columns: columns(language, [
      ['place', 'text'],
      ['precision', 'text'],
      ['within', 'text'],
      ['country', 'text'],
      ['lat', 'number'],
      ['lon', 'number'],
      ['count', 'integer'],
      ['documents', 'integer'],
      ['status', 'text'],
      ['score', 'number'],
      ['candidates', 'integer'],
      ['gazetteer_id', 'text'],
      ['quotes', 'text'],
    ]),
    rows: [
      ...places.placed.map((item) => [
        item.place.name,
        item.place.level,
        item.within,
        item.place.country ?? '',
        item.place.lat,
        item.place.lon,
        item.count,
        item.documentIds.length,
        item.origin === 'gold' ? 'verified' : 'predicted',
        round(item.score),
        item.candidateCount,
        item.place.id,
        quotes(item.mentions.map((mention) => mention.surface)),
      ]),
      ...places.unresolved.map((item) => [
        item.toponym,
        '',
        '',
        '',
        null,
        null,
        item.count,
        item.documentIds.length,
        'unresolved',
        null,
        0,
        '',
        quotes(item.mentions.map((mention) => mention.surface)),
      ]),
    ],
  };
}

/** The sentence that holds an offset, on one line. A text is cut once, however many mentions it has. */
function createSentenceFinder(raw: string): (offset: number) => string {
  const segments = segmentText(raw);
  return (offset) => {
    let low = 0;
    let high = segments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((segments[middle]?.end ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    const segment = segments[low];
    return segment ? raw.slice(segment.start, segment.end).replace(/\s+/g, ' ') : '';
  };
}

const placeStatus = ({ place, origin }: StoredLink): string =>
  !place ? 'unresolved' : origin === 'gold' ? 'verified' : 'predicted';
