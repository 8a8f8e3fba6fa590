import L from 'leaflet';
import { LABEL_HEIGHT, placeLabels, type Box } from '../label-placement';

/** A label that wants a place on the map, the most important first. */
export interface LabelWish {
  readonly text: string;
  readonly at: L.LatLngExpression;
  readonly className: string;
  /** Distance of the text from its point, in pixels; 0 centres it. */
  readonly offset: number;
}

const MAX_SHOWN = 90;

/** Draws labels without collisions, as real text in the DOM: Arabic is shaped by the browser. */
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

  draw(wishes: readonly LabelWish[], blocked: readonly Box[]): void {
    const { x: width, y: height } = this.#map.getSize();
    const points = wishes.map((wish) => {
      const { x, y } = this.#map.latLngToContainerPoint(wish.at);
      return { x, y, width: this.#widthOf(wish), offset: wish.offset };
    });
    const boxes = placeLabels(points, { width, height }, blocked, MAX_SHOWN);
    this.#pane.replaceChildren(
      ...wishes.flatMap((wish, at) => {
        const box = boxes[at];
        return box ? [this.#element(wish, box)] : [];
      }),
    );
  }

  #element(wish: LabelWish, { left, top }: Box): HTMLElement {
    const element = document.createElement('div');
    element.className = `map-label ${wish.className}`;
    element.dir = 'auto';
    element.textContent = wish.text;
    L.DomUtil.setPosition(element, this.#map.containerPointToLayerPoint([left, top]));
    return element;
  }

  #widthOf(wish: LabelWish): number {
    const key = `${wish.className}:${wish.text}`;
    const known = this.#widths.get(key);
    if (known !== undefined) return known;
    let width = wish.text.length * (LABEL_HEIGHT * 0.4);
    if (this.#measure) {
      this.#measure.font = wish.className.startsWith('place') ? '600 15px serif' : '13px sans-serif';
      width = this.#measure.measureText(wish.text).width + 8;
    }
    this.#widths.set(key, width);
    return width;
  }
}
