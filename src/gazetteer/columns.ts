/** Cells of a column in which those equal to the one before are left empty, `-` standing for nothing. */
function filled(cells: readonly string[]): string[] {
  let last = '';
  return cells.map((cell) => (last = cell || last)).map((cell) => (cell === '-' ? '' : cell));
}

/** Ids of a column where numbers are differences to the one before of their scheme. */
function idsOf(cells: readonly string[]): string[] {
  const last = new Map<string, number>();
  return cells.map((cell) => {
    const scheme = cell[0] ?? '';
    const step = /^[wgp](-?\d+)$/.exec(cell)?.[1];
    if (step === undefined) return cell;
    const number = (last.get(scheme) ?? 0) + Number(step);
    last.set(scheme, number);
    return `${scheme}${number}`;
  });
}

/** The columns of one file, as they are kept: an entry is put together when it is asked for. */
export interface Columns {
  readonly names: readonly string[];
  /** Row of the area above, -1 for none. */
  readonly above: Int32Array;
  /** Thousandths of a degree. */
  readonly lat: Int32Array;
  readonly lon: Int32Array;
  readonly levels: readonly string[];
  readonly countries: readonly string[];
  readonly digits: readonly string[];
  readonly flags: readonly string[];
  readonly radii: readonly string[];
  /** Short. */
  readonly ids: readonly string[];
  /** Short ids, old to current. */
  readonly former: readonly (readonly [old: string, now: string])[];
}

/** Reads the lines of a lookup file. */
export function readColumns(content: string): Columns {
  const lines = content.split('\n');
  const [names = [], above = [], lat = [], lon = [], levels = [], countries = [], ...rest] = lines
    .slice(0, 10)
    .map((line) => line.split('\t'));
  const [digits = [], flags = [], radii = [], ids = []] = rest;
  // Lines count from 1; an area comes before what lies in it.
  const rowAbove = Int32Array.from(filled(above), (line) => Number(line || 0) - 1);
  const fromArea = (steps: readonly string[]): Int32Array => {
    const values = new Int32Array(steps.length);
    steps.forEach((step, at) => (values[at] = Number(step) + (values[rowAbove[at] ?? -1] ?? 0)));
    return values;
  };
  return {
    ...{ names, above: rowAbove, lat: fromArea(lat), lon: fromArea(lon) },
    ...{ levels: filled(levels), countries: filled(countries), digits, flags, radii, ids: idsOf(ids) },
    former: lines.slice(10).flatMap((line) => {
      const [old, now] = line.split('\t');
      return old && now ? [[old, now] as const] : [];
    }),
  };
}

const joined = (a: Int32Array, b: Int32Array): Int32Array => {
  const both = new Int32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
};

/**
 * A list with a pack behind it. Rows of the pack whose id the list has stand for that entry: the areas that the pack's
 * places hang on, and places that a newer list has taken over. They lose name and id, so that nothing finds them.
 */
export function withPack(list: Columns, pack: Columns): Columns {
  const offset = list.ids.length;
  const rowOf = new Map(pack.ids.map((id, row) => [id, row]));
  const current = Int32Array.from(pack.ids, (_, row) => offset + row);
  const moved = new Map(list.former.flatMap(([old, now]) => (rowOf.has(old) ? [[now, old] as const] : [])));
  list.ids.forEach((id, row) => {
    const own = rowOf.get(id) ?? rowOf.get(moved.get(id) ?? '');
    if (own !== undefined) current[own] = row;
  });
  const isOwn = (row: number) => current[row] === offset + row;
  return {
    names: [...list.names, ...pack.names.map((names, row) => (isOwn(row) ? names : ''))],
    above: joined(
      list.above,
      pack.above.map((row) => (row < 0 ? -1 : (current[row] ?? -1))),
    ),
    lat: joined(list.lat, pack.lat),
    lon: joined(list.lon, pack.lon),
    levels: [...list.levels, ...pack.levels],
    countries: [...list.countries, ...pack.countries],
    digits: [...list.digits, ...pack.digits],
    flags: [...list.flags, ...pack.flags],
    radii: [...list.radii, ...pack.radii],
    ids: [...list.ids, ...pack.ids.map((id, row) => (isOwn(row) ? id : ''))],
    former: [...list.former, ...pack.former],
  };
}
