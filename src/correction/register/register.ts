import {
  orderEdits,
  REGISTER_ID,
  type Edit,
  type Entity,
  type Label,
  type Mention,
  type NotSame,
} from '../../domain';
import { groupMentions, type NameGroup } from '../../spans';
import { foldName } from '../../text';
import { readEntity, readNotSame } from '../guards';
import type { WorkSpan } from '../layer';
import { draftOf, type EditDraft } from '../stamp';
import { done, refused, type Command } from '../work';

/** Labels that the register is about. */
export const REGISTER_LABELS: readonly Label[] = ['PER', 'ORG'];

/** What people decided about names across documents. */
export interface RegisterState {
  /** Records by id, those that are gone included; the last edited is the last. */
  readonly entities: ReadonlyMap<string, Entity>;
  /** Decisions by {@link pairKey}. */
  readonly notSame: ReadonlyMap<string, NotSame>;
}

/** A person or organisation with all that was found of it: a record, or a name that nobody touched yet. */
export interface RegisterEntry {
  readonly entity: Entity;
  /** False while the entry is only what the mentions of one name make it. */
  readonly isStored: boolean;
  /** Folded written forms, of the record and of the mentions. */
  readonly keys: readonly string[];
  readonly mentions: readonly Mention[];
}

const nameKey = (label: Label, folded: string): string => `${label}\n${folded}`;

/** Key of two names of one label, in whatever order they are given. */
export function pairKey(label: Label, first: string, second: string): string {
  return [label, ...[foldName(first), foldName(second)].sort()].join('\n');
}

/** The state of the register that a log leaves, whatever the order in which its edits are given. */
export function rebuildRegister(edits: readonly Edit[]): RegisterState {
  const entities = new Map<string, Entity>();
  const notSame = new Map<string, NotSame>();
  for (const { op, before, after } of orderEdits(edits)) {
    if (op === 'setEntity') {
      const [old, entity] = [readEntity(before), readEntity(after)];
      if (old === undefined || entity === undefined) continue;
      if (old) entities.delete(old.id);
      if (!entity) continue;
      entities.delete(entity.id);
      entities.set(entity.id, entity);
    } else if (op === 'setNotSame') {
      const decision = readNotSame(after);
      if (decision) notSame.set(pairKey(decision.label, decision.first, decision.second), decision);
    }
  }
  return { entities, notSame };
}

/** People and organisations among what is shown on documents, gold and suggestions, as mentions. */
export function registerMentions(
  documents: readonly {
    readonly documentId: string;
    readonly raw: string;
    readonly spans: readonly WorkSpan[];
  }[],
): Mention[] {
  return documents.flatMap(({ documentId, raw, spans }) =>
    spans
      .filter(({ label }) => REGISTER_LABELS.includes(label))
      .map(({ start, end, stem, label, score }) => ({
        documentId,
        start,
        end,
        surface: raw.slice(start, end),
        stem: stem.text,
        label,
        score: score ?? 1,
      })),
  );
}

/**
 * Entries of the register: mentions grouped by label and folded stem, and by the records that name their forms. A form
 * that two records claim (made on two devices) belongs to the one edited last. Most mentioned first.
 */
export function registerEntries(state: RegisterState, mentions: readonly Mention[]): RegisterEntry[] {
  const owners = new Map<string, string>();
  for (const entity of state.entities.values()) {
    if (entity.isGone) continue;
    for (const form of formsOf(entity)) owners.set(nameKey(entity.label, foldName(form)), entity.id);
  }
  const groupsOf = new Map<string, NameGroup[]>();
  const entries: RegisterEntry[] = [];
  for (const group of groupMentions(mentions, { by: 'found' })) {
    const owner = owners.get(nameKey(group.label, group.key));
    if (owner === undefined) entries.push(unstoredEntry(group));
    else groupsOf.set(owner, [...(groupsOf.get(owner) ?? []), group]);
  }
  for (const entity of state.entities.values()) {
    if (entity.isGone) continue;
    const groups = groupsOf.get(entity.id) ?? [];
    const own = formsOf(entity)
      .map(foldName)
      .filter((key) => owners.get(nameKey(entity.label, key)) === entity.id);
    const keys = [...new Set([...own, ...groups.map(({ key }) => key)])];
    entries.push({ entity, isStored: true, keys, mentions: groups.flatMap((group) => group.mentions) });
  }
  return entries.sort((a, b) => b.mentions.length - a.mentions.length);
}

