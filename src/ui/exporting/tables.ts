import { groupMentions } from '../../spans';
import type { Table } from '../../exchange';
import type { Language } from '../../messages';
import type { App } from '../state/app.svelte';

export type TableId = 'names' | 'mentions' | 'places';

/** The rows in view (scope, filters) as a table with titles in the interface language. */
export async function buildTable(app: App, id: TableId): Promise<Table> {
  const { reading, settings } = app;
  const [exchange, map] = await Promise.all([import('../../exchange'), import('../../map')]);
  const texts = new Map(reading.documents.map((document) => [document.id, document]));
  switch (id) {
    case 'names':
      return exchange.namesTable(
        groupMentions(reading.mentions, { by: 'count', rawOf: (docId) => texts.get(docId)?.text ?? '' }),
        settings.language,
      );
    case 'mentions':
      return exchange.mentionsTable(
        { documents: reading.documents, mentions: reading.mentions, links: reading.visibleLinks },
        settings.language,
      );
    case 'places':
      return exchange.placesTable(map.toPlaces(reading.visibleLinks), settings.language);
    default:
      return id satisfies never;
  }
}

/** The same rows as a file. GeoJSON exists for places only. */
export async function tableFile(
  app: App,
  id: TableId,
  format: 'csv' | 'xlsx' | 'geojson',
): Promise<{ content: BlobPart; fileName: string; mimeType: string }> {
  if (format === 'geojson') {
    const [exchange, { toPlaces }] = await Promise.all([import('../../exchange'), import('../../map')]);
    const stem = `mawdi-${id}-${new Date().toISOString().slice(0, 10)}`;
    const { documents, visibleLinks } = app.reading;
    return {
      content: exchange.placesToGeoJson(toPlaces(visibleLinks), documents),
      fileName: `${stem}.geojson`,
      mimeType: 'application/geo+json',
    };
  }
  return fileOfTable(await buildTable(app, id), format, app.settings.language);
}

/** Any table as a file. */
export async function fileOfTable(
  table: Table,
  format: 'csv' | 'xlsx',
  language: Language,
): Promise<{ content: BlobPart; fileName: string; mimeType: string }> {
  const exchange = await import('../../exchange');
  const stem = `mawdi-${table.id}-${new Date().toISOString().slice(0, 10)}`;
  if (format === 'csv') {
    return { content: exchange.toCsv(table), fileName: `${stem}.csv`, mimeType: 'text/csv;charset=utf-8' };
  }
  const content = await exchange.toXlsx(table, { rightToLeft: language === 'ar' });
  return {
    content,
    fileName: `${stem}.xlsx`,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  };
}
