import { rawOffset, type Label, type Mark, type Range, type Segment, type Stem, type Word } from '../domain';
import { foldName, wordsIn } from '../text';
import { markOf, type GoldLayer, type WorkSpan } from './layer';
import { overlapping, overlaps, sameRange } from './ranges';
import { draftOf, type EditDraft } from './stamp';
import { automaticStem, madeMark, rejectedMark, replaceMarks, wordsOf, type Work } from './work';

/** The name to look for: a stem and its label. */
export interface NameTarget {
  readonly text: string;
  readonly label: Label;
}

/** A text in which the name may occur; a {@link Work} is one. */
export interface NamedDocument {
  readonly documentId: string;
  readonly raw: string;
  /** What is shown there, in order. */
  readonly spans: readonly WorkSpan[];
  /** Gives the words as the document has them; without it they are cut from the text anew. */
  readonly segments?: readonly Segment[];
  /** Tells what was rejected there. */
  readonly layer?: GoldLayer;
}

/**
 * What stands at an occurrence now: `nothing`; a `suggestion`; gold with another label (`otherLabel`); gold that is the
 * `same` already; a `rejected` mark.
 */
export type SameNameState = 'nothing' | 'suggestion' | 'otherLabel' | 'same' | 'rejected';

/** An occurrence of the same name, for a list that a person looks through. */
export interface SameName extends Range {
  readonly documentId: string;
  readonly surface: string;
  readonly stem: Stem;
  readonly state: SameNameState;
  /** The suggestion or gold mark there; null for none. */
  readonly span: WorkSpan | null;
  /** False for a suggestion with other borders (a longer name that holds this one): better not chosen unasked. */
  readonly isExact: boolean;
}

/** A person's name this short is not looked for behind attached letters: وسام is not و and سام. */
const MIN_PERSON_LETTERS = 4;
const MIN_LETTERS = 2;

/**
 * Occurrences of a name in texts: whole words, whatever the spelling that folding unites, also behind و or ف and ب, ل
 * or ك, and with the article swallowed by لل. Occurrences within other gold are left out. In the order of the documents
 * and their texts.
 */
export function findSameNames(target: NameTarget, documents: readonly NamedDocument[]): SameName[] {
  const pattern = patternOf(target);
  return pattern ? documents.flatMap((document) => occurrencesIn(document, pattern, target)) : [];
}

interface Pattern {
  /** Forms of the first word: attached letters, and what they swallow of the name. */
  readonly firstForms: ReadonlyMap<string, number>;
  readonly rest: readonly string[];
}

function patternOf({ text, label }: NameTarget): Pattern | null {
  const words = foldedWords(text);
  const [first = '', ...rest] = words;
  const key = words.join('');
  if (key.length < MIN_LETTERS || first === '') return null;
  const firstForms = new Map([[first, 0]]);
  const isShort = label === 'PER' && key.length < MIN_PERSON_LETTERS;
  if (!isShort && /^\p{Script=Arabic}/u.test(first)) addCliticForms(firstForms, first);
  return { firstForms, rest };
}

/** Every form with its count of letters that are attached, not the name's. */
function addCliticForms(forms: Map<string, number>, first: string): void {
  for (const conjunction of ['', 'و', 'ف']) {
    for (const preposition of ['', 'ب', 'ل', 'ك']) {
      const letters = conjunction + preposition;
      if (letters !== '' && !forms.has(letters + first)) forms.set(letters + first, letters.length);
    }
    // ل + الرقة is written للرقة, ل + اللاذقية is written للاذقية.
    for (const [article, rest] of [
      ['ال', `لل${first.slice(2)}`],
      ['الل', `لل${first.slice(3)}`],
    ] as const)
      if (first.startsWith(article)) forms.set(conjunction + rest, conjunction.length + 1);
  }
}

const folds = new Map<string, string>();
/** Words repeat, folding is the costly part. */
function fold(word: string): string {
  let folded = folds.get(word);
  if (folded === undefined) {
    if (folds.size > 50_000) folds.clear();
    folds.set(word, (folded = foldName(word)));
  }
  return folded;
}
const foldedWords = (text: string): string[] =>
  wordsIn(text, rawOffset(0), rawOffset(text.length))
    .map(({ surface }) => fold(surface))
    .filter((word) => word !== '');

