import type { KeptCandidate, Link, StoredLink } from '../domain';
import { linkId } from './link-id';

/**
 * Links as the store keeps them. A name keeps all its candidates once a document: repeats of it need only the chosen
 * one. Details that say nothing are left out, and so are the areas of all candidates but the first: the list of places
 * has them by the id.
 */
export function toStoredLinks(documentId: string, runId: string, links: readonly Link[]): StoredLink[] {
  const listed = new Set<string>();
  return links.map((link) => {
    const name = `${link.toponym}:${link.place?.id ?? ''}`;
    const kept = listed.has(name) ? link.candidates.slice(0, 1) : link.candidates;
    listed.add(name);
    const id = linkId(documentId, runId, link.start);
    return { ...link, candidates: kept.map(toKept), id, runId, origin: 'predicted' };
  });
}

function toKept(candidate: KeptCandidate, at: number): KeptCandidate {
  const { match, adm1, adm2, adm3, populationDigits, flags, uncertaintyM, ...proposal } = candidate;
  return {
    ...proposal,
    ...(match && match !== 'exact' ? { match } : {}),
    ...(populationDigits ? { populationDigits } : {}),
    ...(flags && flags.length > 0 ? { flags } : {}),
    ...(uncertaintyM ? { uncertaintyM } : {}),
    ...(at === 0 && adm1 ? { adm1 } : {}),
    ...(at === 0 && adm2 ? { adm2 } : {}),
    ...(at === 0 && adm3 ? { adm3 } : {}),
  };
}
