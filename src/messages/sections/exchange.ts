import { exchange as exchangeAr } from '../ar/exchange';
import { exchange as exchangeEn } from '../en/exchange';
import type { Section, Widen } from '../types';

/** Headings of tables and sheets. */
export const exchangeMessages: Section<Widen<typeof exchangeEn>> = { en: exchangeEn, ar: exchangeAr };
