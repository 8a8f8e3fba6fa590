import { foldName } from '../text';
import type { Candidate, Mention } from '../domain';
import type { PlaceList } from '../gazetteer';
import { countryOfWord, isCountryName } from './countries';
import {
  cueOf,
  isCountryside,
  isTheSite,
  levelCueBefore,
  listCueBefore,
  splitCue,
  withoutTail,
  type Cue,
} from './cues';
import { sectorOf, type Sector } from './directions';

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
  /** Only names that persons or plain words have too were found, and no word says that a place is meant. */
  readonly isPersonLike: boolean;
  /** The part of the countryside that is meant: «ريف دير الزور الشرقي». */
  readonly sector: Sector | null;
}

type Found = Pick<Lookup, 'candidates' | 'joined' | 'isPersonLike'>;
const NOTHING: Found = { candidates: [], joined: new Set(), isPersonLike: false };

interface Attempt extends Found {
  readonly toponym: string;
  readonly cue: Cue | null;
}

/**
 * Looks a mention up by its stem, then its surface, each whole before a word of kind is split off it. A name one letter
 * apart counts only where nothing else was found. `hasParent` says that a wider place is named with it, which lets
 * names through that persons have too.
 */
export function lookUp(mention: Mention, raw: string, places: PlaceList, hasParent = false): Lookup {
  const before = cueBefore(raw, mention) ?? capitalCueAfter(mention, raw);
  const sector = sectorAfter(mention, raw, before);
  let isPersonLike = false;
  let near: Attempt | null = null;
  for (const attempt of attempts(mention, before, places, hasParent)) {
    isPersonLike ||= attempt.isPersonLike;
    if (attempt.candidates.length === 0 && attempt.cue?.isSite !== true) continue;
    const isNear =
      attempt.candidates.length > 0 && attempt.candidates.every(({ match }) => match === 'fuzzy');
    if (!isNear) return { mention, ...attempt, sector };
    near ??= attempt;
  }
  if (near) return { mention, ...near, sector };
  return { mention, toponym: mention.stem, cue: before, ...NOTHING, isPersonLike, sector };
}

/** The word of kind that holds for a mention, right before it or before the list that it is in. */
export const cueBefore = (raw: string, mention: Mention): Cue | null =>
  levelCueBefore(raw, mention.start) ?? listCueBefore(raw, mention);

function* attempts(
  mention: Mention,
  before: Cue | null,
  places: PlaceList,
  hasParent: boolean,
): Generator<Attempt> {
  for (const form of new Set([mention.stem, mention.surface])) {
    // «السجن المركزي» says its kind as «سجن» does.
    const split = splitCue(form) ?? splitCue(form.replace(/^ال/, ''));
    const bare = withoutCountry(form);
    for (const name of new Set([form, withoutTail(form, before), bare])) {
      // «الجنوب اللبناني» says where as a parent does.
      const found = findBelievable(name, before, places, hasParent || (name === bare && bare !== form));
      const cue = before ?? waterCueOf(name);
      if (found.candidates.length === 0 && !found.isPersonLike) continue;
      // «محافظة حلب» as a whole is in the list: its own first word says the kind.
      const isWhole = cue === null && name === form && split !== null;
      if (isWhole)
        yield withRest(name, found, split.cue, findBelievable(split.rest, split.cue, places, hasParent));
      else yield { toponym: name, cue, ...found };
    }
    if (!split) continue;
    const { cue } = split;
    for (const rest of new Set([split.rest, withoutCountry(split.rest)])) {
      const found = findBelievable(rest, cue, places, hasParent);
      // «سجن الباب» is not the town of الباب: a site that is not in the list must not be pinned on its namesake.
      if (
        cue.isSite &&
        !found.candidates.some(({ id, level }) => isTheSite(cue, level) || found.joined.has(id))
      )
        yield { toponym: form, cue, ...NOTHING };
      else if (found.candidates.length > 0) yield { toponym: rest, cue, ...found };
    }
  }
}

