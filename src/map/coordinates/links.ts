/** What a link says: the two numbers as written, and a radius where it has one. */
export interface LinkedPair {
  readonly lat: string;
  readonly lon: string;
  readonly uncertaintyM: number | null;
}

const NUMBER = String.raw`([+-]?\d{1,3}(?:\.\d+)?)`;
const COMMA = String.raw`(?:,|%2C)\s*\+?`;

/** Where links hold coordinates, the pin before the view: Google, OpenStreetMap, Apple, Bing, WhatsApp. */
const IN_LINKS: readonly RegExp[] = [
  new RegExp(`!3d${NUMBER}!4d${NUMBER}`, 'i'),
  new RegExp(`[?&#]mlat=${NUMBER}&(?:amp;)?mlon=${NUMBER}`, 'i'),
  new RegExp(
    `[?&](?:q|query|ll|sll|daddr|destination|center|cp)=(?:loc:)?${NUMBER}(?:${COMMA}|~)${NUMBER}`,
    'i',
  ),
  new RegExp(`/(?:place|search|dir)/${NUMBER}${COMMA}${NUMBER}`, 'i'),
  new RegExp(`#map=[\\d.]+/${NUMBER}/${NUMBER}`, 'i'),
  new RegExp(`@${NUMBER},${NUMBER}`, 'i'),
];

const GEO = new RegExp(`^geo:${NUMBER},${NUMBER}(?:,-?[\\d.]+)?((?:;[^?]*)?)(?:\\?(.*))?$`, 'i');

/**
 * The pair in a `geo:` address (RFC 5870, its `u` in metres included; Android's `?q=`) or in a link to a map. `null`
 * for what is no link; `'none'` for a link that holds no coordinates.
 */
export function readLink(plain: string): LinkedPair | 'none' | null {
  if (/^geo:/i.test(plain)) return readGeo(plain);
  if (!/^(?:https?:\/\/|www\.|[\w.-]+\.[a-z]{2,}\/)/i.test(plain) && !/^(?:@|#map=|\?|q=)/i.test(plain))
    return null;
  const searched = /^q=/i.test(plain) ? `?${plain}` : plain;
  for (const pattern of IN_LINKS) {
    const [, lat, lon] = pattern.exec(searched) ?? [];
    if (lat !== undefined && lon !== undefined) return { lat, lon, uncertaintyM: null };
  }
  return 'none';
}

function readGeo(plain: string): LinkedPair | 'none' {
  const [, lat, lon, parameters = '', query = ''] = GEO.exec(plain) ?? [];
  if (lat === undefined || lon === undefined) return 'none';
  // Another system of coordinates than WGS 84 would be misread.
  const crs = /;crs=([^;]*)/i.exec(parameters)?.[1];
  if (crs !== undefined && crs.toLowerCase() !== 'wgs84') return 'none';
  // Android writes 0,0 and puts the place into the query.
  const asked = Number(lat) === 0 && Number(lon) === 0 ? readLink(`?${query}`) : null;
  if (asked !== null && asked !== 'none') return asked;
  const u = Number(/;u=(\d+(?:\.\d+)?)(?=;|$)/i.exec(parameters)?.[1] ?? NaN);
  return { lat, lon, uncertaintyM: Number.isFinite(u) ? u : null };
}
