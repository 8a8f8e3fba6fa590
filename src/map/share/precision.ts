import { isOwnPlace, type PlaceLevel, type Precision } from '../../domain';
import type { PlaceSummary } from '../summary';

/** Levels by how much ground they cover; at 0 a point tells where people are. */
const EXTENT: Readonly<Record<PlaceLevel, number>> = {
  quarter: 0,
  facility: 0,
  town: 0,
  water: 0,
  subdistrict: 1,
  district: 2,
  governorate: 3,
  region: 3,
  country: 4,
};
const EXTENT_GIVEN: Readonly<Record<Precision, number>> = {
  exact: 0,
  town: 1,
  district: 2,
  governorate: 3,
  hidden: 5,
};

/** Whether a place of this level loses something at this precision: a governorate given by district goes out as it is. */
export const isCoarsened = (level: PlaceLevel, precision: Precision): boolean =>
  EXTENT[level] < EXTENT_GIVEN[precision];

/** From this many digits of population on (10,000 people) a town is on every map. */
const TOWN_DIGITS = 5;
/** Named less often than this, a place is likely to tell where one person or one family is. */
const RARE = 3;
/** Works that are seen from afar and where nobody lives or is held: dams, bridges, airports, crossings, ports, fields, refineries. */
const LANDMARK = /^(?:سد|جسر|مطار|معبر|ميناء|مرفأ|حقل|مصفاة|مصفاه)\s/;

/** What the default depends on, besides level and count. */
export interface SharedAbout {
  readonly name: string;
  /** Digits of the population; 0 when unknown. */
  readonly populationDigits: number;
  /** A place of a person's own list. */
  readonly isOwn: boolean;
}

/**
 * How exactly a place is given to others where nobody said otherwise. Countries, governorates, districts, regions,
 * waters, towns of 10,000 people and more and large works (dams, airports, crossings): exactly. Villages, quarters and
 * one's own places: within about 5 km, and by district where they are named fewer than three times. Prisons, camps,
 * hospitals and other facilities: by district always.
 *
 * What is asked is whether the point could lead someone to people who are few, held, sick or displaced. Sources: OCHA
 * Data Responsibility Guidelines (sensitivity depends on the setting; places of medical facilities in a conflict "can
 * expose patients and staff to risk of attacks"); threshold rule of statistical disclosure control (cells below three
 * are not given out); UN Statistical Commission, Spatial Anonymization guidance note (2021): villages are moved
 * farther than towns.
 *
 * @param count mentions in what is given out
 */
export function defaultPrecision(level: PlaceLevel, count: number, about: SharedAbout): Precision {
  const rarely = count < RARE ? 'district' : 'town';
  if (EXTENT[level] > 0) return 'exact';
  if (about.isOwn) return rarely;
  switch (level) {
    case 'facility':
      return LANDMARK.test(about.name) ? 'exact' : 'district';
    case 'town':
      return about.populationDigits >= TOWN_DIGITS ? 'exact' : rarely;
    case 'quarter':
      return rarely;
    default:
      return 'exact';
  }
}

/** How exactly a place of the map goes out: as a person said (`chosen`), else by {@link defaultPrecision}. */
export function precisionFor(
  item: Pick<PlaceSummary, 'place' | 'count' | 'candidates'>,
  chosen: Precision | null,
): Precision {
  const { id, level, name } = item.place;
  const known = item.candidates.find((candidate) => candidate.id === id);
  const about = { name, populationDigits: known?.populationDigits ?? 0, isOwn: isOwnPlace(id) };
  return chosen ?? defaultPrecision(level, item.count, about);
}
