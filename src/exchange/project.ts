import { AppError, PLACES_ID, REGISTER_ID, type Project, type Result, type Run } from '../domain';
import { repairDocument, repairEdit, repairLink, repairRun } from '../storage';

const KIND = 'mawdi-project';
const VERSION = 1;

/**
 * A project as one file: JSON with a kind and a version, readable by people and by other programs. What was deleted
 * stays behind: a file is made to be passed on.
 */
export function serializeProject(whole: Project): string {
  const documents = whole.documents.filter((document) => document.deletedAt === 0);
  const project: Project = { ...whole, documents };
  const lengths = lengthsOf(project);
  const { runs, edits, links } = project;
  // What could not be read back would make the whole file unreadable.
  const readable = {
    runs: runs.filter((run) => isRunInside(run, lengths)),
    edits: edits.filter(({ documentId }) => isKnownHome(documentId, lengths)),
    links: links.filter((link) => isInside(link.documentId, link, lengths)),
  };
  return `${JSON.stringify({ kind: KIND, version: VERSION, offsetUnit: 'utf16', ...project, ...readable })}\n`;
}

/**
 * Reads a project file. Every record passes the guard of storage; one that cannot be repaired fails the whole file, so
 * that nothing is half imported. Errors: `file/not-project`, `file/project-version`, `file/project-damaged`.
 */
export function parseProject(bytes: Uint8Array, fileName: string): Result<Project> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return fail('file/not-project', { file: fileName });
  }
  if (typeof value !== 'object' || value === null || (value as { kind?: unknown }).kind !== KIND)
    return fail('file/not-project', { file: fileName });
  const file = value as Record<string, unknown>;
  if (file['version'] !== VERSION) return fail('file/project-version', { version: String(file['version']) });
  try {
    const project: Project = {
      documents: readAll(file, 'documents', repairDocument),
      runs: readAll(file, 'runs', repairRun),
      edits: readAll(file, 'edits', repairEdit),
      links: readAll(file, 'links', repairLink),
    };
    checkReferences(project);
    return { ok: true, value: project };
  } catch (thrown) {
    if (thrown instanceof AppError) return { ok: false, error: thrown };
    throw thrown;
  }
}

type Lengths = ReadonlyMap<string, number>;

const lengthsOf = ({ documents }: Project): Lengths =>
  new Map(documents.map((document) => [document.id, document.text.length]));

/** Edits of the register and of places belong to no document. */
const isKnownHome = (documentId: string, lengths: Lengths): boolean =>
  documentId === REGISTER_ID || documentId === PLACES_ID || lengths.has(documentId);

const isInside = (documentId: string, { end }: { readonly end: number }, lengths: Lengths): boolean =>
  end <= (lengths.get(documentId) ?? -1);

const isRunInside = ({ documentId, spans }: Run, lengths: Lengths): boolean =>
  lengths.has(documentId) && spans.every((span) => isInside(documentId, span, lengths));

/** Every record belongs to one document of the file and every range lies inside its text. */
function checkReferences(project: Project): void {
  const lengths = lengthsOf(project);
  if (lengths.size < project.documents.length) throw damaged('documents: one id twice');
  for (const run of project.runs) if (!isRunInside(run, lengths)) throw damaged(`run ${run.id}`);
  for (const edit of project.edits)
    if (!isKnownHome(edit.documentId, lengths)) throw damaged(`edit ${edit.id}`);
  for (const link of project.links)
    if (!isInside(link.documentId, link, lengths)) throw damaged(`link ${link.id}`);
}

const damaged = (detail: string): AppError => new AppError('file/project-damaged', { detail });

function readAll<T>(file: Record<string, unknown>, key: string, repair: (value: unknown) => T | null): T[] {
  const records = file[key] ?? [];
  if (!Array.isArray(records)) throw damaged(key);
  return (records as unknown[]).map((record, i) => {
    const repaired = repair(record);
    if (!repaired) throw damaged(`${key} ${i + 1}`);
    return repaired;
  });
}

const fail = (code: AppError['code'], data: AppError['data']): Result<never> => ({
  ok: false,
  error: new AppError(code, data),
});
