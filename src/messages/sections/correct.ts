import { correct as correctAr } from '../ar/correct';
import { correct as correctEn } from '../en/correct';
import { isolated } from '../isolate';
import type { Section, Widen } from '../types';

/** Sentences of the door for correcting. */
export const correctMessages: Section<Widen<typeof correctEn>> = {
  en: correctEn,
  ar: /* @__PURE__ */ isolated(correctAr),
};
