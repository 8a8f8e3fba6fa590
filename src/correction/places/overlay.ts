import type { KeptCandidate, LinkChoice, Place, StoredLink } from '../../domain';
import { placeOf } from './choices';
import { choiceAt, type PlaceDecisions } from './decisions';

/**
 * Links as shown and exported: what a person decided laid over what was predicted, one link a mention. A decided link is
 * `gold` and sure; without a place it is NIL by a person. A chosen place is kept though its id has vanished from the
 * list; an own place is shown as it stands now. Where nothing was decided the list is given back as it is.
 */
export function overlayChoices(
  links: readonly StoredLink[],
  decisions: PlaceDecisions,
): readonly StoredLink[] {
  const { choices, places } = decisions;
  if (choices.size === 0 && places.size === 0) return links;
  return links.map((link) => {
    const choice = choiceAt(decisions, link);
    if (choice) return decided(link, choice, choice.place && asItStands(choice.place));
    const place = link.place && asItStands(link.place);
    return place === link.place ? link : { ...link, place };
  });

  function asItStands(place: Place): Place {
    const own = places.get(place.id);
    return own ? placeOf(own) : place;
  }
}

function decided(link: StoredLink, { toponym }: LinkChoice, place: Place | null): StoredLink {
  const reasons = [{ code: 'decided' as const }];
  const isListed = place === null || link.candidates.some(({ id }) => id === place.id);
  const added = (chosen: Place): KeptCandidate => ({ ...chosen, within: '', score: 1, reasons });
  return {
    ...link,
    toponym,
    place,
    origin: 'gold',
    score: place === null ? 0 : 1,
    reasons,
    candidates: isListed ? link.candidates : [added(place), ...link.candidates],
  };
}
