import { register as registerAr } from '../ar/register';
import { register as registerEn } from '../en/register';
import { isolated } from '../isolate';
import type { Section, Widen } from '../types';

/** Sentences of the register of people and organisations. */
export const registerMessages: Section<Widen<typeof registerEn>> = {
  en: registerEn,
  ar: /* @__PURE__ */ isolated(registerAr),
};
