import L from 'leaflet';
import { afterDrawing, createBaseLayers, readColours, type BaseLayers } from './base-layers';
import { AreaLayer, OthersLayer } from './areas';
import { LabelLayer, type LabelWish } from './labels';
import { MovingMode } from './moving';
import { PinLayer } from './pins';
import { ATTRIBUTION } from '../attribution';
import type { Basemap } from '../basemap';
import { othersOf, radiusOf, type Outlines } from '../drawing';
import { baseLabelsAt, type Box } from '../label-placement';
import type { PictureView } from '../picture/frame';
import type { PlaceSummary } from '../summary';

export interface LeafletViewOptions {
  /** A place was chosen by pointer or key. */
  readonly onSelect: (placeId: string) => void;
  /** The selected pin was dropped or kept elsewhere. The pin goes back when this rejects. */
  readonly onMove: (placeId: string, lat: number, lon: number) => Promise<void>;
  /** The pin stands here for now, in {@link LeafletView.startMoving}. */
  readonly onMoving: (lat: number, lon: number) => void;
  readonly onMovingEnd: (isKept: boolean) => void;
  /** A cluster was opened. */
  readonly onExpand: (size: number) => void;
  /** What lies over the map and must cover no label, besides the map's own controls. */
  readonly covers: () => readonly Element[];
  readonly messages: {
    readonly zoomIn: string;
    readonly zoomOut: string;
    /** What a screen reader says of a pin and of a cluster. */
    readonly pinLabel: (item: PlaceSummary) => string;
    readonly clusterLabel: (size: number, names: readonly string[]) => string;
    /** A number as the person reads it. */
    readonly number: (value: number) => string;
  };
}

/** What may change; fields left out stay as they are. */
export interface LeafletViewState {
  readonly places?: readonly PlaceSummary[];
  readonly outlines?: Outlines;
  readonly selectedId?: string | null;
  readonly basemap?: Basemap;
  /** Names the theme, so that colours are read again when it changes. */
  readonly theme?: string;
}

export interface LeafletView {
  update(state: LeafletViewState): void;
  /** Shows all places. */
  fit(): void;
  /** Zooms in until a place stands for itself. */
  reveal(placeId: string): void;
  /** Starts moving a pin by arrow keys; Enter keeps it, Escape puts it back. */
  startMoving(placeId: string): void;
  keepMoved(): void;
  leaveMoving(): void;
  /** What of the world is seen, for a picture of it. */
  seen(): PictureView;
  destroy(): void;
}

/** The Levant and Iraq, where nothing says otherwise. */
const HOME = L.latLngBounds([30, 33], [38, 49]);
/** A zoom of Leaflet takes 250 ms. */
const ANIMATION_MS = 300;
const MAX_FIT_ZOOM = 9;

