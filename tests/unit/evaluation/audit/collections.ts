import { rawOffset } from '../../../../src/domain';
import type { AuditDocument, LabelledRange, ScoredSentence } from '../../../../src/evaluation';
import { mulberry32 } from '../../../../src/evaluation/random';

export interface Kind {
  readonly name: string;
  readonly documents: number;
  /** Sentences of a document: from, to; drawn so that long ones are rare. */
  readonly sentences: readonly [number, number];
  /** Mean number of gold mentions in a sentence. */
  readonly mentions: number;
  /** Share of LOC among them; the others are PER. */
  readonly places: number;
  /** Chance to be found, on average over documents, and its spread between documents (and less in long ones). */
  readonly found: number;
  readonly spread: number;
  /** Spurious predictions in a sentence. */
  readonly spurious: number;
}

export interface Collection {
  readonly documents: AuditDocument[];
  readonly sentences: ReadonlyMap<string, ScoredSentence>;
}

export const keyOf = (documentId: string, start: number): string => `${documentId} ${start}`;

/** A collection with known gold and predictions: mentions on fixed places, found or not, at times in a wrong form. */
export function makeCollection(kind: Kind, seed: number): Collection {
  const random = mulberry32(seed);
  const sentences = new Map<string, ScoredSentence>();
  const documents = Array.from({ length: kind.documents }, (_, d) => {
    const documentId = `d${String(d).padStart(4, '0')}`;
    const [least, most] = kind.sentences;
    const count = Math.round(least + (most - least) * random() ** 3);
    const length = most > least ? (count - least) / (most - least) : 0.5;
    // Long documents are harder: an allocation that favours them would show.
    const chance = clamp(kind.found + kind.spread * (2 * random() - 1) - kind.spread * (length - 0.25));
    // Names crowd in some documents.
    const crowd = 0.5 + random();
    const own = Array.from({ length: count }, (_, s) => {
      const range = { start: rawOffset(s * 100), end: rawOffset(s * 100 + 90) };
      sentences.set(keyOf(documentId, range.start), {
        documentId,
        ...range,
        ...fill(kind, range.start, chance, crowd, random),
      });
      return range;
    });
    return { documentId, sentences: own };
  });
  return { documents, sentences };
}

function fill(kind: Kind, start: number, chance: number, crowd: number, random: () => number) {
  const gold: LabelledRange[] = [];
  const predicted: LabelledRange[] = [];
  // Two names in three sentences stand together: mentions of a sentence share their luck.
  const luck = random() < 0.5 ? chance : clamp(chance + 0.3 * (random() - 0.5));
  for (let i = 0; i < 6; i++) {
    const label = random() < kind.places ? 'LOC' : 'PER';
    const range = { start: start + i * 10, end: start + i * 10 + 5, label };
    if (random() >= (kind.mentions * crowd) / 6) {
      if (random() < kind.spurious / 6) predicted.push(range);
      continue;
    }
    gold.push(range);
    if (random() < luck) predicted.push(range);
    else if (random() < 0.3) predicted.push({ ...range, end: range.end + 2 });
    else if (random() < 0.2) predicted.push({ ...range, label: label === 'LOC' ? 'PER' : 'LOC' });
  }
  return { gold, predicted };
}

const clamp = (chance: number): number => Math.min(1, Math.max(0, chance));
