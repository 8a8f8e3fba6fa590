import L from 'leaflet';
import type { Basemap, RegionLayer } from '../basemap';
import {
  BASE_STYLES,
  REGION_SEA,
  WORLD_BORDERS,
  WORLD_LAND,
  type BaseStyle,
  type MapColours,
} from '../base-style';

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

/** A style of the base map as Leaflet wants it. */
const pathOptions = ({ kind, colour, weight, dash }: BaseStyle, colours: MapColours): L.PathOptions =>
  kind === 'area'
    ? { stroke: false, fill: true, fillColor: colours[colour], fillOpacity: 1 }
    : { color: colours[colour], weight, fill: false, ...(dash ? { dashArray: dash } : {}) };

export interface BaseLayers {
  /** Takes the layers off before the zoom changes: projecting all of them at once would hold the page. */
  clear(): void;
  remove(): void;
}

/**
 * Waits until canvases have drawn what they asked the browser for. Leaflet 1.9 forgets a frame that it asked for when it
 * draws at once in between, and cannot take it back when the canvas goes: drawing on it would throw.
 */
export const afterDrawing = (work: () => void): void => {
  requestAnimationFrame(work);
};

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
  const world = L.geoJSON(basemap.worldLand, { ...areas, style: pathOptions(WORLD_LAND, colours) });
  const sea = L.rectangle(region, { ...areas, ...pathOptions(REGION_SEA, colours) });
  const layers: { readonly layer: L.Layer; readonly isWanted: () => boolean }[] = [
    {
      layer: L.geoJSON(basemap.worldBorders, { ...lines, style: pathOptions(WORLD_BORDERS, colours) }),
      isWanted: seesWorld,
    },
    ...Object.entries(BASE_STYLES).map(([name, style]) => ({
      layer: L.geoJSON(basemap.region[name as RegionLayer], {
        ...(style.kind === 'area' ? areas : lines),
        style: pathOptions(style, colours),
      }),
      isWanted: () => map.getZoom() >= style.from,
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
      afterDrawing(() => {
        areas.renderer.remove();
        lines.renderer.remove();
      });
    },
  };
}
