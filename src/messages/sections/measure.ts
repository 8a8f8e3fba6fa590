import { measure as measureAr } from '../ar/measure';
import { measure as measureEn } from '../en/measure';
import { isolated } from '../isolate';
import type { Section, Widen } from '../types';

/** Sentences of the door for measuring. */
export const measureMessages: Section<Widen<typeof measureEn>> = {
  en: measureEn,
  ar: /* @__PURE__ */ isolated(measureAr),
};
