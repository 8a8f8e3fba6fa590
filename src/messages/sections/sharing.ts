import { sharing as sharingAr } from '../ar/sharing';
import { sharing as sharingEn } from '../en/sharing';
import { isolated } from '../isolate';
import type { Section, Widen } from '../types';

/** How exactly places are given to others. */
export const sharingMessages: Section<Widen<typeof sharingEn>> = {
  en: sharingEn,
  ar: /* @__PURE__ */ isolated(sharingAr),
};
