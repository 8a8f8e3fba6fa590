import type { Candidate, Mention } from '../domain';
import type { PlaceList } from '../gazetteer';
import { isTheSite, levelCueBefore, splitCue, withoutDirection, type Cue } from './cues';

/** Looked at before the document's own evidence ranks them. */
const LOOKED_AT = 60;

/** What the list of places holds for one mention. */
export interface Lookup {
  readonly mention: Mention;
  readonly toponym: string;
  readonly cue: Cue | null;
  readonly candidates: readonly Candidate[];
  /** Ids of those whose name takes in the word of kind: «سد تشرين» for تشرين after «سد». */
  readonly joined: ReadonlySet<string>;
  /** Only person-like names were found, and no word says that a place is meant. */
  readonly isPersonLike: boolean;
}

type Found = Pick<Lookup, 'candidates' | 'joined' | 'isPersonLike'>;
const NOTHING: Found = { candidates: [], joined: new Set(), isPersonLike: false };

/** Looks a mention up by its stem, then its surface, each whole before a word of kind is split off it. */
export function lookUp(mention: Mention, raw: string, places: PlaceList): Lookup {
  const before = levelCueBefore(raw, mention.start);
  let isPersonLike = false;
  for (const form of new Set([mention.stem, mention.surface])) {
    for (const name of new Set([form, withoutDirection(form, before)])) {
      const found = findBelievable(name, before, places);
      if (found.candidates.length > 0)
        return { mention, toponym: name, cue: before ?? waterCueOf(name), ...found };
      isPersonLike ||= found.isPersonLike;
    }
    const split = splitCue(form);
    if (!split) continue;
    const { rest, cue } = split;
    const found = findBelievable(rest, cue, places);
    // «سجن الباب» is not the town of الباب: a site that is not in the list must not be pinned on its namesake.
    if (cue.isSite && !found.candidates.some(({ level }) => isTheSite(cue, level)))
      return { mention, toponym: form, cue, ...NOTHING };
    if (found.candidates.length > 0) return { mention, toponym: rest, cue, ...found };
  }
  return { mention, toponym: mention.stem, cue: before, ...NOTHING, isPersonLike };
}

/** «نهر النيل» is a state of Sudan too: a name that says water is believed less of anything on land. */
function waterCueOf(name: string): Cue | null {
  const cue = splitCue(name)?.cue ?? null;
  return cue?.levels[0] === 'water' ? cue : null;
}

/** Candidates of a name and of its word of kind with it; villages named like a person only after such a word. */
function findBelievable(name: string, cue: Cue | null, places: PlaceList): Found {
  const own = places.find(name, LOOKED_AT);
  if (!cue) {
    const candidates = own.filter(({ id }) => places.entry(id)?.isPersonLike !== true);
    return { ...NOTHING, candidates, isPersonLike: candidates.length === 0 && own.length > 0 };
  }
  const whole = places.find(`${cue.word} ${name}`, LOOKED_AT);
  const joined = new Set(whole.map(({ id }) => id));
  return { candidates: [...whole, ...own.filter(({ id }) => !joined.has(id))], joined, isPersonLike: false };
}
