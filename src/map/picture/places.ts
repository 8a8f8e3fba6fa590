import type { MultiPolygon } from '../../domain';
import type { BaseLabel } from '../basemap';
import { radiusOf, type Standing } from '../drawing';
import { baseLabelsAt, LABEL_HEIGHT, placeLabels, type Box, type PointLabel } from '../label-placement';
import { metresPerPixel } from '../mercator';
import { sectorOfArea } from '../sectors';
import { short, type Frame } from './frame';
import { estimateWidth, textElement } from './text';

/** A place as a picture shows it: as exactly as a person allows it to be given. */
export interface PicturePlace {
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
  readonly count: number;
  readonly standing: Standing;
  /** Whether the point is only the middle of an area. */
  readonly isArea: boolean;
  /** Radius in metres within which it lies, or null. */
  readonly uncertaintyM: number | null;
  readonly outline: MultiPolygon | null;
  /** Parts of it that are meant; only with an outline. */
  readonly sectors: readonly string[];
  readonly isOnlySectors: boolean;
}

/** Signs that a picture may hold, in the order of its legend. */
export const SIGNS = ['confirmed', 'predicted', 'doubtful', 'area', 'sector', 'radius'] as const;
export type Sign = (typeof SIGNS)[number];

export interface PictureColours {
  readonly place: string;
  readonly ink: string;
  readonly soft: string;
  readonly paper: string;
  readonly land: string;
}

/** With more places than this, pins are small. */
const MANY = 150;
const MAX_LABELS = 160;
const LABEL_SIZE = 16;
const CONTEXT_SIZE = 13;

const DASHES: Readonly<Record<Standing, string>> = {
  confirmed: '',
  predicted: '',
  doubtful: ' stroke-dasharray="4 3"',
};

/** A pin: filled where confirmed, hollow as predicted, dashed as a guess; square for the middle of an area. */
export function pin(
  x: number,
  y: number,
  radius: number,
  { standing, isArea }: Pick<PicturePlace, 'standing' | 'isArea'>,
  { place, paper }: PictureColours,
): string {
  const fill = standing === 'confirmed' ? place : paper;
  const look = `fill="${fill}" fill-opacity="${standing === 'confirmed' ? 1 : 0.75}" stroke="${place}" stroke-width="2.4"${DASHES[standing]}`;
  if (!isArea) return `<circle cx="${short(x)}" cy="${short(y)}" r="${short(radius)}" ${look}/>`;
  const side = short(radius * 2);
  return `<rect x="${short(x - radius)}" y="${short(y - radius)}" width="${side}" height="${side}" rx="3" ${look}/>`;
}

/** Areas, radii, pins and labels of places, and labels of the base map between them. */
export function drawPlaces(
  places: readonly PicturePlace[],
  context: readonly BaseLabel[],
  frame: Frame,
  colours: PictureColours,
  measure: (text: string, size: number) => number = estimateWidth,
): { readonly svg: string; readonly signs: ReadonlySet<Sign>; readonly shown: number } {
  const signs = new Set<Sign>();
  const scale = places.length > MANY ? 0.7 : 1.25;
  const spots = places
    .map((place) => ({ place, at: frame.at(place.lat, place.lon), radius: radiusOf(place.count) * scale }))
    .filter(({ at }) => frame.shows(at))
    // The larger first, so that smaller ones are not covered.
    .sort((a, b) => b.place.count - a.place.count);
  const shapes = places.map((place) => drawArea(place, frame, colours, signs));
  const pins = spots.map(({ place, at: [x, y], radius }) => {
    signs.add(place.standing);
    if (place.isArea) signs.add('area');
    return pin(x, y, radius, place, colours);
  });
  const boxes = spots.map(({ at: [x, y], radius }): Box => {
    const half = Math.min(radius, 9);
    return { left: x - half, top: y - half, right: x + half, bottom: y + half };
  });
  const named = new Set(places.map(({ name }) => name));
  const base = baseLabelsAt(context, frame.view.zoom)
    .filter(({ name }) => !named.has(name))
    .map((label) => ({ label, at: frame.at(label.lat, label.lon) }));
  const wishes: (PointLabel & { readonly text: string; readonly isPlace: boolean })[] = [
    ...spots.map(({ place: { name: text }, at: [x, y], radius }) => {
      const width = measure(text, LABEL_SIZE) + 8;
      return { x, y, width, offset: radius + 1, text, isPlace: true };
    }),
    ...base.map(({ label: { name: text, rank }, at: [x, y] }) => {
      const width = measure(text, CONTEXT_SIZE) + 8;
      return { x, y, width, offset: rank === 0 ? 0 : 2, text, isPlace: false };
    }),
  ];
  const placed = placeLabels(wishes, frame.view, boxes, MAX_LABELS);
  const labels = wishes.map(({ text, isPlace }, at) => {
    const box = placed[at];
    if (!box) return '';
    return textElement(text, {
      x: (box.left + box.right) / 2,
      y: box.top + LABEL_HEIGHT * 0.72,
      size: isPlace ? LABEL_SIZE : CONTEXT_SIZE,
      colour: isPlace ? colours.ink : colours.soft,
      isBold: isPlace,
      anchor: 'middle',
      rim: colours.land,
      className: isPlace ? 'place' : 'context',
    });
  });
  return { svg: [...shapes, ...pins, ...labels.reverse()].join(''), signs, shown: spots.length };
}

function drawArea(place: PicturePlace, frame: Frame, colours: PictureColours, signs: Set<Sign>): string {
  const { outline, sectors, isOnlySectors, standing, uncertaintyM } = place;
  const stroke = `stroke="${colours.place}" stroke-width="1.6"${DASHES[standing]}`;
  if (!outline) {
    const [x, y] = frame.at(place.lat, place.lon);
    const radius = (uncertaintyM ?? 0) / metresPerPixel(place.lat, frame.view.zoom);
    if (radius <= 0 || !frame.shows([x, y])) return '';
    signs.add('radius');
    return `<circle cx="${short(x)}" cy="${short(y)}" r="${short(radius)}" fill="${colours.place}" fill-opacity="0.04" stroke="${colours.place}" stroke-width="1.3" stroke-dasharray="2 4"/>`;
  }
  const opacity = { confirmed: 0.28, predicted: isOnlySectors ? 0.03 : 0.1, doubtful: 0.05 }[standing];
  const data = outline.map((rings) => frame.rings(rings)).join('');
  if (data === '') return '';
  signs.add('area');
  const whole = `<path class="area" d="${data}" fill="${colours.place}" fill-opacity="${opacity}" ${stroke}/>`;
  const parts = sectors.map((sector) => {
    const part = sectorOfArea(outline, sector).map((rings) => frame.rings(rings));
    signs.add('sector');
    return `<path d="${part.join('')}" fill="${colours.place}" fill-opacity="0.18"/>`;
  });
  return [whole, ...parts].join('');
}
