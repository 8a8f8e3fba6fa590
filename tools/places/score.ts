import type { Place } from '../../src/domain';

/** One answered row. */
export interface Answer {
  readonly id: string;
  readonly kind: string;
  readonly group: string;
  readonly text: string;
  readonly source: string;
  /** The list of places has it. */
  readonly isListed: boolean;
  readonly place: Pick<Place, 'lat' | 'lon' | 'level' | 'name' | 'uncertaintyM'> | null;
  readonly score: number;
  /** No place is meant. */
  readonly isNil: boolean;
  readonly toleranceKm: number;
  readonly km: number | null;
  readonly isRight: boolean;
  readonly naiveKm: number | null;
  readonly isNaiveRight: boolean;
}

/** From this score on an answer is called sure. */
const SURE = 0.8;
const BANDS = [0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1.000001];

const percent = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;

function line(name: string, answers: readonly Answer[]): string {
  const real = answers.filter(({ isNil }) => !isNil);
  const listed = real.filter((one) => one.isListed);
  const within = (km: number) => real.filter((one) => one.km !== null && one.km <= km).length;
  const sureAndWrong = answers.filter(
    ({ score, place, isRight }) => place && score > SURE && !isRight,
  ).length;
  // A point of another source may lie some kilometres off; beyond 25 km the place itself is wrong.
  const sureAndFar = answers.filter(
    ({ score, place, isRight, km, isNil }) => place && score > SURE && !isRight && (isNil || (km ?? 0) > 25),
  ).length;
  const naiveWithin = real.filter((one) => one.naiveKm !== null && one.naiveKm <= 5).length;
  return [
    name.padEnd(18),
    String(answers.length).padStart(5),
    percent(answers.filter(({ isRight }) => isRight).length, answers.length).padStart(8),
    percent(within(5), real.length).padStart(8),
    percent(within(25), real.length).padStart(8),
    percent(listed.filter(({ isRight }) => isRight).length, listed.length).padStart(8),
    percent(listed.length, real.length).padStart(8),
    percent(sureAndWrong, answers.length).padStart(8),
    percent(sureAndFar, answers.length).padStart(8),
    percent(naiveWithin, real.length).padStart(8),
    percent(answers.filter(({ isNaiveRight }) => isNaiveRight).length, answers.length).padStart(8),
  ].join('  ');
}

function reliability(answers: readonly Answer[]): string[] {
  const given = answers.filter(({ place }) => place !== null);
  return BANDS.slice(0, -1).map((low, at) => {
    const high = BANDS[at + 1] ?? 1;
    const here = given.filter(({ score }) => score >= low && score < high);
    const mean = here.reduce((sum, { score }) => sum + score, 0) / (here.length || 1);
    const right = here.filter(({ isRight }) => isRight).length;
    return `${low.toFixed(2)}–${Math.min(1, high).toFixed(2)}  n ${String(here.length).padStart(4)}  said ${mean.toFixed(2)}  right ${percent(right, here.length)}`;
  });
}

/** Prints the tables of a set of answers: by kind, by group, by source of the coordinates, and how far scores can be trusted. */
export function printReport(answers: readonly Answer[]): void {
  const head = [
    '',
    'n',
    'right',
    '≤ 5 km',
    '≤ 25 km',
    'listed →',
    'listed',
    'wrong>.8',
    'far>.8',
    'naive≤5',
    'naive',
  ];
  console.log(
    head.map((cell, at) => (at === 0 ? ''.padEnd(18) : cell.padStart(at === 1 ? 5 : 8))).join('  '),
  );
  const tables: ((one: Answer) => string)[] = [
    () => 'all',
    ({ kind }) => kind,
    ({ group }) => group,
    ({ source }) => source,
  ];
  for (const keyOf of tables) {
    for (const key of new Set(answers.map(keyOf)))
      console.log(
        line(
          key,
          answers.filter((one) => keyOf(one) === key),
        ),
      );
    console.log('');
  }
  console.log('score against truth (answers with a place)');
  for (const row of reliability(answers)) console.log(row);
}
