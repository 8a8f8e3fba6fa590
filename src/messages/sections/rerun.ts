import { rerun as rerunAr } from '../ar/rerun';
import { rerun as rerunEn } from '../en/rerun';
import { isolated } from '../isolate';
import type { Section, Widen } from '../types';

/** Sentences of merging a new run into corrected work. */
export const rerunMessages: Section<Widen<typeof rerunEn>> = {
  en: rerunEn,
  ar: /* @__PURE__ */ isolated(rerunAr),
};
