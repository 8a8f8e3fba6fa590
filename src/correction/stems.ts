import { rawOffset, type Mark, type Range, type RawOffset, type Stem } from '../domain';
import { foldName, stripClitics } from '../text';
import { markOf } from './layer';
import { sameRange } from './ranges';
import { draftOf } from './stamp';
import { done, refused, shownAt, type Command, type Work } from './work';

/** Letters that a name must keep. */
const MIN_LETTERS = 2;

/**
 * The names that a mark may hold, the whole first: without و or ف, without ب, ل or ك too, and with the letters that لل
 * swallowed (`وللرقة` → `للرقة`, `لرقة`, `الرقة` …). The rules are those of `stripClitics`, which asks about each.
 */
export function possibleStems(raw: string, { start, end }: Range): Stem[] {
  const surface = raw.slice(start, end);
  const names = new Set([surface]);
  stripClitics(surface, (name) => {
    names.add(name);
    return false;
  });
  return [...names]
    .filter((name) => name === surface || foldName(name).length >= MIN_LETTERS)
    .map((name) => {
      const stripped = stripClitics(surface, (other) => other === name);
      return {
        start: rawOffset(start + stripped.start),
        end: rawOffset(start + stripped.end),
        text: stripped.text,
      };
    });
}

/** Sets the name without attached letters: `start` and `end` within the mark, `text` as a person wants it written. */
export function setStem(work: Work, mark: Range, start: RawOffset, end: RawOffset, text: string): Command {
  const shown = shownAt(work, mark);
  if (!shown) return refused('edit/gone');
  const stem: Stem = { start, end, text: text.trim() };
  if (start < shown.start || end > shown.end || end <= start || stem.text === '') return refused('edit/stem');
  if (sameStem(stem, shown.stem)) return refused('edit/nothing');
  const after: Mark = { ...markOf(shown), stem, origin: 'made' };
  return done([draftOf(work.documentId, 'changeSpan', markOf(shown), after)]);
}

/** Takes the next of the possible stems, the first after the last. `edit/nothing` when there is only one. */
export function cycleStem(work: Work, mark: Range): Command {
  const shown = shownAt(work, mark);
  if (!shown) return refused('edit/gone');
  const stems = possibleStems(work.raw, shown);
  const now = stems.findIndex((stem) => sameStem(stem, shown.stem));
  const next = stems[(now + 1) % stems.length];
  return next ? setStem(work, mark, next.start, next.end, next.text) : refused('edit/nothing');
}

const sameStem = (a: Stem, b: Stem): boolean => sameRange(a, b) && a.text === b.text;
