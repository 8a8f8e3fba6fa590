import { cli as cliAr } from './ar/cli';
import { correct as correctAr } from './ar/correct';
import { exchange as exchangeAr } from './ar/exchange';
import { cli as cliEn } from './en/cli';
import { correct as correctEn } from './en/correct';
import { exchange as exchangeEn } from './en/exchange';
import { isolated } from './isolate';
import type { Language, Widen } from './types';

/** Sentences of one pane in both languages, loaded with that pane only. */
export type Section<T> = Readonly<Record<Language, T>>;

/** Sentences of the door for correcting. */
export const correctMessages: Section<Widen<typeof correctEn>> = {
  en: correctEn,
  ar: /* @__PURE__ */ isolated(correctAr),
};

/** Sentences of the command line. */
export const cliMessages: Section<Widen<typeof cliEn>> = { en: cliEn, ar: cliAr };

/** Headings of tables and sheets. */
export const exchangeMessages: Section<Widen<typeof exchangeEn>> = { en: exchangeEn, ar: exchangeAr };
