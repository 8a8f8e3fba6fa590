import type { Candidate, Reason } from '../domain';
import type { PlaceList } from '../gazetteer';
import { hasFewVillages } from './countries';
import { sectorName } from './directions';
import type { Weighed, Weighing } from './weigh';

/** Levels above a town: the wider sense of a name. */
const WIDER: ReadonlySet<Candidate['level']> = new Set(['country', 'governorate', 'district', 'subdistrict']);

/** Why a candidate stands where it does, strongest signs first. */
export function reasonsFor({ candidate, features }: Weighed, { lookup, ranked }: Weighing): Reason[] {
  const reasons: Reason[] = [];
  const say = (code: Reason['code'], data?: Reason['data']) => reasons.push(data ? { code, data } : { code });
  if (features.chosen) say('userChoice');
  if (features.own) say('ownPlace');
  if (candidate.match === 'exact') say('exactName');
  else say(candidate.match === 'fuzzy' ? 'fuzzyName' : 'foldedName');
  if (ranked.length === 1) say('onlyCandidate');
  if ((features.inArea ?? 0) > 0.3) say('insideNamed');
  else if ((features.nearNeighbour ?? 0) > 0.3) say('nearNamed');
  if ((features.sector ?? 0) > 0.7) say('sideNamed');
  if (features.joined || features.cueFirst || features.cueLater) say('levelCue', { level: candidate.level });
  if (features.namesake) say('namesakeOnly');
  if (lookup.sector && WIDER.has(candidate.level)) say('sector', { direction: sectorName(lookup.sector) });
  if ((features.inCountry ?? 0) > 0.3 || (features.documentCountry ?? 0) > 0.3) say('sameCountry');
  if ((features.documentArea ?? 0) > 0.3) say('sameArea');
  if (features.focus) say('focus');
  if (ranked.length > 1) {
    if (features.largest) say('largerPlace');
    const isWider = WIDER.has(candidate.level) && ranked.some(({ candidate: c }) => !WIDER.has(c.level));
    if (isWider && !lookup.cue) say('higherLevel');
  }
  return reasons;
}

/** Why a mention has no place, and where that is so, that the list has few villages of the country in question. */
export function reasonsForNone(
  weighing: Weighing,
  country: string | null,
  places: Pick<PlaceList, 'packOf'>,
): Reason[] {
  const { lookup, ranked } = weighing;
  const reasons: Reason[] = [];
  const isNamesake = lookup.cue?.isSite === true && ranked.every(({ features }) => features.namesake);
  if (ranked.length > 1 && !isNamesake) reasons.push({ code: 'tooAmbiguous' });
  else if (lookup.isPersonLike && ranked.length === 0) reasons.push({ code: 'personLike' });
  else if (isNamesake && ranked.length > 0) reasons.push({ code: 'namesakeOnly' });
  else reasons.push({ code: 'notInGazetteer' });
  if (country === null || ranked.length > 0) return reasons;
  const pack = places.packOf(country);
  if (hasFewVillages(country) && pack !== 'added') reasons.push({ code: 'fewVillages', data: { country } });
  if (pack === 'offered') reasons.push({ code: 'packOffered', data: { country } });
  return reasons;
}
