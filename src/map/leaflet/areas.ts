import L from 'leaflet';
import type { MultiPolygon } from '../../domain';
import { othersOf, standingOf, type Outlines } from '../drawing';
import { sectorOfArea } from '../sectors';
import type { PlaceSummary } from '../summary';

type LatLngs = [lat: number, lon: number][][][];

const toLatLngs = (area: MultiPolygon): LatLngs =>
  area.map((rings) => rings.map((ring) => ring.map(([lon, lat]) => [lat, lon])));

/** Areas with their outlines, the parts of them that are meant, and the radius of places whose point is not known. */
export class AreaLayer {
  readonly #onSelect: (placeId: string) => void;
  readonly #areas = L.layerGroup();
  readonly #radii = L.layerGroup();
  readonly #renderer: L.Renderer;
  readonly #shapes = new Map<string, L.Path[]>();
  /** What stands round the pins now; drawn anew only when that changes. */
  #radiiOf = '';
  #outlined: ReadonlySet<string> = new Set();

  constructor(map: L.Map, onSelect: (placeId: string) => void) {
    this.#onSelect = onSelect;
    map.createPane('place-areas').style.zIndex = '220';
    this.#renderer = L.svg({ pane: 'place-areas', padding: 0.3 });
    this.#areas.addTo(map);
    this.#radii.addTo(map);
  }

  /** Bounds of all outlines drawn. */
  get bounds(): L.LatLngBounds | null {
    const bounds = L.latLngBounds([]);
    for (const [outline] of this.#shapes.values())
      if (outline instanceof L.Polygon) bounds.extend(outline.getBounds());
    return bounds.isValid() ? bounds : null;
  }

  setAreas(places: readonly PlaceSummary[], outlines: Outlines): void {
    this.#areas.clearLayers();
    this.#shapes.clear();
    const shapes = places.flatMap((item) => {
      const outline = outlines.get(item.place.id);
      return outline ? [{ item, outline, polygon: this.#outline(item, outline) }] : [];
    });
    this.#outlined = new Set(shapes.map(({ item }) => item.place.id));
    // The larger first, so that a district can be pressed within its governorate.
    shapes.sort((a, b) => extentOf(b.polygon) - extentOf(a.polygon));
    for (const { item, outline, polygon } of shapes) {
      const sectors = item.sectors.map((sector) => this.#sector(item, outline, sector));
      const all: L.Path[] = [polygon, ...sectors];
      this.#shapes.set(item.place.id, all);
      for (const shape of all) shape.addTo(this.#areas);
      for (const shape of all) {
        const element = shape.getElement();
        element?.setAttribute('data-testid', shape === polygon ? 'area' : 'area-sector');
        element?.setAttribute('data-place', item.place.id);
      }
    }
  }

  /** Circles round the places that stand for themselves now and lie somewhere within a radius. */
  setRadii(singles: readonly PlaceSummary[]): void {
    const uncertain = singles.filter(
      ({ place }) => (place.uncertaintyM ?? 0) > 0 && !this.#outlined.has(place.id),
    );
    const next = uncertain.map(({ place }) => `${place.id}:${place.uncertaintyM ?? 0}`).join();
    if (next === this.#radiiOf) return;
    this.#radiiOf = next;
    this.#radii.clearLayers();
    for (const item of uncertain) {
      const circle = L.circle([item.place.lat, item.place.lon], {
        radius: item.place.uncertaintyM ?? 0,
        renderer: this.#renderer,
        className: `map-radius ${standingOf(item)}`,
        interactive: false,
      }).addTo(this.#radii);
      circle.getElement()?.setAttribute('data-testid', 'radius');
    }
  }

  select(placeId: string | null): void {
    for (const [id, shapes] of this.#shapes)
      for (const shape of shapes) shape.getElement()?.classList.toggle('selected', id === placeId);
  }

  #outline(item: PlaceSummary, outline: MultiPolygon): L.Polygon {
    const part = item.isOnlySectors ? ' part' : '';
    const polygon = L.polygon(toLatLngs(outline), {
      renderer: this.#renderer,
      className: `map-area ${standingOf(item)}${part}`,
    });
    polygon.on('click', (event) => {
      L.DomEvent.stopPropagation(event);
      this.#onSelect(item.place.id);
    });
    return polygon;
  }

  #sector(item: PlaceSummary, outline: MultiPolygon, sector: string): L.Polygon {
    return L.polygon(toLatLngs(sectorOfArea(outline, sector)), {
      renderer: this.#renderer,
      className: `map-area-sector ${standingOf(item)}`,
      interactive: false,
    });
  }
}

function extentOf(polygon: L.Polygon): number {
  const bounds = polygon.getBounds();
  return (bounds.getNorth() - bounds.getSouth()) * (bounds.getEast() - bounds.getWest());
}

/** Other places of the name of the selected one, each hollow at the end of a line. */
export class OthersLayer {
  readonly #group = L.layerGroup();
  readonly #renderer: L.Renderer;

  constructor(map: L.Map) {
    map.createPane('place-others').style.zIndex = '590';
    this.#renderer = L.svg({ pane: 'place-others', padding: 0.3 });
    this.#group.addTo(map);
  }

  draw(selected: PlaceSummary | undefined): void {
    this.#group.clearLayers();
    if (!selected) return;
    const from: L.LatLngTuple = [selected.place.lat, selected.place.lon];
    for (const { lat, lon } of othersOf(selected)) {
      const options = { renderer: this.#renderer, interactive: false };
      L.polyline([from, [lat, lon]], { ...options, className: 'map-other-line' }).addTo(this.#group);
      const dot = L.circleMarker([lat, lon], { ...options, radius: 5, className: 'map-other' });
      dot.addTo(this.#group);
      dot.getElement()?.setAttribute('data-testid', 'other');
    }
  }
}
