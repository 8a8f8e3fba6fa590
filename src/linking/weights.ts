import fitted from './fitted.json';
import type { Feature, Features, NilFeature } from './features';

/** Weights of linking, before fitting set by hand. */
export const HAND_WEIGHTS: Readonly<Record<Feature | NilFeature, number>> = {
  foldedForm: -0.8,
  cliticForm: -1.5,
  spacingForm: -0.6,
  fuzzyForm: -2.5,
  country: 3,
  governorate: -1.5,
  district: -2.2,
  subdistrict: -2.5,
  quarter: -2,
  facility: -1,
  region: -0.5,
  water: -1,
  cueFirst: 2.5,
  cueLater: 0.5,
  cueMiss: -1.5,
  namesake: -2,
  joined: 4,
  population: 4,
  largest: 0.7,
  seat: 1.5,
  doubtfulName: -2,
  inArea: 4,
  inCountry: 4,
  nearNeighbour: 4,
  awayFromAll: -2.5,
  sector: 0.6,
  otherSide: -1,
  documentCountry: 3,
  documentArea: 1.5,
  documentNear: 2,
  focus: 2,
  otherFocus: -2,
  nil: -1,
  nilNotWritten: 0.5,
  nilNamesake: 2,
  nilApart: 1,
  nilMany: 0.5,
  nilSmall: 0.3,
};

/** Sum of weight times value. */
export function utility(features: Features<Feature | NilFeature>, weights: Weights): number {
  let sum = 0;
  for (const name in features) {
    const key = name as Feature | NilFeature;
    sum += weights[key] * (features[key] ?? 0);
  }
  return sum;
}
export type Weights = Readonly<Record<Feature | NilFeature, number>>;

/** Weights in use. */
export const WEIGHTS: Weights = { ...HAND_WEIGHTS, ...fitted.weights };
