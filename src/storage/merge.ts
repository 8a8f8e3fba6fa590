import type { Document, Project, Range, Run, StoredLink } from '../domain';
import { textKeySource } from '../text';
import { createAnchor, type Anchor } from './anchor';
import { canonical } from './canonical';
import { linkId } from './link-id';

/** Where the records of a document go. */
interface Home {
  readonly id: string;
  readonly anchor: Anchor;
}

/** A document and which of the two projects it comes from. */
interface Origin {
  readonly document: Document;
  readonly from: 0 | 1;
}

/**
 * Union of two projects, the same in either order and unchanged by merging again. Documents meet by the hash of their
 * folded text; the smallest id stays, with the text it has always had, and runs, edits, links and side blocks of
 * another copy are carried over to it. Of two versions of a record the later `updatedAt` wins, then the greater
 * canonical form; a place chosen by a person wins over a predicted one.
 */
export function mergeProjects(a: Project, b: Project): Project {
  const { documents, homes } = mergeDocuments(a.documents, b.documents);
  const moved = <T extends { readonly documentId: string }>(
    pick: (project: Project) => readonly T[],
    rebuild: (record: T) => T = (record) => record,
  ): T[] =>
    [a, b].flatMap((project, i) =>
      pick(project).map((record) => {
        const home = homes[i]?.get(record.documentId) ?? homes[1 - i]?.get(record.documentId);
        return home ? rebuild({ ...home.anchor.move(record), documentId: home.id }) : record;
      }),
    );
  return {
    documents,
    runs: mergeById(
      moved((project) => project.runs, withoutEmptySpans),
      later,
    ),
    edits: mergeById(
      moved((project) => project.edits),
      later,
    ),
    links: mergeById(
      moved(
        (project) => project.links,
        (link) => ({ ...link, id: linkId(link.documentId, link.runId, link.start) }),
      ).filter(isAboutSomething),
      laterLink,
    ),
  };
}

/** False for what was about letters that do not occur in the other copy (a lone mark). */
const isAboutSomething = ({ start, end }: Range): boolean => end > start;

function withoutEmptySpans(run: Run): Run {
  return run.spans.every(isAboutSomething) ? run : { ...run, spans: run.spans.filter(isAboutSomething) };
}

function mergeDocuments(
  a: readonly Document[],
  b: readonly Document[],
): { documents: Document[]; homes: readonly [Map<string, Home>, Map<string, Home>] } {
  const homes = [new Map<string, Home>(), new Map<string, Home>()] as const;
  const origins = [a, b].flatMap((side, i) =>
    side.map((document): Origin => ({ document, from: i === 0 ? 0 : 1 })),
  );
  const taken = new Set<string>();
  const documents = groupByText(origins).map(({ key, copies }) => {
    const keeper = copies.map(({ document }) => document).reduce(smaller);
    // Two texts under one id can only come from a file made by hand; none of them is lost.
    const id = taken.has(keeper.id) ? `${keeper.id}~${key.slice(0, 12)}` : keeper.id;
    taken.add(id);
    const createdAt = Math.min(...copies.map(({ document }) => document.createdAt));
    return copies
      .map(({ document, from }): Document => {
        const anchor = createAnchor(document.text, keeper.text);
        homes[from].set(document.id, { id, anchor });
        const sideBlocks = anchor.move(document.sideBlocks).filter(isAboutSomething);
        return { ...document, id, text: keeper.text, sideBlocks, createdAt };
      })
      .reduce(later);
  });
  return { documents: documents.sort(byId), homes };
}

/** Copies of one text. Equal hashes of texts that are not equal after folding (a file made by hand) are kept apart. */
function groupByText(origins: readonly Origin[]): { key: string; copies: Origin[] }[] {
  const byKey = new Map<string, Origin[]>();
  for (const origin of origins) push(byKey, origin.document.textKey, origin);
  return [...byKey]
    .sort(([x], [y]) => compareText(x, y))
    .flatMap(([key, copies]) => {
      const texts = new Set(copies.map(({ document }) => document.text));
      if (texts.size === 1) return [{ key, copies }];
      const byFold = new Map<string, Origin[]>();
      for (const copy of copies) push(byFold, textKeySource(copy.document.text), copy);
      return [...byFold].sort(([x], [y]) => compareText(x, y)).map(([, same]) => ({ key, copies: same }));
    });
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byId = (a: { readonly id: string }, b: { readonly id: string }): number => compareText(a.id, b.id);
const smaller = (a: Document, b: Document): Document =>
  (compareText(a.id, b.id) || compareText(a.text, b.text)) <= 0 ? a : b;

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

function laterLink(a: StoredLink, b: StoredLink): StoredLink {
  if (a.origin !== b.origin) return a.origin === 'gold' ? a : b;
  return later(a, b);
}

function updatedAt(record: object): number {
  return 'updatedAt' in record && typeof record.updatedAt === 'number' ? record.updatedAt : 0;
}
