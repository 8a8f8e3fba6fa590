import type { PlaceLevel } from '../domain';
import { foldName } from '../text';

/** What a word before a name says about its level; the first level is the likeliest. */
const CUES: readonly (readonly [string, readonly PlaceLevel[]])[] = [
  ['محافظة ولاية إمارة مقاطعة', ['governorate', 'district']],
  ['ريف أرياف', ['governorate', 'district', 'town']],
  ['مدينة مدينتي عاصمة العاصمة', ['town', 'governorate']],
  ['بلدة بلدتي قرية قريتي قرى بلدات مزرعة', ['town', 'quarter', 'subdistrict']],
  ['ناحية', ['subdistrict', 'district']],
  ['قضاء منطقة مديرية', ['district', 'subdistrict', 'region', 'town']],
  ['حي حيي أحياء ضاحية', ['quarter', 'town']],
  ['مخيم سجن مطار معبر جسر سد حقل قاعدة مستشفى ميناء', ['facility', 'town']],
  ['نهر بحيرة بحر خليج', ['water']],
  ['جبل جبال سهل بادية صحراء إقليم شبه هضبة وادي', ['region', 'governorate', 'town']],
  ['دولة جمهورية مملكة', ['country']],
];
const BY_WORD = new Map(
  CUES.flatMap(([words, levels]) => words.split(' ').map((word) => [foldName(word), levels] as const)),
);
/** Characters before a mention that are looked at. */
const REACH = 40;

function cueOf(word: string): readonly PlaceLevel[] | null {
  const folded = foldName(word);
  const bare = folded.replace(/^[وف]?(?:بال|لل|[بلك])?(?=.{3})/, '');
  return BY_WORD.get(folded) ?? BY_WORD.get(bare) ?? BY_WORD.get(folded.replace(/^[وف](?=.{3})/, '')) ?? null;
}

/** Levels that the word right before a mention names, or null. Punctuation in between ends the search. */
export function levelCueBefore(raw: string, start: number): readonly PlaceLevel[] | null {
  const before = raw.slice(Math.max(0, start - REACH), start);
  const word = /(\S+)[^\S\r\n]+$/.exec(before)?.[1];
  return word && !/[.،,؛:؟!»)]$/.test(word) ? cueOf(word) : null;
}

/** Splits a leading word of level off a name («مدينة الرقة»): the rest and its levels, or null. */
export function splitCue(name: string): { rest: string; levels: readonly PlaceLevel[] } | null {
  const match = /^(\S+)\s+(\S[\s\S]*)$/.exec(name);
  const levels = match?.[1] ? cueOf(match[1]) : null;
  return levels && match?.[2] ? { rest: match[2], levels } : null;
}
