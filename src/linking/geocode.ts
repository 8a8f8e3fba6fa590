import { guessDateline } from '../text';
import type { Link, Linker, Mention, OnProgress, Place, UserPlace } from '../domain';
import { distanceKm } from './distance';
import { cueOf } from './cues';
import { namesToAsk, parseLocationString } from './location-string';

/** One row of a table: a location string or a sentence. */
export interface GeocodeRow {
  readonly id: string;
  readonly text: string;
  /** ISO 8601, or empty. */
  readonly date?: string;
}

/** The place of a row. */
export interface GeocodedRow {
  readonly id: string;
  /** The most exact place that the row names, or null. */
  readonly place: Place | null;
  /** Probability that `place` is right, 0 to 1; 0 without one. */
  readonly score: number;
  /** The row's own place is not in the list; `place` is the wider or neighbouring one that it names: «in or near». */
  readonly isWider: boolean;
  /** Links of all places that the row names, in order, the one of `place` among them. */
  readonly links: readonly Link[];
  /** Whether it was read as a sentence, not as a location string. */
  readonly isSentence: boolean;
}

/** What {@link geocodeRows} works with. */
export interface GeocodeOptions {
  /** Loaded. */
  readonly linker: Linker;
  readonly signal: AbortSignal;
  /** Places in a sentence, with its own text as raw; without it only known names are looked for. */
  readonly findMentions?: (text: string, signal: AbortSignal) => Promise<readonly Mention[]>;
  /** What the rows are; default `auto`: each by its length and by how many of its words are names of places. */
  readonly readAs?: 'auto' | 'location' | 'sentence';
  /** Countries that the table is about, ISO codes; default none. */
  readonly focus?: readonly string[];
  /** Earlier choices by folded name. */
  readonly userChoices?: Readonly<Record<string, string>>;
  readonly ownPlaces?: readonly UserPlace[];
  readonly onProgress?: OnProgress;
}

/** Rows asked of the list at once. */
const SLICE = 200;
/** Highest score where a wider place stands for the row's own. */
const MOST_TRUST_IN_WIDER = 0.4;
/** A sentence mostly tells first where it plays; below this score a later name is believed more. */
const LEAST_TRUST_IN_FIRST = 0.35;
/** A place that the list knows but to within more than this is no sure point. */
const ROUGH_M = 5000;
const MOST_TRUST_IN_ROUGH = 0.6;
/** Score where the place stands for the site called after it. */
const MOST_TRUST_IN_NAMESAKE = 0.3;

/**
 * Finds the place of each row, in their order. A location string is taken apart into its names, the narrowest is the
 * place and the others say where; a sentence is read by `findMentions`. Rejects with what the linker rejects with and
 * `tag/cancelled` on abort.
 */
export async function geocodeRows(
  rows: readonly GeocodeRow[],
  options: GeocodeOptions,
): Promise<GeocodedRow[]> {
  const { linker, signal } = options;
  const found: GeocodedRow[] = [];
  for (let from = 0; from < rows.length; from += SLICE) {
    const slice = rows.slice(from, from + SLICE);
    const names = [...new Set(slice.flatMap(({ text }) => namesToAsk(text)))];
    const known = await linker.knownNames(names, options.ownPlaces);
    for (const row of slice) {
      signal.throwIfAborted();
      found.push(await geocodeRow(row, (name) => known.has(name), options));
      options.onProgress?.({ phase: 'link', done: found.length, total: rows.length });
    }
  }
  return found;
}

async function geocodeRow(
  { id, text, date = '' }: GeocodeRow,
  isKnownName: (name: string) => boolean,
  options: GeocodeOptions,
): Promise<GeocodedRow> {
  const { linker, signal, findMentions, readAs = 'auto' } = options;
  const parsed = parseLocationString(text, id, isKnownName);
  const isSentence = readAs === 'auto' ? parsed.isSentence : readAs === 'sentence' && text.trim() !== '';
  const mentions = isSentence && findMentions ? await findMentions(text, signal) : parsed.mentions;
  if (mentions.length === 0) return { id, ...NONE, links: [], isSentence };
  const links = await linker.link(
    {
      documentId: id,
      raw: text,
      segments: [],
      mentions,
      date,
      focus: options.focus ?? [],
      userChoices: options.userChoices ?? {},
      ownPlaces: options.ownPlaces ?? [],
    },
    signal,
  );
  const own = isSentence ? placeOfSentence(text, links) : placeOfString(text, links);
  return { id, ...own, links, isSentence };
}

type Chosen = Pick<GeocodedRow, 'place' | 'score' | 'isWider'>;
const NONE: Chosen = { place: null, score: 0, isWider: false };

/** How exact a level is. */
const DEPTH: Readonly<Record<Place['level'], number>> = {
  country: 0,
  region: 1,
  water: 1,
  governorate: 1,
  // Their seat has the name too: beside a town neither is the narrower one.
  district: 4,
  subdistrict: 4,
  town: 4,
  quarter: 5,
  facility: 5,
};

