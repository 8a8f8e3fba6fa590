import L from 'leaflet';
import type { Basemap, RegionLayer } from '../basemap';

/** Colours of the base map, read from the page's custom properties so that light and dark follow the theme. */
export interface MapColours {
  readonly sea: string;
  readonly land: string;
  readonly border: string;
  readonly admin: string;
  readonly district: string;
  readonly river: string;
  readonly urban: string;
}

/** Reads the colours that an element inherits. */
export function readColours(element: HTMLElement): MapColours {
  const style = getComputedStyle(element);
  const of = (name: string) => style.getPropertyValue(`--map-${name}`).trim() || '#888';
  return {
    sea: of('sea'),
    land: of('land'),
    border: of('border'),
    admin: of('admin'),
    district: of('district'),
    river: of('river'),
    urban: of('urban'),
  };
}

interface LayerStyle {
  /** Zoom from which the layer is drawn. */
  readonly from: number;
  readonly style: (colours: MapColours) => L.PathOptions;
}

const line = (colour: string, weight: number, dashArray?: string): L.PathOptions => ({
  color: colour,
  weight,
  fill: false,
  ...(dashArray ? { dashArray } : {}),
});
const area = (colour: string): L.PathOptions => ({
  stroke: false,
  fill: true,
  fillColor: colour,
  fillOpacity: 1,
});

/** Outlines are 0.5 to 1 km generalised: they stay thin. */
const STYLES: Readonly<Record<RegionLayer, LayerStyle>> = {
  land: { from: 0, style: (c) => area(c.land) },
  urban: { from: 6, style: (c) => area(c.urban) },
  lakes: { from: 4, style: (c) => area(c.sea) },
  rivers: { from: 4, style: (c) => line(c.river, 1) },
  wdb_rivers: { from: 7, style: (c) => line(c.river, 0.7) },
  adm2_lines: { from: 7, style: (c) => line(c.district, 0.8) },
  adm1lines: { from: 5, style: (c) => line(c.admin, 0.9) },
  adm1_syiq: { from: 5, style: (c) => line(c.admin, 1) },
  borders: { from: 0, style: (c) => line(c.border, 1.1) },
  disputed: { from: 0, style: (c) => line(c.border, 1.1, '4 4') },
};

const AREAS: ReadonlySet<string> = new Set(['land', 'urban', 'lakes']);

export interface BaseLayers {
  /** Takes the layers off before the zoom changes: projecting all of them at once would hold the page. */
  clear(): void;
  remove(): void;
}

/**
 * The base map as Leaflet layers, the world in outline under the region in detail. Areas and lines have a canvas each,
 * so that layers come and go by zoom without being put in order again; the world is left out while the region fills
 * the view, since projecting outlines that nobody sees is most of the work.
 */
export function createBaseLayers(map: L.Map, basemap: Basemap, colours: MapColours): BaseLayers {
  const areas = { renderer: L.canvas({ padding: 0.3, pane: 'areas' }), interactive: false, pane: 'areas' };
  const lines = { renderer: L.canvas({ padding: 0.3, pane: 'lines' }), interactive: false, pane: 'lines' };
  const [west, south, east, north] = basemap.regionBounds;
  const region = L.latLngBounds([south, west], [north, east]);
  const seesWorld = (): boolean => !region.contains(map.getBounds());
  const world = L.geoJSON(basemap.worldLand, { ...areas, style: area(colours.land) });
  const sea = L.rectangle(region, { ...areas, ...area(colours.sea) });
  const layers: { readonly layer: L.Layer; readonly isWanted: () => boolean }[] = [
    {
      layer: L.geoJSON(basemap.worldBorders, { ...lines, style: line(colours.border, 0.8) }),
      isWanted: seesWorld,
    },
    ...Object.entries(STYLES).map(([name, { from, style }]) => ({
      layer: L.geoJSON(basemap.region[name as RegionLayer], {
        ...(AREAS.has(name) ? areas : lines),
        style: style(colours),
      }),
      isWanted: () => map.getZoom() >= from,
    })),
  ];
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Puts what is missing on the map, a layer a task. */
  const addNext = () => {
    const next = layers.find(({ layer, isWanted }) => isWanted() && !map.hasLayer(layer));
    if (!next) return;
    next.layer.addTo(map);
    timer = setTimeout(addNext);
  };
  const show = () => {
    clearTimeout(timer);
    if (seesWorld() && !map.hasLayer(world)) {
      world.addTo(map).bringToBack();
    } else if (!seesWorld()) world.remove();
    if (!map.hasLayer(sea)) sea.addTo(map);
    for (const { layer, isWanted } of layers) if (!isWanted()) layer.remove();
    addNext();
  };
  const clear = () => {
    clearTimeout(timer);
    for (const { layer } of [...layers, { layer: world }, { layer: sea }]) layer.remove();
  };
  show();
  map.on('moveend', show);
  return {
    clear,
    remove() {
      map.off('moveend', show);
      clear();
    },
  };
}