const formsOf = ({ name, aliases }: Entity): readonly string[] => [...new Set([name, ...aliases])];

function unstoredEntry({ label, key, name, mentions }: NameGroup): RegisterEntry {
  // The id follows from the name, so that two devices make the same record of it.
  const id = `${label}:${key}`;
  const entity: Entity = { id, label, name, aliases: [name], english: '', isGone: false };
  return { entity, isStored: false, keys: [key], mentions };
}

const setEntity = (entry: RegisterEntry, after: Entity): EditDraft =>
  draftOf(REGISTER_ID, 'setEntity', entry.isStored ? entry.entity : null, after);

/** Makes one entry of two: the first keeps its name and takes the forms of the second, and its English form if it has none. */
export function mergeEntities(into: RegisterEntry, from: RegisterEntry): Command {
  if (into.entity.id === from.entity.id || into.entity.label !== from.entity.label)
    return refused('edit/nothing');
  const merged: Entity = {
    ...into.entity,
    aliases: [...new Set([...formsOf(into.entity), ...formsOf(from.entity)])],
    english: into.entity.english === '' ? from.entity.english : into.entity.english,
  };
  const gone = from.isStored ? [setEntity(from, { ...from.entity, isGone: true })] : [];
  return done([...gone, setEntity(into, merged)]);
}

/** Parts forms from an entry as a record of their own, and remembers that the two are not the same. */
export function splitEntity(
  state: RegisterState,
  entry: RegisterEntry,
  forms: readonly string[],
  newId: string,
): Command {
  const taken = formsOf(entry.entity).filter((form) => forms.includes(form));
  const kept = formsOf(entry.entity).filter((form) => !forms.includes(form));
  const [name, rest] = [taken[0], kept[0]];
  if (name === undefined || rest === undefined) return refused('edit/nothing');
  const { label } = entry.entity;
  return done([
    setEntity(entry, { ...entry.entity, name: rest, aliases: kept }),
    draftOf(REGISTER_ID, 'setEntity', null, {
      id: newId,
      label,
      name,
      aliases: taken,
      english: '',
      isGone: false,
    }),
    notSameDraft(state, label, rest, name, true),
  ]);
}

/** Gives an entry another name; the old one stays among its forms. `edit/nothing` where nothing changes. */
export function renameEntity(entry: RegisterEntry, name: string): Command {
  const text = name.trim().replace(/\s+/g, ' ');
  if (text === '' || text === entry.entity.name) return refused('edit/nothing');
  const aliases = [...new Set([text, ...formsOf(entry.entity)])];
  return done([setEntity(entry, { ...entry.entity, name: text, aliases })]);
}

/** Gives an entry the English form that a person wants; empty takes it back. */
export function setEnglish(entry: RegisterEntry, english: string): Command {
  const text = english.trim();
  if (text === entry.entity.english) return refused('edit/nothing');
  return done([setEntity(entry, { ...entry.entity, english: text })]);
}

/** Remembers that two entries are not the same, so that they are never proposed again; or forgets it. */
export function setNotSame(
  state: RegisterState,
  first: RegisterEntry,
  second: RegisterEntry,
  isNotSame = true,
): Command {
  const { label, name } = first.entity;
  if (first.entity.id === second.entity.id || label !== second.entity.label) return refused('edit/nothing');
  const known = state.notSame.get(pairKey(label, name, second.entity.name))?.isNotSame ?? false;
  if (known === isNotSame) return refused('edit/nothing');
  return done([notSameDraft(state, label, name, second.entity.name, isNotSame)]);
}

function notSameDraft(
  state: RegisterState,
  label: Label,
  a: string,
  b: string,
  isNotSame: boolean,
): EditDraft {
  const [first = a, second = b] = [a, b].sort((x, y) => (foldName(x) <= foldName(y) ? -1 : 1));
  const before = state.notSame.get(pairKey(label, a, b)) ?? { label, first, second, isNotSame: false };
  return draftOf(REGISTER_ID, 'setNotSame', before, { label, first, second, isNotSame });
}
