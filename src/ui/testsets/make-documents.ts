import { rawOffset, type Document, type Label, type Mark } from '../../domain';
import { importGold, type EditDraft } from '../../correction';
import { stemOf } from '../../spans';
import { guessLanguage, segmentWords } from '../../text';
import { sha256Hex } from '../state/hash';
import { entitiesOf, type LabelledFile, type Nesting } from './labelled-file';

/** What a person decided about a labelled file. */
export interface TestSetChoice {
  readonly name: string;
  readonly scheme: string;
  readonly nesting: Nesting;
  /** Labels of the file that the scheme does not have; `null` takes one out. */
  readonly labelMap: Readonly<Record<Label, Label | null>>;
}

/** A text of the set with its gold. */
export interface MadeDocument {
  readonly document: Document;
  readonly drafts: readonly EditDraft[];
}

/** Parts turned into texts before other work may go between. */
const SLICE = 20;

/**
 * The texts of a labelled file, one for each part, so that windows never cross its borders, and their gold. Ids and text
 * keys come from words and tags: the same file makes the same records whenever and wherever it is loaded, and two
 * files with the same words but other tags stay apart.
 */
export async function makeDocuments(file: LabelledFile, choice: TestSetChoice): Promise<MadeDocument[]> {
  const { documents: parts } = file.conll;
  const gold = parts.map(({ sentences }) =>
    sentences.map((sentence) => ({
      words: sentence.words,
      entities: entitiesOf(sentence, choice.nesting).map(
        ({ start, end, label }) => [start, end, label] as const,
      ),
    })),
  );
  const fileKey = await sha256Hex(JSON.stringify(gold));
  const now = Date.now();
  const made: MadeDocument[] = [];
  for (const [at, sentences] of gold.entries()) {
    if (at > 0 && at % SLICE === 0) await new Promise((resolve) => setTimeout(resolve));
    const textKey = await sha256Hex(`${fileKey} ${at}`);
    const { raw, segments } = segmentWords(sentences.map(({ words }) => words));
    const id = uuidOf(textKey);
    const marks = sentences.flatMap(({ entities }, i) =>
      entities.map(([first, end, label]): Omit<Mark, 'origin'> => {
        const words = segments[i]?.words ?? [];
        const start = words[first]?.start ?? rawOffset(0);
        const stop = words[end - 1]?.end ?? start;
        return { start, end: stop, label, stem: stemOf(raw, start, stop, label, () => false) };
      }),
    );
    made.push({
      document: {
        id,
        title: parts.length === 1 ? choice.name : `${choice.name} ${at + 1}`,
        text: raw,
        textKey,
        source: { outlet: '', url: '', published: '' },
        language: guessLanguage(raw),
        sideBlocks: [],
        // Lists show the newest first: the first part stands first.
        createdAt: now - at,
        updatedAt: now,
        deletedAt: 0,
        testSet: choice.name,
        scheme: choice.scheme,
        labelMap: choice.labelMap,
      },
      drafts: importGold(
        id,
        marks,
        segments.map(({ start }) => start),
      ).map((draft) => ({ ...draft, scheme: choice.scheme })),
    });
  }
  return made;
}

/** A UUID (version 8, RFC 9562) made of the first bits of a hash. */
function uuidOf(hash: string): string {
  const hex = `${hash.slice(0, 12)}8${hash.slice(13, 16)}8${hash.slice(17, 32)}`;
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
