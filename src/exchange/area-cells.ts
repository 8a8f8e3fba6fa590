import type { SharedPlace } from '../map';
import type { Cell } from './table';

/** Columns of the administrative areas of a place, from governorate to subdistrict. */
export const AREA_COLUMNS = [
  ['adm1_ar', 'text'],
  ['adm1_pcode', 'text'],
  ['adm2_ar', 'text'],
  ['adm2_pcode', 'text'],
  ['adm3_ar', 'text'],
  ['adm3_pcode', 'text'],
] as const;

/** Their cells. */
export const areaCells = (place: SharedPlace | null): Cell[] =>
  [place?.adm1, place?.adm2, place?.adm3].flatMap((area) => [area?.name ?? '', area?.pcode ?? '']);
