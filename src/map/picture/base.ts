import type { FeatureCollection, Geometry } from 'geojson';
import {
  BASE_STYLES,
  REGION_SEA,
  WORLD_BORDERS,
  WORLD_LAND,
  type BaseStyle,
  type MapColours,
} from '../base-style';
import type { Basemap, RegionLayer } from '../basemap';
import type { Frame } from './frame';

/** The base map as SVG paths, the lowest first. */
export function drawBase(basemap: Basemap, frame: Frame, colours: MapColours): string {
  const [west, south, east, north] = basemap.regionBounds;
  const region = [
    [west, north],
    [east, north],
    [east, south],
    [west, south],
  ];
  const zoom = frame.view.zoom;
  return [
    path(frame, geometriesOf(basemap.worldLand), WORLD_LAND, colours),
    path(frame, [{ type: 'Polygon', coordinates: [region] }], REGION_SEA, colours),
    path(frame, [basemap.worldBorders], WORLD_BORDERS, colours),
    ...Object.entries(BASE_STYLES).map(([name, style]) =>
      zoom < style.from ? '' : path(frame, geometriesOf(basemap.region[name as RegionLayer]), style, colours),
    ),
  ].join('');
}

const geometriesOf = ({ features }: FeatureCollection): Geometry[] =>
  features.map(({ geometry }) => geometry);

function path(frame: Frame, geometries: readonly Geometry[], style: BaseStyle, colours: MapColours): string {
  const data = geometries.map((geometry) => dataOf(frame, geometry, style.kind)).join('');
  if (data === '') return '';
  const colour = colours[style.colour];
  if (style.kind === 'area') return `<path d="${data}" fill="${colour}" fill-rule="evenodd"/>`;
  const dash = style.dash === undefined ? '' : ` stroke-dasharray="${style.dash}"`;
  return `<path d="${data}" fill="none" stroke="${colour}" stroke-width="${style.weight * 1.2}"${dash}/>`;
}

/** Path data; outlines of areas may be drawn as lines. */
function dataOf(frame: Frame, geometry: Geometry, kind: BaseStyle['kind']): string {
  const rings = (all: readonly (readonly (readonly number[])[])[]) =>
    kind === 'area' ? frame.rings(all) : all.map((ring) => frame.line(ring)).join('');
  switch (geometry.type) {
    case 'Polygon':
      return rings(geometry.coordinates);
    case 'MultiPolygon':
      return geometry.coordinates.map(rings).join('');
    case 'LineString':
      return frame.line(geometry.coordinates);
    case 'MultiLineString':
      return geometry.coordinates.map((one) => frame.line(one)).join('');
    default:
      return '';
  }
}
