import { PLACE_LEVELS, type PlaceLevel } from '../../domain';

export interface CountryCount {
  readonly country: string;
  readonly total: number;
  readonly byLevel: Readonly<Partial<Record<PlaceLevel, number>>>;
}

/** What the shipped data say about themselves. */
export interface Credits {
  readonly entries: number;
  readonly levels: readonly PlaceLevel[];
  readonly countries: readonly CountryCount[];
  readonly font: string;
}

/** Reads counts and attributions that ship beside the data; what is missing is left out. */
export async function readCredits(baseUrl: string): Promise<Credits> {
  const [manifest, font] = await Promise.all([
    fetchText(`${baseUrl}gazetteer/manifest.json`),
    fetchText(`${baseUrl}fonts/ATTRIBUTION`),
  ]);
  const countries = countsIn(manifest);
  return {
    entries: countries.reduce((sum, row) => sum + row.total, 0),
    levels: PLACE_LEVELS.filter((level) => countries.some((row) => row.byLevel[level])),
    countries,
    font,
  };
}

async function fetchText(url: string): Promise<string> {
  try {
    const response = await fetch(url);
    return response.ok ? await response.text() : '';
  } catch {
    return '';
  }
}

/** `counts` of the gazetteer manifest: country, then level, to number of entries. */
function countsIn(manifest: string): CountryCount[] {
  try {
    const { counts } = JSON.parse(manifest) as {
      counts: Record<string, Partial<Record<PlaceLevel, number>>>;
    };
    return Object.entries(counts)
      .map(([country, byLevel]) => ({
        country,
        byLevel,
        total: Object.values(byLevel).reduce((sum, n) => sum + n, 0),
      }))
      .sort((a, b) => b.total - a.total);
  } catch {
    return [];
  }
}
