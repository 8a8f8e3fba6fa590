import type { LinkChoice, Place, StoredLink } from '../../domain';
import { foldName } from '../../text';
import { draftOf, type EditDraft } from '../stamp';
import { done, refused, type Command } from '../work';
import { choiceAt, type MentionAt, type PlaceDecisions } from './decisions';

/** A mention with the name that was looked up for it; a link is one. */
export type NamedMention = MentionAt & Pick<StoredLink, 'toponym'>;

/** What a link keeps of a candidate or an own place. */
export function placeOf({ id, name, lat, lon, level, country, uncertaintyM }: Place): Place {
  const place = { id, name, lat, lon, level, country };
  return uncertaintyM ? { ...place, uncertaintyM } : place;
}

const isSamePlace = (a: Place | null, b: Place | null): boolean =>
  a === b || (a !== null && b !== null && JSON.stringify(placeOf(a)) === JSON.stringify(placeOf(b)));

function choose(
  decisions: PlaceDecisions,
  mention: NamedMention,
  place: Place | null,
  origin: LinkChoice['origin'],
): EditDraft[] {
  const before = choiceAt(decisions, mention);
  if (before && before.origin === origin && isSamePlace(before.place, place)) return [];
  const { documentId, start, end, toponym } = mention;
  const after: LinkChoice = { start, end, toponym, place: place && placeOf(place), origin };
  return [draftOf(documentId, 'setLink', before, after)];
}

const orNothing = (drafts: EditDraft[]): Command =>
  drafts.length > 0 ? done(drafts) : refused('edit/nothing');

/** Says which place a mention means: a candidate, an own place, or any of the list. */
export const chooseCandidate = (decisions: PlaceDecisions, mention: NamedMention, place: Place): Command =>
  orNothing(choose(decisions, mention, place, 'confirmed'));

/** Says that the predicted place is right. `edit/nothing` where there is none. */
export const confirmPlace = (
  decisions: PlaceDecisions,
  link: NamedMention & Pick<StoredLink, 'place'>,
): Command => (link.place ? chooseCandidate(decisions, link, link.place) : refused('edit/nothing'));

/** Says that a mention is none of the places known: it stays off the map. */
export const markNoPlace = (decisions: PlaceDecisions, mention: NamedMention): Command =>
  orNothing(choose(decisions, mention, null, 'confirmed'));

/** Takes back what was decided about a mention: the prediction shows again. */
export function takeChoiceBack(decisions: PlaceDecisions, mention: MentionAt): Command {
  const before = choiceAt(decisions, mention);
  return before ? done([draftOf(mention.documentId, 'setLink', before, null)]) : refused('edit/nothing');
}

/** Another mention of the same name, for a list that a person looks through. */
export interface SameToponym {
  readonly link: StoredLink;
  /** What was decided about it already. */
  readonly choice: LinkChoice | null;
  /** False where a person decided otherwise: it is taken only when ticked. */
  readonly isTicked: boolean;
}

/**
 * Mentions whose name folds to the same as that of a mention, itself and those already decided the same way left out, in
 * the order of the links.
 */
export function findSameToponyms(
  decisions: PlaceDecisions,
  mention: NamedMention,
  links: readonly StoredLink[],
): SameToponym[] {
  const key = foldName(mention.toponym);
  const decided = choiceAt(decisions, mention);
  return links.flatMap((link): SameToponym[] => {
    const isSelf =
      link.documentId === mention.documentId && link.start === mention.start && link.end === mention.end;
    if (isSelf || foldName(link.toponym) !== key) return [];
    const choice = choiceAt(decisions, link);
    if (choice && decided && isSamePlace(choice.place, decided.place)) return [];
    return [{ link, choice, isTicked: choice === null }];
  });
}

/** Gives mentions that a person ticked the same place, or none, in one batch. */
export const applyToSame = (
  decisions: PlaceDecisions,
  place: Place | null,
  ticked: readonly NamedMention[],
): Command => orNothing(ticked.flatMap((mention) => choose(decisions, mention, place, 'propagated')));