function placeOfString(text: string, links: readonly Link[]): Chosen {
  const placed = links.filter((link) => link.place !== null);
  const head = placed.reduce<Link | null>((best, link) => {
    if (!best?.place || !link.place) return best ?? link;
    const step = DEPTH[link.place.level] - DEPTH[best.place.level];
    return step > 0 || (step === 0 && isNarrower(text, best, link)) ? link : best;
  }, null);
  const lost = links.find((link) => link.place === null && isOwnName(text, link, links));
  if (!lost) return head ? chosen(head) : NONE;
  const namesake = lost.candidates[0];
  if (
    lost.reasons[0]?.code === 'namesakeOnly' &&
    namesake &&
    namesake.match !== 'clitic' &&
    namesake.match !== 'fuzzy' &&
    isNearItsNamesake(text, lost) &&
    (!head || sideBySide(namesake, head))
  )
    return { place: toPlace(namesake), score: MOST_TRUST_IN_NAMESAKE, isWider: true };
  if (!head || lost.reasons[0]?.code === 'personLike') return NONE;
  // Its own place is unknown: the names beside it say where about it is. A whole country says too little.
  if (head.place?.level === 'country' || isByLikeness(head)) return NONE;
  return { place: head.place, score: Math.min(MOST_TRUST_IN_WIDER, head.score / 2), isWider: true };
}

/** «خالد الأحمد»: what is beside an unknown name is no place either when it is only like the name of one. */
const isByLikeness = ({ place, candidates }: Link): boolean =>
  candidates.some(({ id, match }) => id === place?.id && (match === 'clitic' || match === 'fuzzy'));

/** Camps, prisons and crossings are called after the place they lie at; streets and schools after anything. */
const isNearItsNamesake = (text: string, { surface, start }: Link): boolean =>
  /^[وف]?[بل]?(?:مخيم|سجن|مطار|معبر|منفذ|سد|حقل|قاعدة|ميناء|مصفاة)$/.test(firstWord(text, surface, start));

/** The word of kind before a name, or the first of it. */
const firstWord = (text: string, surface: string, start: number): string =>
  cueOf(/^\S+/.exec(surface)?.[0] ?? '') !== null
    ? (/^\S+/.exec(surface)?.[0] ?? '')
    : (/(\S+)\s+$/.exec(text.slice(0, start))?.[1] ?? '');

/** A site is seldom far from the place it is called after; which of several, the names beside it say. */
const sideBySide = (namesake: Place, { place }: Link): boolean =>
  place !== null &&
  (place.level === 'country' ? place.country === namesake.country : distanceKm(namesake, place) < 150);

const toPlace = ({ id, name, lat, lon, level, country }: Place): Place => ({
  id,
  name,
  lat,
  lon,
  level,
  country,
});

function chosen({ place, score }: Link): Chosen {
  const isRough = (place?.uncertaintyM ?? 0) > ROUGH_M;
  return { place, score: isRough ? Math.min(MOST_TRUST_IN_ROUGH, score) : score, isWider: false };
}

/** An unknown name is the row's own where it comes first or under a word for a part of a town. */
function isOwnName(text: string, link: Link, links: readonly Link[]): boolean {
  if (link === links[0]) return true;
  const word = /(\S+)\s+$/.exec(text.slice(0, link.start))?.[1] ?? /^\S+/.exec(link.surface)?.[0] ?? '';
  const level = cueOf(word)?.levels[0];
  return level === 'quarter' || level === 'facility' || level === 'town';
}

/** «حمص - القصير»: of two towns side by side the smaller is meant, unless the first is said to be «in» the second. */
function isNarrower(text: string, first: Link, second: Link): boolean {
  if (!first.place || !second.place) return false;
  const between = text.slice(first.end, second.start);
  if (!/^\s*[-–—:/|]\s*(?:\p{L}+\s+)?$/u.test(between) || distanceKm(first.place, second.place) > 150)
    return false;
  return sizeOf(first) > sizeOf(second);
}

const sizeOf = ({ candidates, place }: Link): number =>
  candidates.find(({ id }) => id === place?.id)?.populationDigits ?? 0;

/** The first exact place that is likely; what the dateline names is where it was written. */
function placeOfSentence(text: string, links: readonly Link[]): Chosen {
  const dateline = guessDateline(text).place;
  const told = links.filter(({ place, surface }) => place !== null && surface !== dateline);
  const all = told.length > 0 ? told : links.filter(({ place }) => place !== null);
  const exact = all.filter(({ place }) => place !== null && DEPTH[place.level] >= DEPTH.town);
  const best = exact.find(({ score }) => score >= LEAST_TRUST_IN_FIRST) ?? exact[0] ?? all[0];
  return best ? chosen(best) : NONE;
}
