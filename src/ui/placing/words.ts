import type { Place, Reason } from '../../domain';
import type { Placing } from '../state/placing.svelte';
import { placesMessages, type Language } from '../../messages';

/** Reasons of linking in words, each once. */
export function reasonsInWords(reasons: readonly Reason[], language: Language): readonly string[] {
  const words: Readonly<Record<string, string>> = placesMessages[language].reasons;
  return [...new Set(reasons.flatMap(({ code }) => words[code] ?? []))];
}

/** A radius in words: metres below one kilometre. */
export function radiusInWords(metres: number, m: Placing['m'], number: (value: number) => string): string {
  if (metres < 1000) return m.metres(number(Math.round(metres)));
  return m.km(number(Math.round(metres / 100) / 10));
}

/** Whether a place is an area with a radius. */
export const hasRadius = (place: Place): place is Place & { readonly uncertaintyM: number } =>
  (place.uncertaintyM ?? 0) > 0;

/** A number of metres above 0, in any digits, with or without marks of thousands; undefined for anything else. */
export function readMetres(text: string): number | undefined {
  const plain = text
    .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replace(/[\s,٬]/g, '')
    .replace('٫', '.');
  const metres = plain === '' ? Number.NaN : Number(plain);
  return Number.isFinite(metres) && metres > 0 ? metres : undefined;
}
