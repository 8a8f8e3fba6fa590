import type { RegionLayer } from './basemap';

/** Colours of the base map. */
export interface MapColours {
  readonly sea: string;
  readonly land: string;
  readonly border: string;
  readonly admin: string;
  readonly district: string;
  readonly river: string;
  readonly urban: string;
}

/** How a layer of the base map is drawn. */
export interface BaseStyle {
  /** Zoom from which the layer is drawn. */
  readonly from: number;
  readonly kind: 'area' | 'line';
  readonly colour: keyof MapColours;
  /** Width of a line in pixels; 0 for an area. */
  readonly weight: number;
  readonly dash?: string;
}

const area = (from: number, colour: keyof MapColours): BaseStyle => ({
  from,
  kind: 'area',
  colour,
  weight: 0,
});
const line = (from: number, colour: keyof MapColours, weight: number, dash?: string): BaseStyle => ({
  from,
  kind: 'line',
  colour,
  weight,
  ...(dash === undefined ? {} : { dash }),
});

/** Layers of the region, the lowest first. Outlines are 0.5 to 1 km generalised: they stay thin. */
export const BASE_STYLES: Readonly<Record<RegionLayer, BaseStyle>> = {
  land: area(0, 'land'),
  urban: area(6, 'urban'),
  lakes: area(4, 'sea'),
  rivers: line(4, 'river', 1),
  wdb_rivers: line(7, 'river', 0.7),
  adm2_lines: line(7, 'district', 0.8),
  adm1lines: line(5, 'admin', 0.9),
  adm1_syiq: line(5, 'admin', 1),
  borders: line(0, 'border', 1.1),
  disputed: line(0, 'border', 1.1, '4 4'),
};

export const WORLD_LAND = area(0, 'land');
export const WORLD_BORDERS = line(0, 'border', 0.8);
export const REGION_SEA = area(0, 'sea');