function occurrencesIn(document: NamedDocument, pattern: Pattern, target: NameTarget): SameName[] {
  const { raw, segments } = document;
  const words = segments ? wordsOf({ segments }) : wordsIn(raw, rawOffset(0), rawOffset(raw.length));
  const found: SameName[] = [];
  let end = 0;
  words.forEach((word, i) => {
    const attached = pattern.firstForms.get(fold(word.surface));
    if (attached === undefined || word.start < end) return;
    const last = lastWord(raw, words, i, pattern.rest);
    if (!last) return;
    const range: Range = { start: word.start, end: last.end };
    const start = rawOffset(word.start + lettersBefore(word.surface, attached));
    const name = describe(document, range, stemIn(raw, { start, end: last.end }, target), target);
    if (!name) return;
    found.push(name);
    end = last.end;
  });
  return found;
}

/** The last word of the name when the rest of it follows the i-th word, with space or nothing between. */
function lastWord(raw: string, words: readonly Word[], i: number, rest: readonly string[]): Word | null {
  let last = words[i];
  for (const [k, folded] of rest.entries()) {
    const next = words[i + 1 + k];
    if (!last || !next || fold(next.surface) !== folded) return null;
    if (/\n[^\S\n]*\n/.test(raw.slice(last.end, next.start))) return null;
    last = next;
  }
  return last ?? null;
}

/** The stem as it is written here; the name itself where writing swallowed a letter of it. */
function stemIn(raw: string, { start, end }: Range, target: NameTarget): Stem {
  const text = raw.slice(start, end);
  return { start, end, text: fold(text) === fold(target.text) ? text : target.text };
}

/** Raw length of the first letters of a word with their marks. */
function lettersBefore(surface: string, letters: number): number {
  let seen = 0;
  let at = 0;
  for (const character of surface) {
    if (fold(character) !== '') seen += 1;
    if (seen > letters) return at;
    at += character.length;
  }
  return at;
}

function describe(document: NamedDocument, range: Range, stem: Stem, target: NameTarget): SameName | null {
  const { documentId, raw, spans, layer } = document;
  const surface = raw.slice(range.start, range.end);
  const shown = overlapping(spans, range);
  const exact = shown.find((span) => sameRange(span, range));
  const gold = shown.find((span) => span.origin !== 'predicted');
  if (gold && gold !== exact) return null;
  const span = exact ?? shown[0] ?? null;
  const state: SameNameState =
    span === null
      ? overlapping(layer?.marks ?? [], range).length > 0
        ? 'rejected'
        : 'nothing'
      : span.origin === 'predicted'
        ? 'suggestion'
        : span.label === target.label
          ? 'same'
          : 'otherLabel';
  return { documentId, ...range, surface, stem, state, span, isExact: span === null || span === exact };
}

/** What is done at every chosen occurrence: a label given, or what is there rejected. */
export type NameChange = { readonly kind: 'label'; readonly label: Label } | { readonly kind: 'reject' };

/**
 * Does at the chosen occurrences what was done to one mark, all in one batch. Marks get the origin `propagated`.
 * Occurrences that would overlap other gold, or an earlier one of the list, are passed over, and so are those that are
 * as wanted already.
 */
export function propagate(
  choices: readonly SameName[],
  change: NameChange,
  workOf: (documentId: string) => Work | undefined,
): EditDraft[] {
  const taken = new Map<string, Range[]>();
  return choices.flatMap((choice) => {
    const work = workOf(choice.documentId);
    const before = taken.get(choice.documentId) ?? [];
    if (!work || before.some((range) => overlaps(range, choice))) return [];
    const drafts = change.kind === 'reject' ? rejectAt(work, choice) : labelAt(work, choice, change.label);
    if (drafts.length > 0) taken.set(choice.documentId, [...before, choice]);
    return drafts;
  });
}

function labelAt(work: Work, choice: SameName, label: Label): EditDraft[] {
  const shown = overlapping(work.spans, choice);
  const exact = shown.find((span) => sameRange(span, choice));
  if (exact?.label === label && exact.origin !== 'predicted') return [];
  const stem = choice.stem.end > choice.stem.start ? choice.stem : automaticStem(work, choice, label);
  const after: Mark = { ...madeMark(work, choice, label), stem, origin: 'propagated' };
  const only = shown.length === 1 && shown[0]?.origin === 'predicted' ? shown[0] : null;
  const op = exact ? (exact.label === label ? 'acceptSpan' : 'changeSpan') : 'addSpan';
  const result = replaceMarks(work, op, exact ?? only, after);
  return result.ok ? result.value : [];
}

function rejectAt(work: Work, choice: SameName): EditDraft[] {
  const exact = overlapping(work.spans, choice).find((span) => sameRange(span, choice));
  return exact ? [draftOf(work.documentId, 'rejectSpan', markOf(exact), rejectedMark(exact))] : [];
}
