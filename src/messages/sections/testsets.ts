import { testsets as testsetsAr } from '../ar/testsets';
import { testsets as testsetsEn } from '../en/testsets';
import { isolated } from '../isolate';
import type { Section, Widen } from '../types';

/** Sentences for labelled test sets. */
export const testsetsMessages: Section<Widen<typeof testsetsEn>> = {
  en: testsetsEn,
  ar: /* @__PURE__ */ isolated(testsetsAr),
};
