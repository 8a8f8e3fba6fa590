/** Sources of what the map draws, as they want to be named. */
export const ATTRIBUTION = 'Natural Earth · Who’s On First · GeoNames · OCHA · WDB II/GSHHG';
