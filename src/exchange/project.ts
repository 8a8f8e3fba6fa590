import { AppError, type Project, type Result } from '../domain';
import { repairDocument, repairEdit, repairLink, repairRun, repairUserPlace } from '../storage';

const KIND = 'mawdi-project';
const VERSION = 1;

/** A project as one file: JSON with a kind and a version, readable by people and by other programs. */
export function serializeProject(project: Project): string {
  const ids = new Set(project.documents.map((document) => document.id));
  // What belongs to no document could not be read back.
  const isOwned = (record: { readonly documentId: string }): boolean => ids.has(record.documentId);
  const { runs, edits, links } = project;
  const owned = { runs: runs.filter(isOwned), edits: edits.filter(isOwned), links: links.filter(isOwned) };
  return `${JSON.stringify({ kind: KIND, version: VERSION, offsetUnit: 'utf16', ...project, ...owned })}\n`;
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
  if (typeof file['version'] !== 'number' || file['version'] > VERSION)
    return fail('file/project-version', { version: String(file['version']) });
  try {
    const project: Project = {
      documents: readAll(file, 'documents', repairDocument),
      runs: readAll(file, 'runs', repairRun),
      edits: readAll(file, 'edits', repairEdit),
      links: readAll(file, 'links', repairLink),
      userPlaces: readAll(file, 'userPlaces', repairUserPlace),
    };
    const ids = new Set(project.documents.map((document) => document.id));
    for (const { documentId } of [...project.runs, ...project.edits, ...project.links])
      if (!ids.has(documentId))
        throw new AppError('file/project-damaged', { detail: `document ${documentId}` });
    return { ok: true, value: project };
  } catch (thrown) {
    if (thrown instanceof AppError) return { ok: false, error: thrown };
    throw thrown;
  }
}

function readAll<T>(file: Record<string, unknown>, key: string, repair: (value: unknown) => T | null): T[] {
  const records = file[key] ?? [];
  if (!Array.isArray(records)) throw new AppError('file/project-damaged', { detail: key });
  return (records as unknown[]).map((record, i) => {
    const repaired = repair(record);
    if (!repaired) throw new AppError('file/project-damaged', { detail: `${key} ${i + 1}` });
    return repaired;
  });
}

const fail = (code: AppError['code'], data: AppError['data']): Result<never> => ({
  ok: false,
  error: new AppError(code, data),
});
