import type L from 'leaflet';

export interface MovingOptions {
  /** The pin was put down elsewhere by key. */
  readonly onKeep: (placeId: string, at: L.LatLng) => void;
  /** It stands elsewhere for now. */
  readonly onStep: (at: L.LatLng) => void;
  /** The mode is over; `isKept` is false when it was left. */
  readonly onEnd: (isKept: boolean) => void;
}

/** Pixels that a press of an arrow key moves the pin; with Shift, few. */
const STEP_PX = 12;
const FINE_PX = 1;
const DIRECTIONS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Moves one pin by keys: arrows move it, Enter keeps it there, Escape puts it back. */
export class MovingMode {
  readonly #map: L.Map;
  readonly #options: MovingOptions;
  #current: {
    placeId: string;
    marker: L.Marker;
    from: L.LatLng;
    element: HTMLElement;
    hasMoved: boolean;
  } | null = null;

  constructor(map: L.Map, options: MovingOptions) {
    this.#map = map;
    this.#options = options;
  }

  start(placeId: string, marker: L.Marker): void {
    this.#clear();
    const element = marker.getElement();
    if (!element) return;
    this.#current = { placeId, marker, from: marker.getLatLng(), element, hasMoved: false };
    element.classList.add('moving');
    element.addEventListener('keydown', this.#onKey, { capture: true });
    // A pin that was put into the page just now has no box to focus yet.
    element.focus({ preventScroll: true });
    this.#map.panInside(marker.getLatLng(), { padding: [60, 60] });
  }

  /** Whether this pin is being moved: then a drop by pointer is one more step of it. */
  isMoving(placeId: string): boolean {
    return this.#current?.placeId === placeId;
  }

  keep(): void {
    const current = this.#clear();
    if (!current) return;
    const isKept = current.hasMoved || !current.marker.getLatLng().equals(current.from);
    if (isKept) this.#options.onKeep(current.placeId, current.marker.getLatLng());
    this.#options.onEnd(isKept);
  }

  leave(): void {
    const current = this.#clear();
    if (!current) return;
    current.marker.setLatLng(current.from);
    this.#options.onEnd(false);
  }

  /** Follows a pin that was drawn anew, or leaves when it is gone. */
  follow(markerOf: (placeId: string) => L.Marker | undefined): void {
    const current = this.#current;
    if (!current || markerOf(current.placeId) === current.marker) return;
    this.#clear();
    this.#options.onEnd(false);
  }

  #clear() {
    const current = this.#current;
    current?.element.classList.remove('moving');
    current?.element.removeEventListener('keydown', this.#onKey, { capture: true });
    this.#current = null;
    return current;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const { key } = event;
    const direction = DIRECTIONS[key];
    if (!direction && key !== 'Enter' && key !== 'Escape') return;
    // Neither the map nor the shortcuts of the page shall take the key too.
    event.preventDefault();
    event.stopPropagation();
    if (key === 'Enter') this.keep();
    else if (key === 'Escape') this.leave();
    else if (direction) this.#step(direction, event.shiftKey ? FINE_PX : STEP_PX);
  };

  #step([x, y]: readonly [number, number], pixels: number): void {
    if (!this.#current) return;
    const { marker } = this.#current;
    const point = this.#map.latLngToLayerPoint(marker.getLatLng()).add([x * pixels, y * pixels]);
    marker.setLatLng(this.#map.layerPointToLatLng(point));
    this.#current.hasMoved = true;
    this.#map.panInside(marker.getLatLng(), { padding: [60, 60], animate: false });
    this.#options.onStep(marker.getLatLng());
  }
}
