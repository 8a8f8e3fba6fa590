import type { Edit, Document, Segment } from '../../domain';
import {
  agreement,
  comparisonSteps,
  disagreements,
  disagreementsOfPeople,
  FEWEST_MENTIONS,
  FEWEST_SENTENCES,
  joinRuns,
  type Agreement,
  type Comparison,
  type Disagreement,
} from '../../evaluation';
import { sentencesOfPerson } from './people';
import { aboveScore, type Selection } from './selection';

/** Two results on the sentences that both were asked about. */
export interface RunComparison {
  readonly kind: 'runs';
  readonly sentences: number;
  readonly enough: boolean;
  /** Without its interval until that is drawn. */
  readonly comparison: Comparison;
  readonly hasInterval: boolean;
  readonly disagreements: readonly Disagreement[];
}

export interface PeopleComparison {
  readonly kind: 'people';
  readonly agreement: Agreement;
  readonly disagreements: readonly Disagreement[];
}

export interface RunSide {
  readonly selection: Selection;
  readonly minScore: number;
}

/** Figures of two results, first without, then with the interval of their difference. */
export function* runSteps(a: RunSide, b: RunSide): Generator<RunComparison | undefined, RunComparison> {
  const sentences = joinRuns(
    aboveScore(a.selection.sentences, a.minScore),
    aboveScore(b.selection.sentences, b.minScore),
  );
  yield;
  const comparison = yield* comparisonSteps(sentences, { resamples: 0 });
  const points: RunComparison = {
    kind: 'runs',
    sentences: sentences.length,
    enough:
      sentences.length >= FEWEST_SENTENCES &&
      sentences.reduce((sum, { gold }) => sum + gold.length, 0) >= FEWEST_MENTIONS,
    comparison,
    hasInterval: false,
    disagreements: disagreements(sentences),
  };
  yield points;
  return { ...points, comparison: yield* comparisonSteps(sentences), hasInterval: true };
}

/** What the agreement of two people is made from. */
export interface PeopleSource {
  readonly a: string;
  readonly b: string;
  readonly documents: readonly Document[];
  readonly editsOf: (document: Document) => readonly Edit[];
  readonly segmentsOf: (document: Document) => readonly Segment[];
}

/** Agreement of two people on the sentences that both read. */
export function* peopleSteps(source: PeopleSource): Generator<undefined, PeopleComparison> {
  const { a, b, documents, editsOf, segmentsOf } = source;
  const [first, second] = [sentencesOfPerson(a), sentencesOfPerson(b)];
  for (const document of documents) {
    first.add(document, editsOf(document), segmentsOf);
    second.add(document, editsOf(document), segmentsOf);
    yield;
  }
  const words = new Map(
    documents.map((document) => [
      document.id,
      new Map(segmentsOf(document).map((segment) => [segment.start as number, segment.words])),
    ]),
  );
  yield;
  return {
    kind: 'people',
    agreement: agreement(
      first.sentences,
      second.sentences,
      ({ documentId, start }) => words.get(documentId)?.get(start) ?? [],
    ),
    disagreements: disagreementsOfPeople(first.sentences, second.sentences),
  };
}
