import {
  isOwnPlace,
  PLACES_ID,
  type Place,
  type PlaceFocus,
  type Precision,
  type StoredLink,
  type UserPlace,
} from '../../domain';
import { draftOf, type EditDraft } from '../stamp';
import { done, refused, type Command } from '../work';
import { applyToSame, placeOf } from './choices';
import type { PlaceDecisions } from './decisions';
import { readUserPlace } from './guards';

const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A place as it is kept: trimmed, and an area only with a radius; undefined where it is not on Earth or has no name. */
const tidy = (place: UserPlace): UserPlace | null | undefined =>
  readUserPlace({ ...place, name: place.name.trim(), note: place.note.trim(), source: place.source.trim() });

const setPlace = (before: UserPlace | null, after: UserPlace | null): EditDraft =>
  draftOf(PLACES_ID, 'setPlace', before, after);

/** Adds a place to the person's own list, or changes the one of this id. `edit/nothing` where it is no place or the same. */
export function putOwnPlace({ places }: PlaceDecisions, place: UserPlace): Command {
  const [before, after] = [places.get(place.id) ?? null, tidy(place)];
  if (!after || !isOwnPlace(after.id) || isEqual(before, after)) return refused('edit/nothing');
  return done([setPlace(before, after)]);
}

/** Takes a place out of the person's own list. Mentions that were given to it keep it. */
export function removeOwnPlace({ places }: PlaceDecisions, id: string): Command {
  const before = places.get(id);
  return before ? done([setPlace(before, null)]) : refused('edit/nothing');
}

/** A place that is put elsewhere. */
export interface PlaceMove {
  readonly place: Place;
  readonly lat: number;
  readonly lon: number;
  /** Links that may mean it, as shown; those that do are given the moved place. */
  readonly links: readonly StoredLink[];
  /** Id for an own place, should one be made. */
  readonly id: string;
  /** Says where it came from, for an own place that is made. */
  readonly note: string;
}

/**
 * Puts a place where a person says it is. One's own place moves; of any other an own place is made, and the mentions of
 * the old one are given to it in the same batch.
 */
export function movePlace(decisions: PlaceDecisions, move: PlaceMove): Command {
  const { place, lat, lon, links, id, note } = move;
  const own = decisions.places.get(place.id);
  if (own) return putOwnPlace(decisions, { ...own, lat, lon });
  const { uncertaintyM: _, ...point } = placeOf(place);
  const made = { ...point, id, lat, lon, note, source: '' };
  const added = putOwnPlace(decisions, made);
  if (!added.ok) return added;
  const mentions = links.filter((link) => link.place?.id === place.id);
  const linked = applyToSame(decisions, made, mentions);
  return done([...added.value, ...(linked.ok ? linked.value : [])]);
}

/** Sets how exactly a place is given to others; null leaves it to the default. */
export function setPrecision(
  { precisions }: PlaceDecisions,
  placeId: string,
  precision: Precision | null,
): Command {
  const before = precisions.get(placeId) ?? null;
  if (before === precision) return refused('edit/nothing');
  return done([draftOf(PLACES_ID, 'setPrecision', { placeId, precision: before }, { placeId, precision })]);
}

/** Sets what the collection is about, or whether countries named as governments stay off the map. */
export function setFocus({ focus }: PlaceDecisions, change: Partial<PlaceFocus>): Command {
  const after: PlaceFocus = { ...focus, ...change };
  if (isEqual(focus, after)) return refused('edit/nothing');
  return done([draftOf(PLACES_ID, 'setFocus', focus, after)]);
}
