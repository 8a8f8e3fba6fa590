/** Makes the stored result of the sample anew with the shipped model and list of places: `npm run refresh-golden`. */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Document, Project, Run } from '../src/domain';
import { serializeProject } from '../src/exchange';
import { createNodeLinker } from '../src/linking/node';
import { createNodeTagger } from '../src/model/node';
import { linkDocument, tagDocument } from '../src/pipeline';
import { toStoredLinks } from '../src/storage';
import { findSideBlocks, guessLanguage, guessTitle, textKeySource } from '../src/text';

const ROOT = resolve(import.meta.dirname, '..');
const SAMPLE = resolve(ROOT, 'public/sample');
/** Ids of the sample are fixed, so that every device knows it as the same document. */
const DOCUMENT_ID = '5a3e0f5e-6d61-4c1b-8d0a-6d61776469a1';
const RUN_ID = '5a3e0f5e-6d61-4c1b-8d0a-6d61776469b1';

const raw = readFileSync(resolve(SAMPLE, 'sample.txt'), 'utf8').trimEnd();
const signal = new AbortController().signal;
const tagger = createNodeTagger({ modelsDir: resolve(ROOT, 'models') });
const linker = createNodeLinker({ publicDir: resolve(ROOT, 'public') });
const made = await tagDocument({
  documentId: DOCUMENT_ID,
  raw,
  tagger,
  signal,
  knownNames: (names) => linker.knownNames(names),
});
const round = (value: number) => Number(value.toFixed(4));
const run: Run = {
  ...made,
  id: RUN_ID,
  stored: true,
  spans: made.spans.map((span) => ({ ...span, score: round(span.score), margin: round(span.margin) })),
  timing: { ...made.timing, startedAt: 0, elapsedMs: 0 },
};
const document: Document = {
  id: DOCUMENT_ID,
  title: guessTitle(raw),
  text: raw,
  textKey: createHash('sha256').update(textKeySource(raw)).digest('hex'),
  source: { outlet: 'موضع', url: '', published: '2026-11-18' },
  language: guessLanguage(raw),
  sideBlocks: findSideBlocks(raw),
  createdAt: 0,
  updatedAt: 0,
  deletedAt: 0,
  sample: true,
};
const links = await linkDocument({
  documentId: DOCUMENT_ID,
  raw,
  run,
  linker,
  date: document.source.published,
  signal,
});
const project: Project = {
  documents: [document],
  runs: [run],
  edits: [],
  links: toStoredLinks(DOCUMENT_ID, RUN_ID, links),
};
writeFileSync(resolve(SAMPLE, 'sample.mawdi.json'), serializeProject(project));
for (const span of run.spans)
  console.log(span.label, span.score.toFixed(2), raw.slice(span.start, span.end), '→', span.stem.text);
for (const link of links)
  console.log(
    link.toponym,
    '→',
    link.place
      ? `${link.place.name} ${link.place.id} ${link.place.level} ${link.place.country}`
      : link.reasons[0]?.code,
    link.candidates.length,
    link.score.toFixed(2),
  );
await tagger.dispose();
