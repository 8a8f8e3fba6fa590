import { rawOffset, type LinkRequest, type Mention } from '../../src/domain';
import { distanceKm, type Point } from '../../src/linking';
import type { PlaceLevel } from '../../src/domain';
import { stripClitics } from '../../src/text';
import type { GoldText, Truth } from './test-set';

/** What linking is asked about a text whose places are marked. */
export function requestOf(text: GoldText, isKnownName: (name: string) => boolean): LinkRequest {
  const mentions = text.mentions.map(({ start, surface }): Mention => ({
    documentId: text.id,
    start: rawOffset(start),
    end: rawOffset(start + surface.length),
    surface,
    stem: stripClitics(surface, isKnownName).text,
    label: 'LOC',
    score: 1,
  }));
  return request(text.id, text.text, mentions);
}

/** A request without date, focus or earlier choices. */
export const request = (documentId: string, raw: string, mentions: readonly Mention[]): LinkRequest => ({
  documentId,
  raw,
  segments: [],
  mentions,
  date: '',
  focus: [],
  userChoices: {},
  ownPlaces: [],
});

/** Whether a place is the one that is meant. */
export function isRight(place: Point & { readonly level: PlaceLevel }, truth: Truth): boolean {
  if (truth.isArea && (place.level === 'town' || place.level === 'quarter')) return false;
  return distanceKm(place, truth) <= truth.toleranceKm;
}
