import type { Document, Mention, Origin, StoredLink } from '../domain';
import type { SharedPlace, SharedPlaces } from '../map';
import { exchangeMessages, type Language } from '../messages';
import { segmentText } from '../text';
import { AREA_COLUMNS, areaCells } from './area-cells';
import { createCodePointCounter } from './code-points';
import { sharingNote } from './sharing-note';
import { columns, roundScore } from './tables';
import type { Cell, Table } from './table';

/** What the table of mentions is made from. */
export interface MentionRows {
  readonly documents: readonly Document[];
  readonly mentions: readonly Mention[];
  readonly links: readonly StoredLink[];
  /** What goes out of the places of the links. */
  readonly shared: SharedPlaces;
  /** How a mention came to be. */
  readonly originOf: (mention: Mention) => Origin;
}

/**
 * One row a mention; offsets in code points, as Python, brat and Label Studio count. A mention of a place that is not
 * given exactly keeps its row, but not what is written there nor where; one of a hidden place has none. Other cells that
 * would name such a place (sentences, titles of texts, names that hold its name) are empty.
 */
export function mentionsTable(input: MentionRows, language: Language): Table {
  const { documents, mentions, links, shared } = input;
  const linkAt = new Map(links.map((link) => [`${link.documentId}:${link.start}`, link]));
  const cellsOf = textCells(documents, mentions);
  const shown = (text: string): string => (shared.conceals(text) ? '' : text);
  const rows = mentions.flatMap((mention): Cell[][] => {
    const link = linkAt.get(`${mention.documentId}:${mention.start}`);
    const place = link?.place ? shared.of(link.place.id) : undefined;
    if (place === null) return [];
    const text = cellsOf(mention);
    const isConcealed = place?.isCoarsened === true || shared.conceals(mention.surface);
    return [
      [
        mention.documentId,
        isConcealed ? null : text.start,
        isConcealed ? null : text.end,
        'codepoint',
        isConcealed ? '' : mention.surface,
        mention.label,
        input.originOf(mention),
        roundScore(mention.score, isConcealed),
        mention.label !== 'LOC' || !link ? '' : placeStatus(link),
        ...placeCells(place ?? null),
        isConcealed ? '' : mention.stem,
        place?.name ?? '',
        place?.english ?? '',
        ...areaCells(place ?? null),
        shown(text.document?.title ?? ''),
        text.document?.source.published ?? '',
        shown(text.sentence),
      ],
    ];
  });
  const notes = [sharingNote(shared.counts, language)];
  return {
    id: 'mentions',
    title: exchangeMessages[language].sheets.mentions,
    columns: head(language),
    rows,
    notes,
  };
}

const head = (language: Language) =>
  columns(language, [
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
    ['uncertainty_m', 'integer'],
    ['level', 'text'],
    ['stem', 'text'],
    ['place', 'text'],
    ['place_en', 'text'],
    ...AREA_COLUMNS,
    ['doc_title', 'text'],
    ['date', 'date'],
    ['sentence', 'text'],
  ]);

const placeCells = (place: SharedPlace | null): Cell[] =>
  place
    ? [place.id, place.lat, place.lon, place.precision, '', place.uncertaintyM, place.level]
    : ['', null, null, '', '', null, ''];

/** `none`: a person said that the name is no place of the list. */
const placeStatus = ({ place, origin }: StoredLink): string =>
  place ? (origin === 'gold' ? 'verified' : 'predicted') : origin === 'gold' ? 'none' : 'unresolved';

/** What a text gives for a mention: offsets in code points, and its sentence. A text is cut once, however many it has. */
function textCells(documents: readonly Document[], mentions: readonly Mention[]) {
  const mentioned = new Set(mentions.map((mention) => mention.documentId));
  const texts = new Map(
    documents
      .filter(({ id }) => mentioned.has(id))
      .map((document) => [
        document.id,
        {
          document,
          toCodePoint: createCodePointCounter(document.text),
          sentenceAt: createSentenceFinder(document.text),
        },
      ]),
  );
  return ({ documentId, start, end }: Mention) => {
    const text = texts.get(documentId);
    return {
      document: text?.document,
      start: text?.toCodePoint(start) ?? start,
      end: text?.toCodePoint(end) ?? end,
      sentence: text?.sentenceAt(start) ?? '',
    };
  };
}

/** The sentence that holds an offset, on one line. */
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
