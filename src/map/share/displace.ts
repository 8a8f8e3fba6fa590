/** Two numbers from 0 to below 1 that say how a place is moved. */
export type Draw = readonly [turn: number, reach: number];

const METRES_PER_DEGREE = 111_320;
/** Places are moved at least so far, in metres: a point that may have stayed where it was says too much. */
const NEAREST = 0.4;

/**
 * Draws for a place that nobody without the secret can repeat: halves of SHA-256 over both. The same secret gives the
 * same draw, so that a place given out twice is not found by taking the middle of its points.
 */
export async function drawFor(secret: string, placeId: string): Promise<Draw> {
  const bytes = new TextEncoder().encode(`${secret}\n${placeId}`);
  const words = new DataView(await crypto.subtle.digest('SHA-256', bytes));
  return [words.getUint32(0) / 2 ** 32, words.getUint32(4) / 2 ** 32];
}

/** A point that was moved, with the radius in metres that the true one lies within. */
export interface Displaced {
  readonly lat: number;
  readonly lon: number;
  readonly uncertaintyM: number;
}

/**
 * Moves a point into a ring around it and rounds it to hundredths of a degree (about 1 km): "donut" masking (Hampton et
 * al., American Journal of Epidemiology 172, 2010), at most 5 km as the DHS Program moves villages (UN Spatial
 * Anonymization guidance note, 2021). All of the ring is equally likely.
 * @param reachM outer radius of the ring in metres; the inner one is two fifths of it
 */
export function displace(
  place: { readonly lat: number; readonly lon: number },
  reachM: number,
  [turn, reach]: Draw,
): Displaced {
  const distance = reachM * Math.sqrt(NEAREST ** 2 + reach * (1 - NEAREST ** 2));
  const north = (distance * Math.cos(turn * 2 * Math.PI)) / METRES_PER_DEGREE;
  const shrunk = Math.max(0.01, Math.cos((place.lat * Math.PI) / 180));
  const east = (distance * Math.sin(turn * 2 * Math.PI)) / METRES_PER_DEGREE / shrunk;
  const lat = Math.max(-90, Math.min(90, place.lat + north));
  const lon = ((place.lon + east + 540) % 360) - 180;
  // Half a hundredth each way more for the rounding.
  return { lat: round(lat), lon: round(lon), uncertaintyM: Math.ceil((reachM + 800) / 100) * 100 };
}

const round = (degrees: number): number => Number(degrees.toFixed(2)) + 0;
