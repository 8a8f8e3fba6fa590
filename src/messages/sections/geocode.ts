import { geocode as geocodeAr } from '../ar/geocode';
import { geocode as geocodeEn } from '../en/geocode';
import { isolated } from '../isolate';
import type { Section, Widen } from '../types';

/** Sentences for completing a table. */
export const geocodeMessages: Section<Widen<typeof geocodeEn>> = {
  en: geocodeEn,
  ar: /* @__PURE__ */ isolated(geocodeAr),
};
