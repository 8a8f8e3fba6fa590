import { keys as keysAr } from '../ar/keys';
import { keys as keysEn } from '../en/keys';
import { isolated } from '../isolate';
import type { Section, Widen } from '../types';

/** Sentences of the list of keys. */
export const keyMessages: Section<Widen<typeof keysEn>> = {
  en: keysEn,
  ar: /* @__PURE__ */ isolated(keysAr),
};
