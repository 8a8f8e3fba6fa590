import L from 'leaflet';
import { createClusterIndex, type Cluster, type ClusterIndex } from '../clusters';
import { clusterRadiusOf, isArea, radiusOf, standingOf } from '../drawing';
import type { Box } from '../label-placement';
import { bearingOf } from '../sectors';
import type { PlaceSummary } from '../summary';

export interface PinOptions {
  /** A place was chosen by pointer or key. */
  readonly onSelect: (placeId: string) => void;
  /** A cluster was opened. */
  readonly onExpand: (size: number) => void;
  /** Whether the pin of a place may be dragged. */
  readonly canMove: (placeId: string) => boolean;
  /** The selected pin was dropped. */
  readonly onDrop: (placeId: string, at: L.LatLng) => void;
  /** What a screen reader says. */
  readonly pinLabel: (item: PlaceSummary) => string;
  readonly clusterLabel: (size: number, names: readonly string[]) => string;
  readonly number: (value: number) => string;
}

interface Drawn {
  readonly marker: L.Marker;
  /** What it was drawn for; drawn anew when that changed. */
  readonly item: PlaceSummary | Cluster;
  readonly shift: string;
}

/** Part of the view around it, on each side, in which pins are ready before they are panned to. */
const PAD = 0.25;
/** Pins nearer than this, in pixels, are spread out where no cluster holds them. */
const SAME_PX = 8;
const SPREAD_PX = 11;
const NAMES_IN_LABEL = 3;

/** Places as focusable pins, or clusters of them where they would cover each other; only those in view are in the page. */
export class PinLayer {
  readonly #map: L.Map;
  readonly #options: PinOptions;
  readonly #group: L.LayerGroup;
  readonly #drawn = new Map<string, Drawn>();
  #places: readonly PlaceSummary[] = [];
  #index: ClusterIndex = createClusterIndex([]);
  #selectedId: string | null = null;
  /** Places that stand for themselves now. */
  singles: readonly PlaceSummary[] = [];

  constructor(map: L.Map, options: PinOptions) {
    this.#map = map;
    this.#options = options;
    this.#group = L.layerGroup().addTo(map);
  }

  setPlaces(places: readonly PlaceSummary[]): void {
    this.#places = places;
    this.#index = createClusterIndex(places);
  }

  select(placeId: string | null): void {
    this.#selectedId = placeId;
  }

  markerOf(placeId: string): L.Marker | undefined {
    return this.#drawn.get(placeId)?.marker;
  }

  /** Least zoom at which a place is not held in a cluster. */
  singleFrom(item: PlaceSummary): number {
    return this.#index.singleFrom(item);
  }

