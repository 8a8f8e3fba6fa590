import type { Place } from '../../../tools/gazetteer/merge';

/** A place of a list under construction. */
export const place = (names: string, lat: number, lon: number, more: Partial<Place> = {}): Place => ({
  id: `mawdi:${names.length}-${lat}-${lon}`,
  names: names.split('|'),
  english: '',
  otherNames: [],
  lat,
  lon,
  country: 'SY',
  level: 'P',
  population: 0,
  areas: [],
  areasEnglish: [],
  members: [],
  parent: null,
  uncertaintyM: 0,
  flags: '',
  ...more,
});
