/**
 * Fits the weights of linking on the fit part of `tests/golden/places`: `npx tsx tools/places/fit.ts`. A conditional logit
 * over the candidates of each name and «not in the list» (McFadden 1974), maximum a posteriori with a normal prior around
 * the hand-set weights; features that depend on other names are computed anew between rounds. Deterministic.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { PlaceList } from '../../src/gazetteer';
import { readPlaces } from '../../src/linking/node';
import { parseLocationString } from '../../src/linking/location-string';
import { weighMentions, type Weighing } from '../../src/linking/weigh';
import { HAND_WEIGHTS, type Weights } from '../../src/linking/weights';
import { isRight, request, requestOf } from './requests';
import { readStrings, readTexts, type Truth } from './test-set';

const ROOT = resolve(import.meta.dirname, '../..');
const FILE = resolve(ROOT, 'src/linking/fitted.json');
const ROUNDS = 8;
const STEPS = 400;
const RATE = 0.05;
const SAME_SITE_KM = 50;
/** Standard deviation of the prior around the hand-set weights. */
const PRIOR = 1;

type Key = keyof Weights;
const KEYS = Object.keys(HAND_WEIGHTS) as Key[];

/** One choice: a vector per candidate and one for none, with those that are right. */
interface Example {
  readonly options: readonly (readonly number[])[];
  readonly right: ReadonlySet<number>;
}

function runWeighing(steps: Generator<void, readonly Weighing[]>): readonly Weighing[] {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

const vectorOf = (features: Readonly<Partial<Record<Key, number>>>): number[] =>
  KEYS.map((key) => features[key] ?? 0);

function exampleOf(weighing: Weighing, truth: Truth | null): Example | null {
  const { ranked, nil } = weighing;
  if (ranked.length === 0) return null;
  const right = new Set<number>();
  for (const [at, { candidate, features }] of ranked.entries()) {
    // A site under its own full name is the one meant, however roughly the list knows where it is.
    const roughKm = Math.max((candidate.uncertaintyM ?? 0) / 1000, features.joined ? SAME_SITE_KM : 0);
    if (truth && isRight(candidate, { ...truth, toleranceKm: Math.max(truth.toleranceKm, roughKm) }))
      right.add(at);
  }
  if (right.size === 0) right.add(ranked.length);
  return { options: [...ranked.map(({ features }) => vectorOf(features)), vectorOf(nil)], right };
}

function examplesOf(places: PlaceList, weights: Weights): Example[] {
  const isKnown = (name: string) => places.isKnownName(name);
  const found: (Example | null)[] = [];
  for (const { id, part, text, name, truth } of [...readStrings(), ...readStrings('more-to-fit.tsv')]) {
    if (part !== 'fit') continue;
    const { mentions } = parseLocationString(text, id, isKnown);
    const weighings = runWeighing(weighMentions(request(id, text, mentions), places, weights));
    const own =
      weighings.find(({ lookup }) => truth === null || name.includes(lookup.mention.stem)) ?? weighings[0];
    if (own) found.push(exampleOf(own, truth));
  }
  for (const gold of [...readTexts(), ...readTexts('more-to-fit-')]) {
    if (gold.part !== 'fit') continue;
    const weighings = runWeighing(weighMentions(requestOf(gold, isKnown), places, weights));
    for (const [at, weighing] of weighings.entries())
      found.push(exampleOf(weighing, gold.mentions[at]?.truth ?? null));
  }
  return found.filter((example) => example !== null);
}

/** Chances of the options, and the log-likelihood of the right ones. */
function chances(
  { options, right }: Example,
  w: readonly number[],
): { p: number[]; log: number; rightSum: number } {
  const u = options.map((x) => x.reduce((sum, value, k) => sum + value * (w[k] ?? 0), 0));
  const top = Math.max(...u);
  const e = u.map((value) => Math.exp(value - top));
  const total = e.reduce((sum, value) => sum + value, 0);
  const p = e.map((value) => value / total);
  const rightSum = [...right].reduce((sum, at) => sum + (p[at] ?? 0), 0);
  return { p, log: Math.log(Math.max(rightSum, 1e-12)), rightSum: Math.max(rightSum, 1e-12) };
}

/** Gradient ascent (Adam) on the log posterior. */
function ascend(examples: readonly Example[], start: readonly number[]): number[] {
  const prior = KEYS.map((key) => HAND_WEIGHTS[key]);
  const w = [...start];
  const m = w.map(() => 0);
  const v = w.map(() => 0);
  for (let step = 1; step <= STEPS; step++) {
    const gradient = w.map((value, k) => -(value - (prior[k] ?? 0)) / PRIOR ** 2);
    for (const example of examples) {
      const { p, rightSum } = chances(example, w);
      for (const [at, x] of example.options.entries()) {
        const chance = p[at] ?? 0;
        const pull = (example.right.has(at) ? chance / rightSum : 0) - chance;
        for (const [k, value] of x.entries()) gradient[k] = (gradient[k] ?? 0) + pull * value;
      }
    }
    for (const [k, g] of gradient.entries()) {
      m[k] = 0.9 * (m[k] ?? 0) + 0.1 * g;
      v[k] = 0.999 * (v[k] ?? 0) + 0.001 * g * g;
      const rate = (RATE * (m[k] / (1 - 0.9 ** step))) / (Math.sqrt(v[k] / (1 - 0.999 ** step)) + 1e-8);
      w[k] = (w[k] ?? 0) + rate;
    }
  }
  return w;
}

async function main(): Promise<void> {
  const places = await readPlaces(resolve(ROOT, 'public'));
  let weights: Weights = HAND_WEIGHTS;
  let best = { weights, log: -Infinity };
  for (let round = 0; round <= ROUNDS; round++) {
    const examples = examplesOf(places, weights);
    const start = KEYS.map((key) => weights[key]);
    // Names inform each other under the weights themselves: only a score on features of the same weights counts.
    const log = examples.reduce((sum, one) => sum + chances(one, start).log, 0) / examples.length;
    console.log(`round ${round}: ${examples.length} choices, mean log-likelihood ${log.toFixed(4)}`);
    if (log > best.log) best = { weights, log };
    const found = ascend(examples, start);
    // Half a step, since new weights change the features of the neighbours in turn.
    weights = Object.fromEntries(
      KEYS.map((key, k) => [key, Number((((start[k] ?? 0) + (found[k] ?? 0)) / 2).toFixed(3))]),
    ) as Weights;
  }
  const manifest = JSON.parse(readFileSync(resolve(ROOT, 'public/gazetteer/manifest.json'), 'utf8')) as {
    sha256: string;
  };
  writeFileSync(
    FILE,
    `${JSON.stringify({ places: manifest.sha256.slice(0, 12), weights: best.weights }, null, 2)}\n`,
  );
}

await main();
