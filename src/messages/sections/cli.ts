import { cli as cliAr } from '../ar/cli';
import { cli as cliEn } from '../en/cli';
import type { Section, Widen } from '../types';

/** Sentences of the command line. */
export const cliMessages: Section<Widen<typeof cliEn>> = { en: cliEn, ar: cliAr };
