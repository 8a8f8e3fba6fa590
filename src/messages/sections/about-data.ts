import { aboutData as aboutDataAr } from '../ar/about-data';
import { aboutData as aboutDataEn } from '../en/about-data';
import { isolated } from '../isolate';
import type { Section, Widen } from '../types';

/** Sentences of the page about the data and of packs of places. */
export const aboutDataMessages: Section<Widen<typeof aboutDataEn>> = {
  en: aboutDataEn,
  ar: /* @__PURE__ */ isolated(aboutDataAr),
};
