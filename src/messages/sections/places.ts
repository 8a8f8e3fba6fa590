import { places as placesAr } from '../ar/places';
import { places as placesEn } from '../en/places';
import type { Section, Widen } from '../types';

/** Levels of places and the reasons of linking. */
export const placesMessages: Section<Widen<typeof placesEn>> = { en: placesEn, ar: placesAr };
