import type { Document, Run } from '../../domain';
import { isOwnModel } from '../../model';

/** What made a run: results of one system are scored together. */
export interface System {
  readonly key: string;
  readonly modelId: string;
  readonly modelSha256: string;
  /** `null`: for each text the scheme that its gold follows. */
  readonly scheme: string | null;
  /** Texts that have a result of it. */
  readonly documents: number;
}

export interface SystemSource {
  readonly documents: readonly Document[];
  readonly runsOf: (documentId: string) => readonly Run[];
  /** Scheme that the gold of a text follows. */
  readonly goldSchemeOf: (document: Document) => string;
  /** Whether any sentence of a text was read. */
  readonly isRead: (document: Document) => boolean;
}

const keyOf = (modelId: string, sha: string, scheme: string | null): string =>
  `${modelId} ${sha} ${scheme ?? '*'}`;

/**
 * Everything that tagged any of the texts, that which was used last first. Where texts follow several schemes, each
 * model comes with the choice "the scheme of each text" as well.
 */
export function systemsOf(source: SystemSource): System[] {
  const { documents, runsOf, goldSchemeOf } = source;
  const isMixed = new Set(documents.map(goldSchemeOf)).size > 1;
  const found = new Map<string, { system: Omit<System, 'documents'>; documents: Set<string>; at: number }>();
  const note = (run: Run, scheme: string | null) => {
    const { modelId, modelSha256, documentId } = run;
    const key = keyOf(modelId, modelSha256, scheme);
    let entry = found.get(key);
    if (!entry)
      found.set(
        key,
        (entry = { system: { key, modelId, modelSha256, scheme }, documents: new Set<string>(), at: 0 }),
      );
    entry.documents.add(documentId);
    entry.at = Math.max(entry.at, run.timing.startedAt);
  };
  for (const document of documents)
    for (const run of runsOf(document.id)) {
      note(run, run.scheme);
      if (isMixed && run.scheme === goldSchemeOf(document)) note(run, null);
    }
  return [...found.values()]
    .sort((a, b) => b.at - a.at || (a.system.key < b.system.key ? -1 : 1))
    .map(({ system, documents: tagged }) => ({ ...system, documents: tagged.size }));
}

/**
 * The system to begin with: that which tagged the most read texts under the scheme of their gold, which needs no
 * mapping; of several the one that was used last.
 */
export function usualSystem(systems: readonly System[], source: SystemSource): System | undefined {
  const { documents, runsOf, goldSchemeOf, isRead } = source;
  const read = documents.filter(isRead);
  const fitting = (system: System): number =>
    (read.length > 0 ? read : documents).filter(
      (document) =>
        runUnder(runsOf(document.id), system, goldSchemeOf(document))?.scheme === goldSchemeOf(document),
    ).length;
  let best: System | undefined;
  let most = -1;
  for (const system of systems) {
    const count = fitting(system);
    if (count > most) [best, most] = [system, count];
  }
  return best;
}

/** The newest run that a system made of one text. */
export function runUnder(runs: readonly Run[], system: System, goldScheme: string): Run | undefined {
  const scheme = system.scheme ?? goldScheme;
  return runs.find(
    (run) =>
      run.modelId === system.modelId && run.modelSha256 === system.modelSha256 && run.scheme === scheme,
  );
}

/** What a person reads for a system, the scheme first: `anercorp · newsroom-small`; versions of one model are told apart by their hash. */
export function systemName(system: System, systems: readonly System[], ownScheme: string): string {
  const versions = new Set(
    systems.filter(({ modelId }) => modelId === system.modelId).map(({ modelSha256 }) => modelSha256),
  );
  const version = versions.size > 1 ? ` ${system.modelSha256.slice(0, 7)}` : '';
  // A model that a person brought along has one scheme, of the same name.
  if (isOwnModel(system.modelId)) return `${system.modelId.slice('own-'.length)}${version}`;
  return `${system.scheme ?? ownScheme} · ${system.modelId}${version}`;
}