  /** Pins and clusters as rectangles on the screen. */
  boxes(): Box[] {
    return [...this.#drawn.values()].map(({ marker, item }) => {
      const { x, y } = this.#map.latLngToContainerPoint(marker.getLatLng());
      const radius = 'kind' in item ? clusterRadiusOf(item.size) : Math.min(radiusOf(item.count), 7);
      return { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius };
    });
  }

  draw(): void {
    const bounds = this.#map.getBounds().pad(PAD);
    const found = this.#index.within(
      [
        Math.max(-180, bounds.getWest()),
        bounds.getSouth(),
        Math.min(180, bounds.getEast()),
        bounds.getNorth(),
      ],
      this.#map.getZoom(),
    );
    const clusters = found.filter((one) => one.kind === 'cluster');
    const singles = found.flatMap((one) => (one.kind === 'single' ? [one.item] : []));
    // The place under attention is never hidden in a cluster.
    const selected = this.#places.find(({ place }) => place.id === this.#selectedId);
    if (selected && !singles.includes(selected)) singles.push(selected);
    this.singles = singles.sort((a, b) => b.count - a.count);
    const shifts = this.#spread(singles);
    const wanted = new Map<string, () => L.Marker>();
    const keep = (key: string, item: Drawn['item'], shift: string, make: () => L.Marker) => {
      wanted.set(key, make);
      const known = this.#drawn.get(key);
      if (known && (known.item !== item || known.shift !== shift)) this.#remove(key, known);
      if (!this.#drawn.has(key)) this.#drawn.set(key, { marker: make().addTo(this.#group), item, shift });
    };
    const focused = focusedKey();
    const hadFocus = focused !== undefined && this.#drawn.has(focused);
    for (const cluster of clusters) keep(keyOf(cluster), cluster, '', () => this.#clusterMarker(cluster));
    // The larger first, so that smaller ones stay reachable on top.
    for (const item of singles) {
      const shift = shifts.get(item) ?? [0, 0];
      keep(item.place.id, item, shift.join(), () => this.#pin(item, shift));
    }
    for (const [key, known] of this.#drawn) if (!wanted.has(key)) this.#remove(key, known);
    for (const [key, { marker }] of this.#drawn) this.#finish(key, marker);
    // A person at the keyboard stays where they were.
    if (hadFocus) this.#drawn.get(focused)?.marker.getElement()?.focus({ preventScroll: true });
  }

  #remove(key: string, { marker }: Drawn): void {
    marker.remove();
    this.#group.removeLayer(marker);
    this.#drawn.delete(key);
  }

  /** What may change without a new pin: attention, and with it whether the pin can be dragged. */
  #finish(key: string, marker: L.Marker): void {
    const isSelected = key === this.#selectedId;
    marker.getElement()?.classList.toggle('selected', isSelected);
    marker.setZIndexOffset(isSelected ? 1000 : 0);
    if (isSelected && this.#options.canMove(key)) marker.dragging?.enable();
    else marker.dragging?.disable();
  }

  #pin(item: PlaceSummary, [dx, dy]: readonly [number, number]): L.Marker {
    const { place } = item;
    const radius = radiusOf(item.count);
    const marker = L.marker([place.lat, place.lon], {
      icon: L.divIcon({
        className: `map-pin ${standingOf(item)}${isArea(item) ? ' area' : ''}`,
        iconSize: [radius * 2, radius * 2],
        iconAnchor: [radius - dx, radius - dy],
        html: '',
      }),
      keyboard: true,
      riseOnHover: true,
    });
    onActivate(marker, () => this.#options.onSelect(place.id));
    marker.on('dragend', () => this.#options.onDrop(place.id, marker.getLatLng()));
    marker.on('add', () => {
      const element = marker.getElement();
      if (!element) return;
      element.setAttribute('aria-label', this.#options.pinLabel(item));
      element.dataset['testid'] = 'pin';
      element.dataset['place'] = place.id;
      const bearing = bearingOf(item.sectors[0] ?? '');
      if (bearing === undefined) return;
      element.classList.add('sector');
      element.style.setProperty('--bearing', `${bearing}deg`);
    });
    return marker;
  }

  #clusterMarker(cluster: Cluster): L.Marker {
    const radius = clusterRadiusOf(cluster.size);
    const marker = L.marker([cluster.lat, cluster.lon], {
      icon: L.divIcon({
        className: 'map-cluster',
        iconSize: [radius * 2, radius * 2],
        html: this.#options.number(cluster.size),
      }),
      keyboard: true,
    });
    onActivate(marker, (isByKey) => this.#expand(cluster, isByKey));
    marker.on('add', () => {
      const element = marker.getElement();
      if (!element) return;
      const names = this.#index.placesOf(cluster.id, NAMES_IN_LABEL).map(({ place }) => place.name);
      element.setAttribute('aria-label', this.#options.clusterLabel(cluster.size, names));
      element.dataset['testid'] = 'cluster';
      element.dataset['place'] = keyOf(cluster);
    });
    return marker;
  }

  /** Zooms in until a cluster falls apart. */
  #expand(cluster: Cluster, isByKey: boolean): void {
    const first = this.#index.placesOf(cluster.id, 1)[0];
    this.#map.once('moveend', () => {
      this.#options.onExpand(cluster.size);
      if (!isByKey) return;
      // The keyboard goes on with what came out of it.
      const next =
        (first && this.markerOf(first.place.id)) ?? this.#nearest(L.latLng(cluster.lat, cluster.lon));
      next?.getElement()?.focus({ preventScroll: true });
    });
    this.#map.setView([cluster.lat, cluster.lon], this.#index.expansionZoom(cluster.id));
  }

  #nearest(at: L.LatLng): L.Marker | undefined {
    let best: { marker: L.Marker; metres: number } | undefined;
    for (const { marker } of this.#drawn.values()) {
      const metres = marker.getLatLng().distanceTo(at);
      if (!best || metres < best.metres) best = { marker, metres };
    }
    return best?.marker;
  }

  /** Shifts in pixels of pins that stand on the same spot: a town and its district often do. */
  #spread(singles: readonly PlaceSummary[]): Map<PlaceSummary, readonly [number, number]> {
    const bySpot = new Map<string, PlaceSummary[]>();
    for (const item of singles) {
      const { x, y } = this.#map.latLngToLayerPoint([item.place.lat, item.place.lon]);
      const spot = `${Math.round(x / SAME_PX)},${Math.round(y / SAME_PX)}`;
      const group = bySpot.get(spot);
      if (group) group.push(item);
      else bySpot.set(spot, [item]);
    }
    const shifts = new Map<PlaceSummary, readonly [number, number]>();
    for (const group of bySpot.values()) {
      if (group.length < 2) continue;
      const radius = SPREAD_PX + group.length;
      group.forEach((item, at) => {
        const angle = (2 * Math.PI * at) / group.length;
        shifts.set(item, [Math.round(radius * Math.cos(angle)), Math.round(radius * Math.sin(angle))]);
      });
    }
    return shifts;
  }
}

const keyOf = (cluster: Cluster): string => `cluster:${cluster.id}`;

/** Key of the pin or cluster that has the focus. */
const focusedKey = (): string | undefined =>
  document.activeElement?.closest<HTMLElement>('.map-pin, .map-cluster')?.dataset['place'];

/** By click, Enter or the space bar. */
function onActivate(marker: L.Marker, run: (isByKey: boolean) => void): void {
  marker.on('click', () => run(false));
  marker.on('keypress', (event: L.LeafletKeyboardEvent) => {
    if (event.originalEvent.key !== 'Enter' && event.originalEvent.key !== ' ') return;
    // The space bar would scroll the page as well.
    event.originalEvent.preventDefault();
    run(true);
  });
}
