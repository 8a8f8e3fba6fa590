import { queue as queueAr } from '../ar/queue';
import { queue as queueEn } from '../en/queue';
import { isolated } from '../isolate';
import type { Section, Widen } from '../types';

/** Sentences of the review queue. */
export const queueMessages: Section<Widen<typeof queueEn>> = {
  en: queueEn,
  ar: /* @__PURE__ */ isolated(queueAr),
};
