/**
 * Measures linking on `tests/golden/places`: `npm run --silent bench:places [-- --part fit|test|all|heldout-2] [--errors]`.
 * `PLACES_DIR` names another folder than `public`, to compare two lists; `PLACES_PACKS=yemen,egypt` lays packs behind it.
 * Location strings go through `geocodeRows`, texts through linking with their marked mentions.
 */
import { resolve } from 'node:path';
import type { Link } from '../src/domain';
import { distanceKm, geocodeRows, linkMentions, type GeocodedRow } from '../src/linking';
import { createNodeLinker, readPlaces } from '../src/linking/node';
import { naiveAnswer, isListed } from './places/baseline';
import { isRight, requestOf } from './places/requests';
import { printReport, type Answer } from './places/score';
import { HELD_OUT, readStrings, readTexts, type Truth } from './places/test-set';

const ROOT = resolve(import.meta.dirname, '..');
const PUBLIC = process.env['PLACES_DIR'] ?? resolve(ROOT, 'public');
const PACKS = (process.env['PLACES_PACKS'] ?? '').split(',').filter((id) => id !== '');

type Point = Answer['place'];

/** An answer «in or near» with a radius is right where the place lies within it; the columns of distance count it as it is. */
const withRadius = (truth: Truth, { uncertaintyM }: { readonly uncertaintyM?: number | null }): Truth => ({
  ...truth,
  toleranceKm: Math.max(truth.toleranceKm, Math.min(MOST_RADIUS_KM, (uncertaintyM ?? 0) / 1000)),
});
const MOST_RADIUS_KM = 50;

function answer(
  at: Pick<Answer, 'id' | 'kind' | 'group' | 'text' | 'source' | 'isListed'>,
  truth: Truth | null,
  place: Point,
  score: number,
  naive: Point,
): Answer {
  return {
    ...at,
    place,
    score,
    isNil: truth === null,
    toleranceKm: truth?.toleranceKm ?? 0,
    km: truth && place ? distanceKm(place, truth) : null,
    isRight: truth ? place !== null && isRight(place, withRadius(truth, place)) : place === null,
    naiveKm: truth && naive ? distanceKm(naive, truth) : null,
    isNaiveRight: truth ? naive !== null && isRight(naive, truth) : naive === null,
  };
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const part = args[args.indexOf('--part') + 1] ?? 'test';
  const wanted = args.includes('--part') ? part : 'test';
  const takes = (one: string) => wanted === 'all' || one === wanted;
  const places = await readPlaces(PUBLIC, PACKS);
  const prefix = wanted === HELD_OUT ? `${HELD_OUT}-` : '';
  const strings = readStrings(`${prefix}strings.tsv`).filter(({ part: one }) => takes(one));
  const rows: GeocodedRow[] = await geocodeRows(strings, {
    linker: createNodeLinker({ publicDir: PUBLIC, packs: PACKS }),
    signal: new AbortController().signal,
  });
  const answers = strings.map((gold, at) => {
    const row = rows[at];
    const head = { ...gold, isListed: gold.truth !== null && isListed(places, gold.name, gold.truth) };
    return answer(head, gold.truth, row?.place ?? null, row?.score ?? 0, naiveAnswer(places, gold.text));
  });
  console.log(`Location strings, ${wanted}: ${strings.length}`);
  printReport(answers);
  const mentions: Answer[] = [];
  for (const gold of readTexts(prefix).filter(({ part: one }) => takes(one))) {
    const links: Link[] = linkMentions(
      requestOf(gold, (name) => places.isKnownName(name)),
      places,
    );
    for (const [at, { surface, truth, source }] of gold.mentions.entries()) {
      const kind = truth === null ? 'nil' : truth.isArea ? 'area' : 'in a text';
      const listed = truth !== null && isListed(places, surface, truth);
      const head = { id: gold.id, kind, group: gold.group, text: surface, source, isListed: listed };
      const link = links[at];
      mentions.push(answer(head, truth, link?.place ?? null, link?.score ?? 0, naiveAnswer(places, surface)));
    }
  }
  console.log(`\nMentions in texts, ${wanted}: ${mentions.length}`);
  printReport(mentions);
  if (!args.includes('--errors')) return;
  for (const { id, kind, text, place, score, km, isRight: right, isListed: listed } of [
    ...answers,
    ...mentions,
  ])
    if (!right)
      console.log(
        [
          id,
          kind,
          text,
          place?.name ?? 'NIL',
          place?.level ?? '',
          score.toFixed(2),
          km?.toFixed(0) ?? '',
          listed ? '' : 'not listed',
        ].join('\t'),
      );
}

await main();
