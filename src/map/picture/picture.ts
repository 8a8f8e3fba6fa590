import type { Basemap } from '../basemap';
import type { MapColours } from '../base-style';
import { metresPerPixel, scaleBar } from '../mercator';
import { drawBase } from './base';
import { Frame, short, type PictureView } from './frame';
import { drawPlaces, pin, SIGNS, type PictureColours, type PicturePlace, type Sign } from './places';
import { escapeXml, estimateWidth, textElement, wrapText } from './text';

/** Sentences of a picture, ready to be shown; empty ones are left out. */
export interface PictureWords {
  readonly title: string;
  /** Under the title: how many places and texts, from when. */
  readonly subtitle: string;
  readonly signs: Readonly<Record<Sign, string>>;
  readonly kilometres: (value: number) => string;
  readonly metres: (value: number) => string;
  /** Below the map: sources, what is not drawn, what was left out, when it was made. */
  readonly notes: readonly string[];
  /** Places that lie outside of what is shown. */
  readonly outside: (count: number) => string;
}

export interface PictureRequest {
  readonly places: readonly PicturePlace[];
  /** Without it the places stand on plain ground. */
  readonly basemap: Basemap | null;
  /** What the map on the page shows. */
  readonly view: PictureView;
  readonly words: PictureWords;
  readonly direction: 'rtl' | 'ltr';
  /** Language of the words, BCP 47. */
  readonly language: string;
  /** Width of a text in pixels; estimated without it. */
  readonly measure?: (text: string, size: number) => number;
  /** A typeface to carry along, as a data URI. */
  readonly face?: string;
}

/** Always light: a picture goes into reports and onto paper. */
const BASE: MapColours = {
  sea: '#dfe8ec',
  land: '#f8f5ee',
  border: '#9a9183',
  admin: '#c4bbaa',
  district: '#ded6c7',
  river: '#a9c6d3',
  urban: '#ebe3d5',
};
const COLOURS: PictureColours = {
  place: '#0f6b4f',
  ink: '#1f1c17',
  soft: '#5d574c',
  paper: '#ffffff',
  land: '#f8f5ee',
};

/** Width of the map in a picture, in pixels, and the least and greatest height. */
const MAP_WIDTH = 1200;
const HEIGHTS = [680, 1100] as const;
const EDGE = 28;
const SIZES = { title: 32, subtitle: 18, note: 15 } as const;
const LINE = 1.6;
const SIGN_COLUMNS = 2;

/** What a picture shows of the view on the page: all of it, larger. */
function enlarge({ lat, lon, zoom, width, height }: PictureView): PictureView {
  const [least, most] = HEIGHTS;
  const ratio = width > 0 && height > 0 ? height / width : 0.7;
  const mapHeight = Math.round(Math.min(most, Math.max(least, MAP_WIDTH * ratio)));
  // Where the height is cut, the whole of the view still has to fit.
  const factor = Math.min(MAP_WIDTH / (width || MAP_WIDTH), mapHeight / (height || mapHeight));
  return { lat, lon, zoom: zoom + Math.log2(factor), width: MAP_WIDTH, height: mapHeight };
}

/**
 * The map as an SVG that stands for itself: title, places with their labels, base map, legend of the signs in it, scale
 * bar, notes. Web Mercator, as the map on the page. Text stays text.
 */
