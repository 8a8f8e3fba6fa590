import { keys as keysAr } from './ar/keys';
import { queue as queueAr } from './ar/queue';
import { register as registerAr } from './ar/register';
import { rerun as rerunAr } from './ar/rerun';
import { keys as keysEn } from './en/keys';
import { queue as queueEn } from './en/queue';
import { register as registerEn } from './en/register';
import { rerun as rerunEn } from './en/rerun';
import { isolated } from './isolate';
import type { Section } from './sections';
import type { Widen } from './types';

/** Sentences of the list of keys. */
export const keyMessages: Section<Widen<typeof keysEn>> = {
  en: keysEn,
  ar: /* @__PURE__ */ isolated(keysAr),
};

/** Sentences of the review queue. */
export const queueMessages: Section<Widen<typeof queueEn>> = {
  en: queueEn,
  ar: /* @__PURE__ */ isolated(queueAr),
};

/** Sentences of merging a new run into corrected work. */
export const rerunMessages: Section<Widen<typeof rerunEn>> = {
  en: rerunEn,
  ar: /* @__PURE__ */ isolated(rerunAr),
};

/** Sentences of the register of people and organisations. */
export const registerMessages: Section<Widen<typeof registerEn>> = {
  en: registerEn,
  ar: /* @__PURE__ */ isolated(registerAr),
};
