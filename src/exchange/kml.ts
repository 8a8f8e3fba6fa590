import { toFeatures, type Feature, type SharedPlaces } from '../map';
import { exchangeMessages, sharingMessages, type Language } from '../messages';
import type { Document } from '../domain';
import type { FileNote } from './sharing-note';

/**
 * Places as they go out as KML 2.2 (OGC 07-147r2), in the shape of Recogito 2: a placemark a place with `ExtendedData`;
 * names without a place have no point. The description of the document says how exactly places are given.
 */
export function placesToKml(
  shared: SharedPlaces,
  documents: readonly Document[],
  note: FileNote,
  language: Language,
): string {
  const titles = new Map(documents.map((document) => [document.id, document.title]));
  const { features } = toFeatures(shared, (id) => titles.get(id) ?? '');
  const m = sharingMessages[language];
  const about = [note.precision, m.made(note.made), ...note.sources].join('\n');
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<kml xmlns="http://www.opengis.net/kml/2.2">',
    '<Document>',
    `<name>${escapeXml(exchangeMessages[language].sheets.places)}</name>`,
    `<description>${escapeXml(about)}</description>`,
    ...features.map((feature) => placemark(feature, m.unnamed)),
    '</Document>',
    '</kml>',
    '',
  ].join('\n');
}

function placemark({ geometry, properties }: Feature, unnamed: string): string {
  const { title, ...others } = properties;
  const data = Object.entries(others).filter(([, value]) => value !== null && value !== '');
  return [
    '<Placemark>',
    `<name>${escapeXml(String(title ?? '') || unnamed)}</name>`,
    '<ExtendedData>',
    ...data.map(([key, value]) => `<Data name="${key}"><value>${escapeXml(String(value))}</value></Data>`),
    '</ExtendedData>',
    ...(geometry ? [`<Point><coordinates>${geometry.coordinates.join(',')},0</coordinates></Point>`] : []),
    '</Placemark>',
  ].join('\n');
}

/** Without the characters that XML 1.0 does not allow, halves of pairs among them. */
const escapeXml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
