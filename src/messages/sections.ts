import { correct as correctAr } from './ar/correct';
import { correct as correctEn } from './en/correct';
import { isolated } from './isolate';
import type { Language, Widen } from './types';

/** Sentences of one pane in both languages, loaded with that pane only. */
export type Section<T> = Readonly<Record<Language, T>>;

/** Sentences of the door for correcting. */
export const correctMessages: Section<Widen<typeof correctEn>> = {
  en: correctEn,
  ar: /* @__PURE__ */ isolated(correctAr),
};
