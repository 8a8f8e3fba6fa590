import { mapping as mappingAr } from '../ar/mapping';
import { mapping as mappingEn } from '../en/mapping';
import { isolated } from '../isolate';
import type { Section, Widen } from '../types';

/** Sentences of the map and of the list of places beside it. */
export const mappingMessages: Section<Widen<typeof mappingEn>> = {
  en: mappingEn,
  ar: /* @__PURE__ */ isolated(mappingAr),
};
