import { foldName } from '../text';

/** Countries and the adjectives and names by which a text speaks of them, folded on use. */
const WORDS: Readonly<Record<string, string>> = {
  SY: 'سوريا سورية السوري السورية سوري السوريين السوريون',
  IQ: 'العراق عراق العراقي العراقية عراقي عراقية العراقيين العراقيون',
  LB: 'لبنان اللبناني اللبنانية لبناني لبنانية اللبنانيين اللبنانيون',
  PS: 'فلسطين الفلسطيني الفلسطينية فلسطيني فلسطينية الفلسطينيين الفلسطينيون',
  IL: 'إسرائيل',
  JO: 'الأردن الأردني الأردنية أردني أردنية الأردنيين',
  YE: 'اليمن اليمني اليمنية يمني يمنية اليمنيين الحوثي الحوثيين الحوثيون',
  SD: 'السودان السوداني السودانية سوداني سودانية السودانيين',
  LY: 'ليبيا الليبي الليبية ليبي ليبية الليبيين',
  EG: 'مصر المصري المصرية مصري مصرية المصريين',
  TN: 'التونسي التونسية تونسي تونسية التونسيين',
  DZ: 'الجزائري الجزائرية جزائري جزائرية الجزائريين',
  MA: 'المغرب المغربي المغربية مغربي مغربية',
  MR: 'موريتانيا الموريتاني الموريتانية موريتاني',
  SA: 'السعودية السعودي سعودي سعودية السعوديين',
  OM: 'العماني العمانية',
  TR: 'تركيا التركي التركية تركي تركية الأتراك',
  IR: 'إيران الإيراني الإيرانية إيراني إيرانية',
  SO: 'الصومال الصومالي الصومالية',
  QA: 'قطر القطري القطرية',
  KW: 'الكويتي الكويتية',
  BH: 'البحرين البحريني البحرينية',
  AE: 'الإمارات الإماراتي الإماراتية',
};
const BY_WORD = new Map(
  Object.entries(WORDS).flatMap(([code, words]) =>
    words.split(' ').map((word): readonly [string, string] => [foldName(word), code]),
  ),
);
/** Countries of which the list holds towns but few villages. */
const SPARSE: ReadonlySet<string> = new Set('SD SS LY TN DZ MR SO EG TR IR'.split(' '));

/** The country that a word of the text speaks of, clitics aside, or null. */
export function countryOfWord(word: string): string | null {
  const folded = foldName(word);
  return (
    BY_WORD.get(folded) ??
    BY_WORD.get(folded.replace(/^[وف]?[بلك]?(?=.{4})/, '')) ??
    BY_WORD.get(folded.replace(/^[وف]?لل(?=.{3})/, 'ال')) ??
    null
  );
}

/** «لبنان», «سورية»: the name of a country, no adjective. */
export const isCountryName = (word: string): boolean =>
  countryOfWord(word) !== null &&
  (!/(?:ي|ية|يين|يون)$/.test(word) || foldName(word).endsWith(foldName('سورية')));

/** Whether the list of places has few villages of this country. */
export const hasFewVillages = (country: string): boolean => SPARSE.has(country);

const LETTERS = /[\p{L}\p{M}]+/gu;

/** How often a text speaks of each country, each word form once. */
export function countriesIn(raw: string): Map<string, number> {
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  for (const [word] of raw.matchAll(LETTERS)) {
    if (seen.has(word)) continue;
    seen.add(word);
    const code = countryOfWord(word);
    if (code !== null) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts;
}
