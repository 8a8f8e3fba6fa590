import type { Linker, OnProgress, Tagger } from './domain';
import { geocodeRows, type GeocodedRow, type GeocodeOptions, type GeocodeRow } from './linking';
import { tagDocument } from './pipeline';
import { toMentions } from './spans';

/** What the rows of a table need to go through the stages. */
export interface GeocodeTableOptions extends Omit<GeocodeOptions, 'findMentions' | 'linker'> {
  /** Loaded. */
  readonly linker: Linker;
  /** Loaded with the first sentence; a table of location strings needs none. */
  readonly tagger: Tagger;
}

/**
 * The places of all rows of a table, in their order: the page and the command line alike. Sentences go through the model,
 * location strings straight to linking. Rejects with what tagger and linker reject with, `tag/cancelled` on abort.
 */
export function geocodeTable(
  rows: readonly GeocodeRow[],
  { tagger, ...options }: GeocodeTableOptions,
): Promise<GeocodedRow[]> {
  const knownNames = (names: readonly string[]) => options.linker.knownNames(names, options.ownPlaces);
  return geocodeRows(rows, {
    ...options,
    findMentions: async (raw, signal) => {
      const onProgress: OnProgress = (progress) => {
        // Words of one row say nothing; a model that is being fetched does.
        if (progress.phase === 'download') options.onProgress?.(progress);
      };
      const { spans } = await tagDocument({ documentId: 'row', raw, tagger, signal, knownNames, onProgress });
      return toMentions('row', raw, spans).filter(({ label }) => label === 'LOC');
    },
  });
}
