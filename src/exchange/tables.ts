import type { SharedPlaces } from '../map';
import { exchangeMessages, type Language } from '../messages';
import type { NameGroup } from '../spans';
import { AREA_COLUMNS, areaCells } from './area-cells';
import { sharingNote } from './sharing-note';
import type { Column, ColumnKind, Table } from './table';

type Key = keyof (typeof exchangeMessages)['en']['columns'];

/** Columns with their titles in a language. */
export function columns(language: Language, keys: readonly (readonly [Key, ColumnKind])[]): Column[] {
  const titles = exchangeMessages[language].columns;
  return keys.map(([key, kind]) => ({ key, title: titles[key], kind }));
}

/** Scores keep four decimals: more says nothing. Those of coarsened places keep one: more would single them out. */
export const roundScore = (score: number, isCoarsened = false): number =>
  Number(score.toFixed(isCoarsened ? 1 : 4));

/** One row a name, as the list of names shows them, without names of places that are not given exactly. */
export function namesTable(groups: readonly NameGroup[], shared: SharedPlaces, language: Language): Table {
  const { conceals, counts } = shared;
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
    rows: groups
      .filter((group) => !conceals(group.name))
      .map((group) => [
        group.name,
        group.label,
        group.count,
        new Set(group.mentions.map((mention) => mention.documentId)).size,
        conceals(group.titleWords) ? '' : group.titleWords,
      ]),
    notes: [sharingNote(counts, language)],
  };
}

/** One row a place as it goes out, unresolved names last and without coordinates. */
export function placesTable(
  { items, unresolved, counts, conceals }: SharedPlaces,
  language: Language,
): Table {
  const quotes = (mentions: readonly { readonly surface: string }[]) =>
    [...new Set(mentions.map(({ surface }) => surface))].filter((text) => !conceals(text)).join(' | ');
  return {
    id: 'places',
    title: exchangeMessages[language].sheets.places,
    columns: columns(language, [
      ['place', 'text'],
      ['place_en', 'text'],
      ['level', 'text'],
      ['within', 'text'],
      ['country', 'text'],
      ['lat', 'number'],
      ['lon', 'number'],
      ['precision', 'text'],
      ['uncertainty_m', 'integer'],
      ['count', 'integer'],
      ['documents', 'integer'],
      ['status', 'text'],
      ['score', 'number'],
      ['candidates', 'integer'],
      ['gazetteer_id', 'text'],
      ...AREA_COLUMNS,
      ['quotes', 'text'],
    ]),
    rows: [
      ...items.map((item) => {
        const { place } = item;
        return [
          place.name,
          place.english,
          place.level,
          item.within,
          place.country ?? '',
          place.lat,
          place.lon,
          place.precision,
          place.uncertaintyM,
          item.count,
          item.documentIds.length,
          item.origin === 'gold' ? 'verified' : 'predicted',
          roundScore(item.score, place.isCoarsened),
          item.candidateCount,
          place.id,
          ...areaCells(place),
          quotes(item.mentions),
        ];
      }),
      ...unresolved.map((item) => [
        item.toponym,
        ...['', '', '', ''],
        ...[null, null, '', null],
        item.count,
        item.documentIds.length,
        item.origin === 'gold' ? 'none' : 'unresolved',
        ...[null, 0, ''],
        ...areaCells(null),
        quotes(item.mentions),
      ]),
    ],
    notes: [sharingNote(counts, language)],
  };
}
