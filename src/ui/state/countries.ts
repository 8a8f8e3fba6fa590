import type { Language } from '../../messages';
import { foldName } from '../../text';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
/** Codes with a name in CLDR that are no countries: unions, parts and the unknown. */
const OTHERS: ReadonlySet<string> = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '));

const namesIn = (language: Language) =>
  new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });

let codes: readonly string[] | null = null;

/** ISO 3166-1 alpha-2 codes that the browser has a name for; withdrawn codes are those of what came after. */
export function countryCodes(): readonly string[] {
  const english = namesIn('en');
  codes ??= LETTERS.flatMap((first) => LETTERS.map((second) => first + second)).filter(
    (code) =>
      !OTHERS.has(code) && english.of(code) !== undefined && new Intl.Locale(`und-${code}`).region === code,
  );
  return codes;
}

/** Name of a country for a code, the code itself where there is none. */
export function countryName(code: string, language: Language): string {
  return /^[A-Z]{2}$/.test(code) ? (namesIn(language).of(code) ?? code) : code;
}

/** Countries by name, of one language. */
export function countriesByName(
  language: Language,
): readonly { readonly code: string; readonly name: string }[] {
  const order = new Intl.Collator(language);
  return countryCodes()
    .map((code) => ({ code, name: countryName(code, language) }))
    .sort((a, b) => order.compare(a.name, b.name));
}

/** The country that is called so in Arabic or English, or has this code; null for none. */
export function findCountry(text: string): string | null {
  const wanted = foldName(text).toLowerCase();
  if (wanted === '') return null;
  const bare = (name: string) => name.replace(/^ال/, '');
  return (
    countryCodes().find(
      (code) =>
        code.toLowerCase() === wanted ||
        countryName(code, 'en').toLowerCase() === wanted ||
        bare(foldName(countryName(code, 'ar'))) === bare(wanted),
    ) ?? null
  );
}