/** A map without tiles: outlines on a canvas, areas as shapes, places as focusable pins, labels in the DOM. */
export function createLeafletView(element: HTMLElement, options: LeafletViewOptions): LeafletView {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = createMap(element, isCalm, options);
  const drop = (placeId: string, { lat, lng }: L.LatLng) => {
    options.onMove(placeId, lat, lng).catch(() => {
      const place = places.find((item) => item.place.id === placeId)?.place;
      if (place) pins.markerOf(placeId)?.setLatLng([place.lat, place.lon]);
    });
  };
  const areas = new AreaLayer(map, options.onSelect);
  const others = new OthersLayer(map);
  const labels = new LabelLayer(map);
  const pins = new PinLayer(map, {
    ...options,
    ...options.messages,
    // An area with an outline has no point that could be moved.
    canMove: (placeId) => !outlines.has(placeId),
    onDrop: (placeId, at) => {
      if (moving.isMoving(placeId)) options.onMoving(at.lat, at.lng);
      else drop(placeId, at);
    },
  });
  const moving = new MovingMode(map, {
    onKeep: drop,
    onStep: ({ lat, lng }) => options.onMoving(lat, lng),
    onEnd: options.onMovingEnd,
  });
  let base: BaseLayers | null = null;
  let places: readonly PlaceSummary[] = [];
  let outlines: Outlines = new Map();
  let selectedId: string | null = null;
  let basemap: Basemap | null = null;
  let isFitted = false;
  /** What was seen after the view was last fitted: until a person moves it, outlines that come later may widen it. */
  let fittedTo = '';
  let signature = '';
  let isUpdating = false;

  /** What hangs on the part of the world that is seen. */
  const drawSeen = () => {
    // Fitting the view tells of each of its steps; pins and labels are laid out once, when all is in place.
    if (isUpdating) return;
    pins.draw();
    areas.setRadii(pins.singles);
    moving.follow((placeId) => pins.markerOf(placeId));
    const selected = places.find((item) => item.place.id === selectedId);
    labels.draw(
      wishesFor(pins.singles, selected, basemap ? baseLabelsAt(basemap.labels, map.getZoom()) : []),
      [...pins.boxes(), ...coveredBoxes(element, options.covers())],
    );
  };
  map.on('moveend resize', drawSeen);

  const fit = () => {
    if (places.length === 0) return;
    const bounds = L.latLngBounds(places.map((item) => [item.place.lat, item.place.lon]));
    if (areas.bounds) bounds.extend(areas.bounds);
    const around = bounds.pad(0.15);
    if (Math.min(MAX_FIT_ZOOM, map.getBoundsZoom(around)) !== map.getZoom()) base?.clear();
    map.fitBounds(around, { maxZoom: MAX_FIT_ZOOM, animate: false });
    fittedTo = seenNow();
  };
  const seenNow = () => `${map.getCenter().toString()} ${map.getZoom()}`;

  const drawBase = () => {
    if (!basemap) return;
    base?.remove();
    base = createBaseLayers(map, basemap, readColours(element));
  };

  const resizing = new ResizeObserver(() => {
    map.invalidateSize({ animate: false });
    if (!isFitted && places.length > 0 && map.getSize().x > 0) {
      fit();
      isFitted = true;
    }
  });
  resizing.observe(element);

  const showSelected = () => {
    const selected = places.find((item) => item.place.id === selectedId);
    pins.select(selected ? selectedId : null);
    areas.select(selectedId);
    others.draw(selected);
    if (selected && !map.getBounds().pad(-0.05).contains([selected.place.lat, selected.place.lon]))
      map.panTo([selected.place.lat, selected.place.lon], { animate: !isCalm });
  };

  const apply = (state: LeafletViewState) => {
    if (state.basemap) basemap = state.basemap;
    if (state.basemap || state.theme !== undefined) drawBase();
    const hasPlaces = state.places !== undefined && state.places !== places;
    const hasOutlines = state.outlines !== undefined && state.outlines !== outlines;
    places = state.places ?? places;
    outlines = state.outlines ?? outlines;
    if (hasPlaces) pins.setPlaces(places);
    if (hasPlaces || hasOutlines) areas.setAreas(places, outlines);
    if (hasPlaces) {
      // Another set of places is shown whole; a mere change of counts leaves the view where it is.
      const next = places
        .map((item) => item.place.id)
        .sort()
        .join();
      if (next !== signature && map.getSize().x > 0) {
        fit();
        isFitted = places.length > 0;
      }
      signature = next;
    } else if (hasOutlines && fittedTo !== '' && fittedTo === seenNow()) fit();
    if (state.selectedId !== undefined) selectedId = state.selectedId;
    showSelected();
  };

  return {
    update(state) {
      isUpdating = true;
      try {
        apply(state);
      } finally {
        isUpdating = false;
      }
      drawSeen();
    },
    fit() {
      fit();
      drawSeen();
    },
    reveal(placeId) {
      const item = places.find(({ place }) => place.id === placeId);
      const zoom = item ? pins.singleFrom(item) : 0;
      if (!item || zoom <= map.getZoom()) return;
      base?.clear();
      map.setView([item.place.lat, item.place.lon], zoom, { animate: false });
    },
    startMoving(placeId) {
      const marker = pins.markerOf(placeId);
      if (marker) moving.start(placeId, marker);
    },
    keepMoved: () => moving.keep(),
    leaveMoving: () => moving.leave(),
    seen() {
      const { lat, lng } = map.getCenter();
      const { x, y } = map.getSize();
      return { lat, lon: lng, zoom: map.getZoom(), width: x, height: y };
    },
    destroy() {
      resizing.disconnect();
      base?.remove();
      map.off();
      // An animation that has begun goes on after the map was removed, and would not find it.
      setTimeout(() => afterDrawing(() => map.remove()), ANIMATION_MS);
    },
  };
}

function createMap(element: HTMLElement, isCalm: boolean, { messages }: LeafletViewOptions): L.Map {
  const map = L.map(element, {
    zoomControl: false,
    attributionControl: false,
    minZoom: 2,
    maxZoom: 12,
    zoomSnap: 0.5,
    maxBounds: [
      [-75, -200],
      [85, 200],
    ],
    zoomAnimation: !isCalm,
    fadeAnimation: !isCalm,
    markerZoomAnimation: !isCalm,
  });
  map.createPane('areas').style.zIndex = '200';
  map.createPane('lines').style.zIndex = '210';
  L.control
    .zoom({ position: 'topleft', zoomInTitle: messages.zoomIn, zoomOutTitle: messages.zoomOut })
    .addTo(map);
  L.control.scale({ imperial: false, position: 'bottomleft' }).addTo(map);
  L.control.attribution({ prefix: false, position: 'bottomright' }).addAttribution(ATTRIBUTION).addTo(map);
  return map.fitBounds(HOME);
}

/** What covers the map, as rectangles on it. */
function coveredBoxes(element: HTMLElement, covers: readonly Element[]): Box[] {
  const { left, top } = element.getBoundingClientRect();
  return [...element.querySelectorAll('.leaflet-control'), ...covers].map((one) => {
    const box = one.getBoundingClientRect();
    return {
      left: box.left - left,
      top: box.top - top,
      right: box.right - left,
      bottom: box.bottom - top,
    };
  });
}

/** Labels in order of importance: the selected place, others of its name, the places, then the base map. */
function wishesFor(
  singles: readonly PlaceSummary[],
  selected: PlaceSummary | undefined,
  context: ReturnType<typeof baseLabelsAt>,
): LabelWish[] {
  const wishOf = (item: PlaceSummary): LabelWish => ({
    text: item.place.name,
    at: [item.place.lat, item.place.lon],
    className: item === selected ? 'place selected' : 'place',
    offset: radiusOf(item.count),
  });
  const named = new Set(singles.map((item) => item.place.name));
  return [
    ...(selected ? [wishOf(selected)] : []),
    ...(selected ? othersOf(selected) : []).map(({ name, within, lat, lon }): LabelWish => ({
      text: within === '' ? name : within,
      at: [lat, lon],
      className: 'other',
      offset: 6,
    })),
    ...singles.filter((item) => item !== selected).map(wishOf),
    ...context
      .filter(({ name }) => !named.has(name))
      .map(({ name, lat, lon, rank }): LabelWish => ({
        text: name,
        at: [lat, lon],
        className: rank === 0 ? 'country' : 'town',
        offset: rank === 0 ? 0 : 2,
      })),
  ];
}