export function drawPicture(request: PictureRequest): string {
  const { places, basemap, words, direction, language, measure = estimateWidth, face } = request;
  const frame = new Frame(enlarge(request.view));
  const { width: mapWidth, height: mapHeight } = frame.view;
  const width = mapWidth + 2 * EDGE;
  const start = direction === 'rtl' ? width - EDGE : EDGE;
  const line = (text: string, y: number, size: number, colour: string, isBold = false) =>
    textElement(text, { x: start, y, size, colour, isBold, direction });
  const titleLines = wrapText(words.title, mapWidth, (text) => measure(text, SIZES.title));
  const titleHeight = titleLines.length * SIZES.title * 1.45;
  const top = EDGE + titleHeight + SIZES.subtitle * LINE + 6;
  const drawn = drawPlaces(places, basemap?.labels ?? [], frame, COLOURS, measure);
  const outside = places.length - drawn.shown;
  const legend = drawLegend(drawn.signs, words, request.direction, width, top + mapHeight + 18);
  const notes = [...words.notes, ...(outside > 0 ? [words.outside(outside)] : [])]
    .filter((note) => note !== '')
    .flatMap((note) => wrapText(note, mapWidth, (text) => measure(text, SIZES.note)));
  const notesTop = legend.bottom + 10;
  const height = Math.ceil(notesTop + notes.length * SIZES.note * LINE + EDGE);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" xml:lang="${language}" role="img" aria-labelledby="title">`,
    `<title id="title">${escapeXml(words.title)}</title>`,
    '<defs>',
    face === undefined
      ? ''
      : `<style>@font-face{font-family:'Mawdi Text';src:url(${face}) format('woff2');font-weight:400 700}</style>`,
    `<clipPath id="map"><rect width="${mapWidth}" height="${mapHeight}"/></clipPath></defs>`,
    `<rect width="${width}" height="${height}" fill="${COLOURS.paper}"/>`,
    ...titleLines.map((text, at) =>
      line(text, EDGE + SIZES.title * (1 + at * 1.45), SIZES.title, COLOURS.ink, true),
    ),
    line(words.subtitle, EDGE + titleHeight + SIZES.subtitle, SIZES.subtitle, COLOURS.soft),
    `<g transform="translate(${EDGE} ${short(top)})"><g clip-path="url(#map)">`,
    `<rect width="${mapWidth}" height="${mapHeight}" fill="${basemap ? BASE.sea : BASE.land}"/>`,
    basemap ? drawBase(basemap, frame, BASE) : '',
    drawn.svg,
    '</g>',
    drawScale(frame, words, direction),
    `<rect width="${mapWidth}" height="${mapHeight}" fill="none" stroke="${BASE.border}"/></g>`,
    legend.svg,
    ...notes.map((note, at) => line(note, notesTop + SIZES.note * (1 + at * LINE), SIZES.note, COLOURS.soft)),
    '</svg>',
  ].join('');
}

/** The scale bar, at the left foot of the map as on the page. */
function drawScale(frame: Frame, words: PictureWords, direction: PictureRequest['direction']): string {
  const { lat, zoom, height } = frame.view;
  const { metres, px } = scaleBar(metresPerPixel(lat, zoom), 180);
  const text = metres >= 1000 ? words.kilometres(metres / 1000) : words.metres(metres);
  const [x, y] = [16, height - 16];
  return [
    `<rect x="8" y="${y - 34}" width="${short(px + 16)}" height="42" fill="${BASE.land}" fill-opacity="0.85"/>`,
    `<path class="scale" d="M${x} ${y - 8}V${y}H${short(x + px)}V${y - 8}" fill="none" stroke="${COLOURS.ink}" stroke-width="1.6"/>`,
    textElement(text, {
      x: x + px / 2,
      y: y - 14,
      size: 14,
      colour: COLOURS.ink,
      anchor: 'middle',
      direction,
    }),
  ].join('');
}

/** The signs that the map holds, in columns. */
function drawLegend(
  signs: ReadonlySet<Sign>,
  words: PictureWords,
  direction: PictureRequest['direction'],
  width: number,
  top: number,
): { readonly svg: string; readonly bottom: number } {
  const rowHeight = 28;
  const used = SIGNS.filter((sign) => signs.has(sign));
  const rows = Math.ceil(used.length / SIGN_COLUMNS);
  const columnWidth = (width - 2 * EDGE) / SIGN_COLUMNS;
  const isRtl = direction === 'rtl';
  const entries = used.map((sign, at) => {
    const offset = EDGE + Math.floor(at / rows) * columnWidth;
    const y = top + (at % rows) * rowHeight + rowHeight / 2;
    const at0 = offset + 16;
    const x = isRtl ? width - at0 : at0;
    const text = textElement(words.signs[sign], {
      x: isRtl ? x - 28 : x + 28,
      y: y + 5,
      size: 15,
      colour: COLOURS.ink,
      direction,
    });
    return `<g class="sign">${drawSign(sign, x, y)}${text}</g>`;
  });
  return { svg: entries.join(''), bottom: top + rows * rowHeight };
}

function drawSign(sign: Sign, x: number, y: number): string {
  const outline = `<path d="M${short(x - 15)} ${short(y - 7)}l13 -3 15 4 2 10 -13 6 -17 -3z" fill="${COLOURS.place}" fill-opacity="0.1" stroke="${COLOURS.place}" stroke-width="1.5"/>`;
  switch (sign) {
    case 'area':
      return outline + pin(x, y, 4.5, { standing: 'predicted', isArea: true }, COLOURS);
    case 'sector':
      return `${outline}<path d="M${short(x)} ${short(y - 9)}l13 3 2 10 -13 6z" fill="${COLOURS.place}" fill-opacity="0.3"/>`;
    case 'radius':
      return `<circle cx="${short(x)}" cy="${short(y)}" r="11" fill="none" stroke="${COLOURS.place}" stroke-width="1.3" stroke-dasharray="2 4"/>${pin(x, y, 4, { standing: 'predicted', isArea: false }, COLOURS)}`;
    default:
      return pin(x, y, 7, { standing: sign, isArea: false }, COLOURS);
  }
}
