import L from 'leaflet';
import type { Basemap, RegionLayer } from './basemap';

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

/** The base map as Leaflet layers, the world in outline under the region in detail. */
export function createBaseLayers(map: L.Map, basemap: Basemap, colours: MapColours): L.LayerGroup {
  const renderer = L.canvas({ padding: 0.5, pane: 'basemap' });
  const common = { renderer, interactive: false, pane: 'basemap' };
  const group = L.layerGroup();
  L.geoJSON(basemap.worldLand, { ...common, style: area(colours.land) }).addTo(group);
  L.geoJSON(basemap.worldBorders, { ...common, style: line(colours.border, 0.8) }).addTo(group);
  const [west, south, east, north] = basemap.regionBounds;
  L.rectangle(
    [
      [south, west],
      [north, east],
    ],
    { ...common, ...area(colours.sea) },
  ).addTo(group);
  const byZoom = Object.entries(STYLES).map(([name, { from, style }]) => ({
    from,
    layer: L.geoJSON(basemap.region[name as RegionLayer], { ...common, style: style(colours) }),
  }));
  const show = () => {
    // Added again in their order, so that what is above stays above.
    for (const { layer } of byZoom) layer.remove();
    for (const { from, layer } of byZoom) if (map.getZoom() >= from) group.addLayer(layer);
    for (const { from, layer } of byZoom) if (map.getZoom() < from) group.removeLayer(layer);
  };
  show();
  map.on('zoomend', show);
  group.on('remove', () => map.off('zoomend', show));
  return group.addTo(map);
}
