import { audit as auditAr } from '../ar/audit';
import { audit as auditEn } from '../en/audit';
import { isolated } from '../isolate';
import type { Section, Widen } from '../types';

/** Sentences for the audit of a collection. */
export const auditMessages: Section<Widen<typeof auditEn>> = {
  en: auditEn,
  ar: /* @__PURE__ */ isolated(auditAr),
};
