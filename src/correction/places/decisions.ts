import {
  orderEdits,
  type Edit,
  type EditOp,
  type LinkChoice,
  type PlaceFocus,
  type PlaceKnowledge,
  type Precision,
  type Range,
  type UserPlace,
} from '../../domain';
import { foldName } from '../../text';
import { readChoice, readFocus, readPrecision, readUserPlace } from './guards';

/** A choice and the text that it is about. */
export interface PlacedChoice {
  readonly documentId: string;
  readonly choice: LinkChoice;
  /** The looked-up name, folded once for all texts that ask. */
  readonly name: string;
}

/** What people decided about places. */
export interface PlaceDecisions {
  /** By {@link choiceKey}; the last edited is the last. */
  readonly choices: ReadonlyMap<string, PlacedChoice>;
  /** Own places by id. */
  readonly places: ReadonlyMap<string, UserPlace>;
  /** Only those that a person set. */
  readonly precisions: ReadonlyMap<string, Precision>;
  readonly focus: PlaceFocus;
}

/** Nothing was decided. */
export const NO_DECISIONS: PlaceDecisions = {
  choices: new Map(),
  places: new Map(),
  precisions: new Map(),
  focus: { countries: [], hidesGovernments: false },
};

const OPS: ReadonlySet<EditOp> = new Set(['setLink', 'setPlace', 'setPrecision', 'setFocus']);

/** Whether an edit is about places. */
export const isAboutPlaces = ({ op }: Pick<Edit, 'op'>): boolean => OPS.has(op);

/** A mention of a text. */
export type MentionAt = Range & { readonly documentId: string };

/** What a choice is known by: it is about exactly this range. */
export const choiceKey = ({ documentId, start, end }: MentionAt): string => `${start}-${end}-${documentId}`;

/** What was decided about a mention, or null. */
export const choiceAt = ({ choices }: PlaceDecisions, mention: MentionAt): LinkChoice | null =>
  choices.get(choiceKey(mention))?.choice ?? null;

/**
 * What a log leaves, whatever the order in which its edits are given: the last word about a mention, a place or the
 * focus holds. Schemes and runs do not matter. Damaged edits change nothing. Never throws.
 */
export function rebuildDecisions(edits: readonly Edit[]): PlaceDecisions {
  const choices = new Map<string, PlacedChoice>();
  const places = new Map<string, UserPlace>();
  const precisions = new Map<string, Precision>();
  let { focus } = NO_DECISIONS;
  for (const { op, documentId, before, after } of orderEdits(edits.filter(isAboutPlaces))) {
    if (op === 'setLink') {
      const [old, choice] = [readChoice(before), readChoice(after)];
      if (old === undefined || choice === undefined) continue;
      if (old) choices.delete(choiceKey({ documentId, ...rangeOf(old) }));
      if (!choice) continue;
      const key = choiceKey({ documentId, ...rangeOf(choice) });
      choices.delete(key);
      choices.set(key, { documentId, choice, name: foldName(choice.toponym) });
    } else if (op === 'setPlace') {
      const [old, place] = [readUserPlace(before), readUserPlace(after)];
      if (old === undefined || place === undefined) continue;
      if (old) places.delete(old.id);
      if (place) places.set(place.id, place);
    } else if (op === 'setPrecision') {
      const set = readPrecision(after);
      if (set?.precision) precisions.set(set.placeId, set.precision);
      else if (set) precisions.delete(set.placeId);
    } else focus = readFocus(after) ?? focus;
  }
  return { choices, places, precisions, focus };
}

const rangeOf = ({ start, end }: Range): Range => ({ start, end });

/**
 * What linking is told for a text. Its own choices come first; a choice made in other texts counts where all of them say
 * the same of the name. That a name is no place says nothing of other mentions.
 */
export function knowledgeOf(decisions: PlaceDecisions, documentId: string): PlaceKnowledge {
  const own = new Map<string, string>();
  const others = new Map<string, string | null>();
  for (const { documentId: where, choice, name } of decisions.choices.values()) {
    if (!choice.place) continue;
    const { id } = choice.place;
    if (where === documentId) own.set(name, id);
    else others.set(name, others.has(name) && others.get(name) !== id ? null : id);
  }
  const agreed = [...others].flatMap(([name, id]): [string, string][] => (id === null ? [] : [[name, id]]));
  return {
    focus: decisions.focus.countries,
    userChoices: Object.fromEntries([...agreed, ...own]),
    ownPlaces: [...decisions.places.values()],
  };
}
