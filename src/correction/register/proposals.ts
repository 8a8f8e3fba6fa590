import type { Mention } from '../../domain';
import { foldName } from '../../text';
import { isAcronymOf, isBracketed } from './acronyms';
import { isKunyaBeside } from './kunya';
import { pairKey, type RegisterEntry, type RegisterState } from './register';
import { spellingPairs } from './spelling';

/** Why two entries may be one. */
export type MergeReason = 'spelling' | 'shortForm' | 'acronym' | 'kunya';

/** Two entries that may be one, for a person to decide; nothing is ever merged unasked. */
export interface MergeProposal {
  /** The one to keep the name: the commoner spelling, the full form, the written-out name. */
  readonly into: RegisterEntry;
  readonly from: RegisterEntry;
  readonly reasons: readonly MergeReason[];
  /** Where a text itself shows it; null for spellings. */
  readonly evidence: Mention | null;
}

/**
 * Which entries may be one: spelling variants; a short form after the full one in the same document; an acronym in
 * brackets beside its name; a kunya beside a name in one phrase. Pairs that a person called not the same are left out.
 * In the order of how often they are mentioned.
 */
export function proposeMerges(
  entries: readonly RegisterEntry[],
  state: RegisterState,
  rawOf: (documentId: string) => string,
): MergeProposal[] {
  const steps = proposeInSteps(entries, state, rawOf);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** {@link proposeMerges} in steps of well under a millisecond, so that a page can answer in between. */
export function* proposeInSteps(
  entries: readonly RegisterEntry[],
  state: RegisterState,
  rawOf: (documentId: string) => string,
): Generator<undefined, MergeProposal[]> {
  const found = new Map<string, MergeProposal>();
  const propose: Propose = (into, from, reason, evidence) => {
    if (into === from || into.entity.label !== from.entity.label || areNotSame(state, into, from)) return;
    const id = [into.entity.id, from.entity.id].sort().join('\n');
    const known = found.get(id);
    if (!known) found.set(id, { into, from, reasons: [reason], evidence });
    else if (!known.reasons.includes(reason))
      found.set(id, { ...known, reasons: [...known.reasons, reason], evidence: known.evidence ?? evidence });
  };
  yield* proposeSpellings(entries, propose);
  for (const [documentId, mentions] of byDocument(entries)) {
    yield;
    proposeShortForms(mentions, propose);
    proposeNeighbours(rawOf(documentId), mentions, propose);
  }
  const weight = ({ into, from }: MergeProposal): number => into.mentions.length + from.mentions.length;
  return [...found.values()].sort((a, b) => weight(b) - weight(a));
}

type Propose = (
  into: RegisterEntry,
  from: RegisterEntry,
  reason: MergeReason,
  evidence: Mention | null,
) => void;

function areNotSame(state: RegisterState, a: RegisterEntry, b: RegisterEntry): boolean {
  if (state.notSame.size === 0) return false;
  return a.keys.some((x) =>
    b.keys.some((y) => state.notSame.get(pairKey(a.entity.label, x, y))?.isNotSame === true),
  );
}

function* proposeSpellings(entries: readonly RegisterEntry[], propose: Propose): Generator<undefined, void> {
  for (const label of new Set(entries.map(({ entity }) => entity.label))) {
    const owners = new Map<string, RegisterEntry>();
    for (const entry of entries)
      if (entry.entity.label === label) for (const key of entry.keys) owners.set(key, entry);
    for (const [a, b] of yield* spellingPairs([...owners.keys()])) {
      const [first, second] = [owners.get(a), owners.get(b)];
      if (!first || !second) continue;
      if (first.mentions.length >= second.mentions.length) propose(first, second, 'spelling', null);
      else propose(second, first, 'spelling', null);
    }
  }
}

/** A mention and the entry that it belongs to. */
interface Placed {
  readonly mention: Mention;
  readonly entry: RegisterEntry;
}

function byDocument(entries: readonly RegisterEntry[]): Map<string, Placed[]> {
  const documents = new Map<string, Placed[]>();
  for (const entry of entries) {
    for (const mention of entry.mentions) {
      const placed = documents.get(mention.documentId);
      if (placed) placed.push({ mention, entry });
      else documents.set(mention.documentId, [{ mention, entry }]);
    }
  }
  for (const placed of documents.values()) placed.sort((a, b) => a.mention.start - b.mention.start);
  return documents;
}

/** Words that are no name by themselves, only parts of one. */
const PARTS = new Set(['عبد', 'ابو', 'ابي', 'ابا', 'ام', 'ابن', 'بن', 'بنت', 'ال', 'اللي', 'the', 'of']);
const MIN_SHORT = 3;

/** First or last words alone after the full form, of the nearest full form before. */
function proposeShortForms(mentions: readonly Placed[], propose: Propose): void {
  const fullFormOf = new Map<string, RegisterEntry>();
  for (const { mention, entry } of mentions) {
    const { label } = mention;
    const key = foldName(mention.stem);
    const full = fullFormOf.get(`${label}\n${key}`);
    if (full) propose(full, entry, 'shortForm', mention);
    for (const short of shortFormsOf(key, label)) fullFormOf.set(`${label}\n${short}`, entry);
  }
}

/** People go by their first or last names; bodies by their last words, or by two first words or more. */
function shortFormsOf(key: string, label: string): string[] {
  const words = key.split(' ');
  const forms: string[] = [];
  for (let n = 1; n < words.length; n++) {
    if (label === 'PER' || n >= 2) forms.push(words.slice(0, n).join(' '));
    forms.push(words.slice(-n).join(' '));
  }
  return forms.filter(
    (form) => form.length >= MIN_SHORT && !PARTS.has(form.split(' ').at(-1) ?? '') && !PARTS.has(form),
  );
}

/** What one phrase puts side by side. */
function proposeNeighbours(raw: string, mentions: readonly Placed[], propose: Propose): void {
  mentions.forEach(({ mention: a, entry: first }, i) => {
    const next = mentions[i + 1];
    if (!next || next.mention.label !== a.label) return;
    const { mention: b, entry: second } = next;
    if (a.label === 'ORG' && isBracketed(raw, a, b)) {
      if (isAcronymOf(b.stem, a.stem)) propose(first, second, 'acronym', b);
      else if (isAcronymOf(a.stem, b.stem)) propose(second, first, 'acronym', a);
    }
    if (a.label !== 'PER') return;
    const kunya = isKunyaBeside(raw, a, b);
    if (kunya === 'second') propose(first, second, 'kunya', b);
    else if (kunya === 'first') propose(second, first, 'kunya', a);
  });
}
