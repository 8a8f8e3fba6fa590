import type { Document, Edit, Project, Run, StoredLink, UserPlace } from '../domain';
import { linkId } from './link-id';

/**
 * Union of two projects. Commutative, associative and idempotent, so that projects merged in any order give the same
 * state: documents meet by the hash of their text and keep the smallest id; of two versions of a record the later
 * `updatedAt` wins, then the greater canonical form. Runs, edits and links follow their document, which must be in
 * the same project (as every device writes it).
 */
export function mergeProjects(a: Project, b: Project): Project {
  const { documents, idOf } = mergeDocuments([...a.documents, ...b.documents]);
  const of = <T extends { readonly documentId: string }>(record: T): T => ({
    ...record,
    documentId: idOf.get(record.documentId) ?? record.documentId,
  });
  const runs = mergeById<Run>([...a.runs, ...b.runs].map(of), later);
  const links = [...a.links, ...b.links].map((link): StoredLink => {
    const moved = of(link);
    return { ...moved, id: linkId(moved.documentId, moved.runId, moved.start) };
  });
  return {
    documents,
    runs,
    edits: mergeById<Edit>([...a.edits, ...b.edits].map(of), later),
    links: mergeById(links, later),
    userPlaces: mergeById<UserPlace>([...a.userPlaces, ...b.userPlaces], later),
  };
}

function mergeDocuments(all: readonly Document[]): { documents: Document[]; idOf: Map<string, string> } {
  const byText = new Map<string, Document[]>();
  for (const document of all) {
    const same = byText.get(document.textKey);
    if (same) same.push(document);
    else byText.set(document.textKey, [document]);
  }
  const idOf = new Map<string, string>();
  const documents = [...byText.values()].map((same) => {
    const id = same.map((document) => document.id).reduce((x, y) => (x < y ? x : y));
    for (const document of same) idOf.set(document.id, id);
    const winner = same.map((document) => ({ ...document, id })).reduce(later);
    const createdAt = Math.min(...same.map((document) => document.createdAt));
    return { ...winner, createdAt };
  });
  return { documents: documents.sort(byId), idOf };
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : a.id > b.id ? 1 : 0;

function mergeById<T extends { readonly id: string }>(records: readonly T[], pick: (a: T, b: T) => T): T[] {
  const found = new Map<string, T>();
  for (const record of records) {
    const other = found.get(record.id);
    found.set(record.id, other ? pick(other, record) : record);
  }
  return [...found.values()].sort(byId);
}

/** The later of two versions; where times are equal or absent, the greater canonical form: any rule will do if all devices share it. */
function later<T extends object>(a: T, b: T): T {
  const [timeA, timeB] = [updatedAt(a), updatedAt(b)];
  if (timeA !== timeB) return timeA > timeB ? a : b;
  return canonical(a) >= canonical(b) ? a : b;
}

function updatedAt(record: object): number {
  return 'updatedAt' in record && typeof record.updatedAt === 'number' ? record.updatedAt : 0;
}

/** JSON with sorted keys; `createdAt` is merged apart and must not decide. */
function canonical(record: object): string {
  return JSON.stringify(record, (key, value: unknown) => {
    if (key === 'createdAt') return undefined;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)));
  });
}
