import { lens as lensAr } from '../ar/lens';
import { lens as lensEn } from '../en/lens';
import { isolated } from '../isolate';
import type { Section, Widen } from '../types';

/** Sentences of the lens on the model. */
export const lensMessages: Section<Widen<typeof lensEn>> = {
  en: lensEn,
  ar: /* @__PURE__ */ isolated(lensAr),
};
