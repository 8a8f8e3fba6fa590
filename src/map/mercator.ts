/** Side of the world at zoom 0, in pixels, as web maps have it. */
const WORLD_PX = 256;
/** Beyond it the projection runs away. */
const MAX_LAT = 85.051129;
const EARTH_RADIUS_M = 6_378_137;

/** Degrees to pixels at a zoom, y downwards (spherical Web Mercator, EPSG:3857): as the map on the page. */
export function project(lat: number, lon: number, zoom: number): readonly [x: number, y: number] {
  const scale = WORLD_PX * 2 ** zoom;
  const sine = Math.sin((Math.max(-MAX_LAT, Math.min(MAX_LAT, lat)) * Math.PI) / 180);
  return [(lon / 360 + 0.5) * scale, (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * scale];
}

/** Metres on the ground that a pixel covers. */
export const metresPerPixel = (lat: number, zoom: number): number =>
  (Math.cos((lat * Math.PI) / 180) * 2 * Math.PI * EARTH_RADIUS_M) / (WORLD_PX * 2 ** zoom);

/** The longest round length (1, 2, 3 or 5 times a power of ten) of at most `maxPx` pixels, for a scale bar. */
export function scaleBar(perPixel: number, maxPx: number): { readonly metres: number; readonly px: number } {
  const most = perPixel * maxPx;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = power * ([5, 3, 2].find((step) => step * power <= most) ?? 1);
  return { metres, px: metres / perPixel };
}
