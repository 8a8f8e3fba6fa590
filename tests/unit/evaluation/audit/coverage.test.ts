import { describe, expect, it } from 'vitest';
import { drawSample, estimate, scoreSpans, type Estimate } from '../../../../src/evaluation';
import { keyOf, makeCollection, type Collection, type Kind } from './collections';

const DRAWS = 500;
/** Five collections of each kind, so that no lucky one decides. */
const COLLECTIONS = [101, 102, 103, 104, 105];
const KINDS: Kind[] = [
  {
    name: 'many documents of all lengths',
    documents: 300,
    sentences: [3, 60],
    mentions: 1.5,
    places: 0.4,
    found: 0.85,
    spread: 0.15,
    spurious: 0.2,
  },
  {
    name: 'forty articles',
    documents: 40,
    sentences: [8, 30],
    mentions: 1.5,
    places: 0.4,
    found: 0.8,
    spread: 0.25,
    spurious: 0.3,
  },
  {
    name: 'five long documents',
    documents: 5,
    sentences: [60, 200],
    mentions: 1.2,
    places: 0.5,
    found: 0.75,
    spread: 0.2,
    spurious: 0.3,
  },
  {
    name: 'hardly any error',
    documents: 120,
    sentences: [5, 30],
    mentions: 1,
    places: 0.4,
    found: 0.97,
    spread: 0.03,
    spurious: 0.03,
  },
  {
    name: 'few places',
    documents: 80,
    sentences: [5, 40],
    mentions: 0.8,
    places: 0.2,
    found: 0.8,
    spread: 0.2,
    spurious: 0.1,
  },
  {
    name: 'a model that mostly fails',
    documents: 100,
    sentences: [5, 40],
    mentions: 1,
    places: 0.4,
    found: 0.25,
    spread: 0.2,
    spurious: 0.8,
  },
  {
    name: 'a collection hardly larger than the sample',
    documents: 12,
    sentences: [5, 15],
    mentions: 1.5,
    places: 0.4,
    found: 0.8,
    spread: 0.2,
    spurious: 0.2,
  },
];
const FIGURES = ['precision', 'recall', 'f1'] as const;

function truthOf({ sentences }: Collection) {
  const all = [...sentences.values()];
  return scoreSpans(
    all.map((s) => s.gold),
    all.map((s) => s.predicted),
    'strict',
  );
}

/** Share of the draws that give an interval in which it holds the truth, and how far off the estimate is on average. */
function coverage(kind: Kind, size: number, collectionSeed: number) {
  const collection = makeCollection(kind, collectionSeed);
  const truth = truthOf(collection);
  const strata = new Map(collection.documents.map((d) => [d.documentId, d.sentences.length]));
  const rows = new Map<string, { held: number; given: number; error: number }>();
  const see = (figure: string, target: number | null | undefined, { value, range }: Estimate) => {
    if (target === null || target === undefined || value === null || !range) return;
    const row = rows.get(figure) ?? { held: 0, given: 0, error: 0 };
    rows.set(figure, row);
    row.given += 1;
    row.error += value - target;
    if (range[0] <= target && target <= range[1]) row.held += 1;
  };
  for (let seed = 1; seed <= DRAWS; seed++) {
    const audited = drawSample({ documents: collection.documents, size, seed }).flatMap((drawn) => {
      const sentence = collection.sentences.get(keyOf(drawn.documentId, drawn.sentence.start));
      return sentence ? [sentence] : [];
    });
    const found = estimate({ audited, strata, rawOf: () => '' });
    for (const figure of FIGURES) {
      see(figure, truth[figure], found[figure]);
      const places = found.perLabel.get('LOC');
      if (places) see(`${figure} of LOC`, truth.perLabel.get('LOC')?.[figure], places[figure]);
    }
  }
  return [...rows].map(([figure, { held, given, error }]) => ({
    figure,
    given,
    share: held / given,
    bias: error / given,
  }));
}

describe('intervals of an audit', () => {
  for (const kind of KINDS)
    for (const size of [20, 60])
      it(`hold the truth in at least 90 % of ${DRAWS} draws of ${size}: ${kind.name}`, () => {
        for (const seed of COLLECTIONS) {
          const rows = coverage(kind, size, seed);
          expect(rows).toHaveLength(6);
          for (const { figure, given, share, bias } of rows) {
            expect(share, `${figure} ${seed}`).toBeGreaterThanOrEqual(0.9);
            // About three places are in 20 sentences of the collections with few: e⁻³ of the samples hold none.
            expect(given, figure).toBeGreaterThanOrEqual(DRAWS * (size === 20 ? 0.92 : 0.99));
            // Long documents are harder here: an unequal chance of sentences would show.
            if (size === 60) expect(Math.abs(bias), figure).toBeLessThan(0.015);
          }
        }
      });
});