/** «حي التضامن» as a whole, and other places of the bare name: a second quarter may be listed without its word of kind. */
function withRest(toponym: string, whole: Found, cue: Cue, rest: Found): Attempt {
  const joined = new Set(whole.candidates.map(({ id }) => id));
  const others = rest.candidates.filter((one) => !joined.has(one.id) && isWritten(one));
  return { ...whole, toponym, cue, candidates: [...whole.candidates, ...others], joined };
}

const CAPITAL = /\s+العاصمة$/;

/** «تونس العاصمة»: the city, not the country. */
function capitalCueAfter({ surface, end }: Mention, raw: string): Cue | null {
  return CAPITAL.test(surface) || /^\s+العاصمة(?![\p{L}\p{M}])/u.test(raw.slice(end, end + 12))
    ? cueOf('مدينة')
    : null;
}

/** «الجوف اليمنية»: the adjective of a country at the end says where, and is no part of the name. */
function withoutCountry(name: string): string {
  if (CAPITAL.test(name)) return name.replace(CAPITAL, '');
  const match = /^([\s\S]*\S)\s+(ال\S+)$/.exec(name);
  return match?.[1] && match[2] && countryOfWord(match[2]) !== null ? match[1] : name;
}

function sectorAfter({ surface, end }: Mention, raw: string, before: Cue | null): Sector | null {
  if (!isCountryside(before) && !isCountryside(splitCue(surface)?.cue ?? null)) return null;
  const after = /^(?:\s+ال(?:شرق|غرب|شمال|جنوب)ي)+/.exec(raw.slice(end, end + 30))?.[0] ?? '';
  return sectorOf([...surface.split(/\s+/).slice(1), ...after.trim().split(/\s+/)]);
}

/** «نهر النيل» is a state of Sudan too: a name that says water is believed less of anything on land. */
function waterCueOf(name: string): Cue | null {
  const cue = splitCue(name)?.cue ?? null;
  return cue?.levels[0] === 'water' ? cue : null;
}

/**
 * A word of kind or a direction by itself, with the article: «غرب المدينة» is about the city just spoken of, not about
 * Medina, however large that is. Words that are called so without more in the news are not among them: القطاع، الجزيرة، الضاحية.
 */
const KINDS_ALONE = new Set(
  [
    'المدينة القرية البلدة المحافظة الولاية العاصمة المنطقة الناحية القضاء المديرية الدائرة المخيم السجن المعبر المطار الجسر السد',
    'الحي الريف المرفأ الشمال الجنوب الشرق الغرب الوسط',
  ]
    .join(' ')
    .split(' ')
    .map(foldName),
);
const isKindAlone = (name: string): boolean => KINDS_ALONE.has(foldName(name));

/** Candidates of a name and of its word of kind with it; names of persons and plain words only after such a word. */
function findBelievable(name: string, cue: Cue | null, places: PlaceList, hasParent: boolean): Found {
  const own = places.find(name, LOOKED_AT);
  if (!cue) {
    // A quarter or a hamlet may be called «اليمن»: without a word of kind the country is meant.
    const countries = isCountryName(name) ? own.filter(({ level }) => level === 'country') : [];
    if (countries.length > 0) return { ...NOTHING, candidates: countries, isPersonLike: false };
    const candidates = hasParent
      ? own
      : isKindAlone(name)
        ? []
        : own.filter(({ flags }) => !isDoubtfulName(flags));
    return { ...NOTHING, candidates, isPersonLike: candidates.length === 0 && own.length > 0 };
  }
  const whole = uniqueById(
    cue.forms.flatMap((form) => places.find(`${form} ${name}`, LOOKED_AT)).filter(isWritten),
  );
  const joined = new Set(whole.map(({ id }) => id));
  return { candidates: [...whole, ...own.filter(({ id }) => !joined.has(id))], joined, isPersonLike: false };
}

const isWritten = ({ match }: Candidate): boolean => match !== 'fuzzy';
const uniqueById = (candidates: readonly Candidate[]): Candidate[] => [
  ...new Map(candidates.map((candidate) => [candidate.id, candidate])).values(),
];

const isDoubtfulName = (flags: Candidate['flags']): boolean =>
  flags.includes('personLike') || flags.includes('wordLike');
