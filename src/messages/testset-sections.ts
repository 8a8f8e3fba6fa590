import { audit as auditAr } from './ar/audit';
import { testsets as testsetsAr } from './ar/testsets';
import { audit as auditEn } from './en/audit';
import { testsets as testsetsEn } from './en/testsets';
import { isolated } from './isolate';
import type { Section } from './sections';
import type { Widen } from './types';

/** Sentences for labelled test sets. */
export const testsetsMessages: Section<Widen<typeof testsetsEn>> = {
  en: testsetsEn,
  ar: /* @__PURE__ */ isolated(testsetsAr),
};

/** Sentences for the audit of a collection. */
export const auditMessages: Section<Widen<typeof auditEn>> = {
  en: auditEn,
  ar: /* @__PURE__ */ isolated(auditAr),
};
