import { placing as placingAr } from '../ar/placing';
import { placing as placingEn } from '../en/placing';
import { isolated } from '../isolate';
import type { Section, Widen } from '../types';

/** Sentences about what a person decides of places. */
export const placingMessages: Section<Widen<typeof placingEn>> = {
  en: placingEn,
  ar: /* @__PURE__ */ isolated(placingAr),
};
