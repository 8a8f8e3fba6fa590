import L from 'leaflet';
import { createBaseLayers, readColours, type BaseLayers } from './base-layers';
import type { Basemap } from './basemap';
import { baseLabelWishes, LabelLayer, type LabelWish } from './labels';
import { isDoubtful, type PlaceSummary } from './summary';

export interface LeafletViewOptions {
  /** A place was chosen by pointer or key. */
  readonly onSelect: (placeId: string) => void;
  readonly messages: {
    readonly zoomIn: string;
    readonly zoomOut: string;
    /** What a screen reader says of a marker. */
    readonly markerLabel: (name: string, count: number) => string;
  };
}

/** What may change; fields left out stay as they are. */
export interface LeafletViewState {
  readonly places?: readonly PlaceSummary[];
  readonly selectedId?: string | null;
  readonly basemap?: Basemap;
  /** Names the theme, so that colours are read again when it changes. */
  readonly theme?: string;
}

export interface LeafletView {
  update(state: LeafletViewState): void;
  /** Shows all places. */
  fit(): void;
  destroy(): void;
}

const ATTRIBUTION = 'Natural Earth · Who’s On First · GeoNames · OCHA · WDB II/GSHHG';
/** The Levant and Iraq, where nothing says otherwise. */
const HOME = L.latLngBounds([30, 33], [38, 49]);
const MAX_FIT_ZOOM = 9;

/** Radius of a marker: its area grows with the mentions. */
const radiusOf = (count: number): number => Math.min(22, 5 + 2.4 * Math.sqrt(count));

/** A map without tiles: outlines on a canvas, places as focusable markers, labels in the DOM. */
export function createLeafletView(element: HTMLElement, options: LeafletViewOptions): LeafletView {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
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
    .zoom({
      position: 'topleft',
      zoomInTitle: options.messages.zoomIn,
      zoomOutTitle: options.messages.zoomOut,
    })
    .addTo(map);
  L.control.scale({ imperial: false, position: 'bottomleft' }).addTo(map);
  L.control.attribution({ prefix: false, position: 'bottomright' }).addAttribution(ATTRIBUTION).addTo(map);
  map.fitBounds(HOME);

  const labels = new LabelLayer(map);
  const markers = L.layerGroup().addTo(map);
  const byId = new Map<string, L.Marker>();
  let base: BaseLayers | null = null;
  let places: readonly PlaceSummary[] = [];
  let selectedId: string | null = null;
  let basemap: Basemap | null = null;
  let isFitted = false;
  let signature = '';
  let isUpdating = false;

  const drawLabels = () => {
    // Fitting the view tells of each of its steps; the labels are laid out once, when all is in place.
    if (isUpdating) return;
    const wishes: LabelWish[] = places.map((item) => ({
      text: item.place.name,
      at: [item.place.lat, item.place.lon],
      className: item.place.id === selectedId ? 'place selected' : 'place',
      offset: radiusOf(item.count),
    }));
    const chosen = wishes.filter((wish) => wish.className.endsWith('selected'));
    const dots = places.map((item) => {
      const point = map.latLngToContainerPoint([item.place.lat, item.place.lon]);
      const radius = Math.min(radiusOf(item.count), 7);
      return L.bounds(point.subtract([radius, radius]), point.add([radius, radius]));
    });
    const named = new Set(places.map((item) => item.place.name));
    const context = baseLabelWishes(basemap?.labels ?? [], map.getZoom()).filter(
      (wish) => !named.has(wish.text),
    );
    labels.draw([...chosen, ...wishes.filter((wish) => !chosen.includes(wish)), ...context], dots);
  };
  map.on('moveend zoomend resize', drawLabels);

  const drawMarkers = () => {
    const focused = document.activeElement?.closest<HTMLElement>('.map-pin')?.dataset['place'];
    markers.clearLayers();
    byId.clear();
    // The larger first, so that smaller ones stay reachable on top.
    for (const item of [...places].sort((a, b) => b.count - a.count)) {
      const diameter = radiusOf(item.count) * 2;
      const marker = L.marker([item.place.lat, item.place.lon], {
        icon: L.divIcon({
          className: isDoubtful(item) ? 'map-pin doubtful' : 'map-pin',
          iconSize: [diameter, diameter],
          html: '',
        }),
        keyboard: true,
        riseOnHover: true,
      });
      marker.on('click', () => options.onSelect(item.place.id));
      marker.on('keypress', (event: L.LeafletKeyboardEvent) => {
        if (event.originalEvent.key !== 'Enter' && event.originalEvent.key !== ' ') return;
        // The space bar would scroll the page as well.
        event.originalEvent.preventDefault();
        options.onSelect(item.place.id);
      });
      marker.addTo(markers);
      const pin = marker.getElement();
      pin?.setAttribute('aria-label', options.messages.markerLabel(item.place.name, item.count));
      pin?.setAttribute('data-testid', 'pin');
      pin?.setAttribute('data-place', item.place.id);
      byId.set(item.place.id, marker);
    }
    // A person at the keyboard stays where they were.
    if (focused !== undefined && element.contains(byId.get(focused)?.getElement() ?? null))
      byId.get(focused)?.getElement()?.focus({ preventScroll: true });
  };

  const showSelected = () => {
    for (const [id, marker] of byId) marker.getElement()?.classList.toggle('selected', id === selectedId);
    const marker = selectedId === null ? undefined : byId.get(selectedId);
    if (marker && !map.getBounds().pad(-0.05).contains(marker.getLatLng()))
      map.panTo(marker.getLatLng(), { animate: !isCalm });
  };

  const fit = () => {
    if (places.length === 0) return;
    const bounds = L.latLngBounds(places.map((item) => [item.place.lat, item.place.lon]));
    const around = bounds.pad(0.15);
    if (Math.min(MAX_FIT_ZOOM, map.getBoundsZoom(around)) !== map.getZoom()) base?.clear();
    map.fitBounds(around, { maxZoom: MAX_FIT_ZOOM, animate: false });
  };

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

  const apply = (state: LeafletViewState) => {
    if (state.basemap) basemap = state.basemap;
    if (state.basemap || state.theme !== undefined) drawBase();
    if (state.places && state.places !== places) {
      places = state.places;
      // Another set of places is shown whole; a mere change of counts leaves the view where it is.
      const next = places
        .map((item) => item.place.id)
        .sort()
        .join();
      drawMarkers();
      if (next !== signature && map.getSize().x > 0) {
        fit();
        isFitted = places.length > 0;
      }
      signature = next;
    }
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
      drawLabels();
    },
    fit() {
      fit();
      drawLabels();
    },
    destroy() {
      resizing.disconnect();
      base?.remove();
      map.remove();
    },
  };
}
