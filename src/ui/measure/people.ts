import type { Document, Edit, Segment } from '../../domain';
import { rebuildLayer } from '../../correction';
import { scoredSentences, type ScoredSentence } from '../../evaluation';

/** Somebody who left edits: by name where the log has one, else by device. */
export interface Person {
  readonly key: string;
  /** Empty where only the device is known. */
  readonly name: string;
  readonly deviceId: string;
  readonly edits: number;
}

const keyOf = ({ actor, deviceId }: Edit): string => (actor === '' ? `device ${deviceId}` : `actor ${actor}`);

/** Everybody in a log, the busiest first. */
export function peopleIn(edits: readonly Edit[]): Person[] {
  const people = new Map<string, Person>();
  for (const edit of edits) {
    const key = keyOf(edit);
    const known = people.get(key) ?? { key, name: edit.actor, deviceId: edit.deviceId, edits: 0 };
    people.set(key, { ...known, edits: known.edits + 1 });
  }
  return [...people.values()].sort((a, b) => b.edits - a.edits || (a.key < b.key ? -1 : 1));
}

/** Gathers the sentences that one person read, with what that person's own edits left in them. */
export function sentencesOfPerson(personKey: string) {
  const sentences: ScoredSentence[] = [];
  return {
    sentences,
    add(
      document: Document,
      edits: readonly Edit[],
      segmentsOf: (document: Document) => readonly Segment[],
    ): void {
      const layer = rebuildLayer(edits.filter((edit) => keyOf(edit) === personKey));
      if (layer.read.size === 0) return;
      const own = scoredSentences({
        documentId: document.id,
        segments: segmentsOf(document),
        readStarts: layer.read,
        gold: layer.marks,
        predicted: [],
        countBulk: true,
      });
      sentences.push(...own.sentences);
    },
  };
}
