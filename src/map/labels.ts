import L from 'leaflet';
import type { BaseLabel } from './basemap';

/** A label that wants a place on the map, the most important first. */
export interface LabelWish {
  readonly text: string;
  readonly at: L.LatLngExpression;
  readonly className: string;
  /** Distance of the text from its point, in pixels; 0 centres it. */
  readonly offset: number;
}

const HEIGHT = 20;
const GAP = 3;
const MAX_SHOWN = 90;

/**
 * Draws labels without collisions: greedy by importance, a label to the left of its point, else to the right, above or
 * below, else not at all (Imhof's positions for point features, right-to-left first). Real text in the DOM: Arabic is
 * shaped by the browser.
 */
export class LabelLayer {
  readonly #map: L.Map;
  readonly #pane: HTMLElement;
  readonly #measure = document.createElement('canvas').getContext('2d');
  readonly #widths = new Map<string, number>();

  constructor(map: L.Map) {
    this.#map = map;
    this.#pane = map.createPane('labels');
    this.#pane.style.pointerEvents = 'none';
  }

  draw(wishes: readonly LabelWish[], blocked: readonly L.Bounds[]): void {
    const size = this.#map.getSize();
    const taken = [...blocked];
    const shown: HTMLElement[] = [];
    for (const wish of wishes) {
      if (shown.length >= MAX_SHOWN) break;
      const point = this.#map.latLngToContainerPoint(wish.at);
      if (point.x < -50 || point.y < -20 || point.x > size.x + 50 || point.y > size.y + 20) continue;
      const width = this.#widthOf(wish);
      const box = positions(point, width, wish.offset).find(
        (candidate) => isInside(candidate, size) && !taken.some((other) => candidate.overlaps(other)),
      );
      if (!box?.min) continue;
      taken.push(box);
      shown.push(this.#element(wish, box.min));
    }
    this.#pane.replaceChildren(...shown);
  }

  #element(wish: LabelWish, corner: L.Point): HTMLElement {
    const element = document.createElement('div');
    element.className = `map-label ${wish.className}`;
    element.dir = 'auto';
    element.textContent = wish.text;
    L.DomUtil.setPosition(element, this.#map.containerPointToLayerPoint(corner));
    return element;
  }

  #widthOf(wish: LabelWish): number {
    const key = `${wish.className}:${wish.text}`;
    const known = this.#widths.get(key);
    if (known !== undefined) return known;
    let width = wish.text.length * 8;
    if (this.#measure) {
      this.#measure.font = wish.className.includes('place') ? '600 15px serif' : '13px sans-serif';
      width = this.#measure.measureText(wish.text).width + 8;
    }
    this.#widths.set(key, width);
    return width;
  }
}

function positions(point: L.Point, width: number, offset: number): L.Bounds[] {
  const box = (x: number, y: number) => L.bounds([x, y], [x + width, y + HEIGHT]);
  const middle = point.y - HEIGHT / 2;
  if (offset === 0) return [box(point.x - width / 2, middle)];
  return [
    box(point.x - offset - GAP - width, middle),
    box(point.x + offset + GAP, middle),
    box(point.x - width / 2, point.y - offset - HEIGHT),
    box(point.x - width / 2, point.y + offset),
  ];
}

const isInside = (box: L.Bounds, size: L.Point): boolean =>
  box.min !== undefined &&
  box.max !== undefined &&
  box.min.x >= 0 &&
  box.min.y >= 0 &&
  box.max.x <= size.x &&
  box.max.y <= size.y;

/** Zoom from which a town is named, by digits of its population. */
const TOWNS_FROM: Readonly<Record<number, number>> = { 7: 5, 6: 6.5, 5: 8 };

/** Names of the base map by zoom: countries far out, then towns by size. */
export function baseLabelWishes(labels: readonly BaseLabel[], zoom: number): LabelWish[] {
  const isWanted = ({ rank }: BaseLabel) =>
    rank === 0 ? zoom >= 3 && zoom <= 6.5 : zoom >= (TOWNS_FROM[Math.min(rank, 7)] ?? 9);
  return labels
    .filter(isWanted)
    .sort((a, b) => ((a.rank || 9) < (b.rank || 9) ? 1 : -1))
    .map(({ name, lat, lon, rank }) => ({
      text: name,
      at: [lat, lon],
      className: rank === 0 ? 'country' : 'town',
      offset: rank === 0 ? 0 : 2,
    }));
}
