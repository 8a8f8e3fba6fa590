import type { Mention, Origin } from '../../domain';
import type { FileNote, Table } from '../../exchange';
import type { Language } from '../../messages';
import { groupMentions } from '../../spans';
import type { App } from '../state/app.svelte';
import { sharingOf } from '../state/sharing.svelte';
import { readCreditLines } from './credit-lines';

export { sharingOf };

export type TableId = 'names' | 'mentions' | 'places';
export type FileFormat = 'csv' | 'xlsx' | 'geojson' | 'kml';

export interface ExportedFile {
  readonly content: BlobPart;
  readonly fileName: string;
  readonly mimeType: string;
}

/** The rows in view (scope, filters), with places as they are given to others; titles in the interface language. */
export async function buildTable(app: App, id: TableId): Promise<Table> {
  const { reading, settings } = app;
  const exchange = await import('../../exchange');
  const shared = await sharingOf(app).share();
  const texts = new Map(reading.documents.map((document) => [document.id, document]));
  switch (id) {
    case 'names': {
      const rawOf = (documentId: string) => texts.get(documentId)?.text ?? '';
      const groups = groupMentions(reading.mentions, { by: 'count', rawOf });
      return exchange.namesTable(groups, shared, settings.language);
    }
    case 'mentions': {
      const { documents, mentions, visibleLinks: links } = reading;
      const rows = { documents, mentions, links, shared, originOf: originsOf(app) };
      return exchange.mentionsTable(rows, settings.language);
    }
    case 'places':
      return exchange.placesTable(shared, settings.language);
    default:
      return id satisfies never;
  }
}

/** How the mentions in scope came to be, by what people left on the texts. */
function originsOf({ reading, collection }: App): (mention: Mention) => Origin {
  const origins = new Map(
    reading.documents.flatMap((document) =>
      collection.shownOf(document).map(({ start, origin }) => [`${document.id}:${start}`, origin] as const),
    ),
  );
  return ({ documentId, start }) => origins.get(`${documentId}:${start}`) ?? 'predicted';
}

/** The same rows as a file. GeoJSON and KML exist for places only. */
export async function tableFile(app: App, id: TableId, format: FileFormat): Promise<ExportedFile> {
  if (format === 'csv' || format === 'xlsx')
    return fileOfTable(await buildTable(app, id), format, app.settings.language);
  const { placesToGeoJson, placesToKml, sharingNote } = await import('../../exchange');
  const shared = await sharingOf(app).share();
  const { language } = app.settings;
  const note: FileNote = {
    precision: sharingNote(shared.counts, language),
    made: today(),
    sources: await readCreditLines(app.services.baseUrl),
  };
  const { documents } = app.reading;
  const fileName = `mawdi-${id}-${today()}.${format}`;
  if (format === 'geojson')
    return { content: placesToGeoJson(shared, documents, note), fileName, mimeType: 'application/geo+json' };
  const mimeType = 'application/vnd.google-earth.kml+xml';
  return { content: placesToKml(shared, documents, note, language), fileName, mimeType };
}

/** Any table as a file. */
export async function fileOfTable(
  table: Table,
  format: 'csv' | 'xlsx',
  language: Language,
): Promise<ExportedFile> {
  const exchange = await import('../../exchange');
  const stem = `mawdi-${table.id}-${today()}`;
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

const today = (): string => new Date().toISOString().slice(0, 10);
