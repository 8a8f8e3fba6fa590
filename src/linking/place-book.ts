import type {
  AdminArea,
  Candidate,
  DescribedArea,
  MultiPolygon,
  PlaceBook,
  PlaceDescription,
} from '../domain';
import type { PlaceFiles, SideEntry } from '../gazetteer';

/** Entries of one name that are looked at for its English form. */
const NAMESAKES = 40;

/** What the list of places and the files beside it tell of an entry. */
export function createPlaceBook(files: PlaceFiles): PlaceBook {
  const { list } = files;
  return {
    search: (query, limit) => Promise.resolve(list.find(query, limit)),
    async describe(ids) {
      const side = await files.side();
      const found = new Map<string, PlaceDescription>();
      for (const id of ids) {
        const entry = list.entry(id);
        if (!entry) continue;
        const { english, otherNames, pcode } = side(id) ?? NOTHING_BESIDE;
        const [adm1, adm2, adm3] = entry.areas;
        const { level, lat, lon, uncertaintyM } = entry;
        found.set(id, {
          ...{ id: entry.id, names: entry.names, english, otherNames, pcode },
          ...{ level, lat, lon, uncertaintyM, country: entry.country || null },
          ...{ adm1: describedArea(adm1), adm2: describedArea(adm2), adm3: describedArea(adm3) },
        });
      }
      return found;

      function describedArea(area: AdminArea | null): DescribedArea | null {
        if (!area) return null;
        const beside = side(area.id) ?? NOTHING_BESIDE;
        const { lat = 0, lon = 0 } = list.entry(area.id) ?? {};
        return { ...area, lat, lon, english: beside.english, pcode: beside.pcode };
      }
    },
    async englishOf(names) {
      const side = await files.side();
      return new Map(
        names.flatMap((name): [string, string][] => {
          const english = commonest(list.find(name, NAMESAKES), (id) => side(id)?.english ?? '');
          return english === '' ? [] : [[name, english]];
        }),
      );
    },
    async outlines(ids) {
      const all = await files.outlines();
      return new Map(
        ids.flatMap((id): [string, MultiPolygon][] => {
          const outline = all.get(list.entry(id)?.id ?? id);
          return outline ? [[id, outline]] : [];
        }),
      );
    },
  };
}

const NOTHING_BESIDE: SideEntry = { english: '', otherNames: [], pcode: '' };

/**
 * The English form that most entries written exactly so have, the best ranked where they are equal. A look-alike name
 * would bring a wrong form.
 */
function commonest(candidates: readonly Candidate[], englishOf: (id: string) => string): string {
  const counts = new Map<string, number>();
  for (const { id, match } of candidates) {
    if (match === 'clitic' || match === 'fuzzy') continue;
    const english = englishOf(id);
    if (english !== '') counts.set(english, (counts.get(english) ?? 0) + 1);
  }
  let best = '';
  for (const [english, count] of counts) if (count > (counts.get(best) ?? 0)) best = english;
  return best;
}
