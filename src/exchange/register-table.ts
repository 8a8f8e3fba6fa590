import type { EnglishForm, RegisterEntry } from '../correction';
import { exchangeMessages, type Language } from '../messages';
import type { Column, Table } from './table';

/** One entry of the register with the English form that is shown for it. */
export interface RegisterRow {
  readonly entry: RegisterEntry;
  readonly english: EnglishForm;
}

const COLUMNS = [
  ['name', 'text'],
  ['label', 'text'],
  ['count', 'integer'],
  ['documents', 'integer'],
  ['aliases', 'text'],
  ['english', 'text'],
  ['english_from', 'text'],
] as const satisfies readonly (readonly [string, Column['kind']])[];

/**
 * One row a person or organisation. `english_from` is `person`, `gazetteer` or `suggested`, so that a guess is never
 * taken for a checked form.
 */
export function registerTable(rows: readonly RegisterRow[], language: Language): Table {
  const { columns, sheets } = exchangeMessages[language];
  return {
    id: 'register',
    title: sheets.register,
    columns: COLUMNS.map(([key, kind]) => ({ key, title: columns[key], kind })),
    rows: rows.map(({ entry: { entity, mentions }, english }) => [
      entity.name,
      entity.label,
      mentions.length,
      new Set(mentions.map(({ documentId }) => documentId)).size,
      [...new Set([entity.name, ...entity.aliases])].join(' | '),
      english.text,
      english.from,
    ]),
  };
}
