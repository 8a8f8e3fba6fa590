import type { MultiPolygon } from '../domain';
import type { PlaceList } from './gazetteer';

/** What the side file knows of a place. */
export interface SideEntry {
  /** May be empty. */
  readonly english: string;
  /** Kurdish, Turkish and Persian names in their own letters. */
  readonly otherNames: readonly string[];
  /** OCHA's code, or empty. */
  readonly pcode: string;
}

/**
 * The side file, row by row as in the list that it belongs to, and the side lines of the packs behind that list in the
 * same order; read when a place is shown or exported.
 */
export function loadSide(
  content: string,
  places: PlaceList,
  packs: readonly string[] = [],
): (id: string) => SideEntry | undefined {
  const files = [content, ...packs].map((file) => file.split('\n').map((line) => line.split('\t')));
  const [english, others, pcodes] = [0, 1, 2].map((line) => files.flatMap((file) => file[line] ?? []));
  return (id) => {
    const at = places.row(id);
    return at < 0
      ? undefined
      : {
          english: english?.[at] ?? '',
          otherNames: (others?.[at] ?? '').split('|').filter((name) => name !== ''),
          pcode: pcodes?.[at] ?? '',
        };
  };
}

/** Outlines of governorates and districts by the id of their entry. `stepsADegree` is told by the manifest. */
export function readOutlines(content: string, stepsADegree: number): Map<string, MultiPolygon> {
  return new Map(
    content
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => {
        const [id = '', polygons = ''] = line.split('\t');
        return [
          id,
          polygons.split('|').map((rings) => rings.split(';').map((ring) => readRing(ring, stepsADegree))),
        ];
      }),
  );
}

function readRing(ring: string, stepsADegree: number): [lon: number, lat: number][] {
  const steps = ring.split(' ').map(Number);
  const points: [number, number][] = [];
  let [x, y] = [0, 0];
  for (let at = 0; at + 1 < steps.length; at += 2) {
    x += steps[at] ?? 0;
    y += steps[at + 1] ?? 0;
    points.push([x / stepsADegree, y / stepsADegree]);
  }
  return points;
}
