import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stampEdits, traceLayer } from '../../src/correction';
import { makeLedger, MATCHINGS, scoredSentences, type ScoredSentence } from '../../src/evaluation';
import { createNodeTagger } from '../../src/model/node';
import { tagDocument } from '../../src/pipeline';
import { segmentDocument } from '../../src/text';
import { readLabelled } from '../../src/ui/testsets/labelled-file';
import { makeDocuments } from '../../src/ui/testsets/make-documents';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Sentences long and short, with labels that the model has, does not have, and tags that are wrong on purpose. */
const SENTENCES = [
  'زار الرئيس بشار|B-PER الأسد|I-PER مدينة حلب|B-GPE أمس ، ثم عاد إلى دمشق|B-GPE مساء اليوم نفسه .',
  'أعلنت منظمة|B-ORG الصحة|I-ORG العالمية|I-ORG ذلك في جنيف|B-GPE خلال مؤتمر صحفي عقد الثلاثاء|B-TIME .',
  'وصل الوفد إلى بيروت|B-GPE .',
  'قال المتحدث باسم الخارجية|B-PER إن الأمطار مستمرة في اللاذقية|B-GPE وطرطوس|B-GPE .',
  'التقى أحمد|B-PER الشرع|I-PER وفدا من الأمم|B-ORG المتحدة|I-ORG في قصر الشعب|I-MISC .',
  '12/5/2020',
];
/** A second part long enough for several windows of the model. */
const PARTS = [SENTENCES, [...SENTENCES, ...SENTENCES, ...SENTENCES].reverse()];

const toLines = (sentence: string) =>
  sentence
    .split(' ')
    .map((cell) => cell.split('|'))
    .map(([word, tag = 'O']) => `${word}\t${tag}\n`)
    .join('');
const FILE = PARTS.map((part) => ['-DOCSTART-\tO\n', ...part.map(toLines)].join('\n')).join('\n');
const MAP = { GPE: 'LOC', TIME: null } as const;

interface Printed {
  readonly sentences: number;
  readonly gold: number;
  readonly predicted: number;
  readonly strict: Record<'precision' | 'recall' | 'f1', number> & {
    readonly perLabel: Record<string, Record<'precision' | 'recall' | 'f1' | 'support', number | null>>;
  };
  readonly exact: object;
  readonly partial: object;
  readonly type: object;
  readonly interval: readonly number[];
}

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mawdi-page-'));
  writeFileSync(join(folder, 'gold.conll'), FILE);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function printed(scheme: string): Promise<Printed> {
  const args = ['--import', 'tsx', join(ROOT, 'tools/evaluate.ts'), '--json', '--scheme', scheme];
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...args, '--map', 'GPE=LOC,TIME=none', join(folder, 'gold.conll')],
    { cwd: ROOT },
  );
  return JSON.parse(stdout) as Printed;
}

/** The way of a file through the page: texts with gold, a run of each, what counts of both. */
async function onThePage(scheme: string): Promise<ScoredSentence[]> {
  const file = readLabelled(new TextEncoder().encode(FILE), 'gold.conll');
  const made = await makeDocuments(file, { name: 'gold', scheme, nesting: 'outer', labelMap: MAP });
  const tagger = createNodeTagger({ modelsDir: join(ROOT, 'models') });
  const sentences: ScoredSentence[] = [];
  for (const { document, drafts } of made) {
    const { id: documentId, text: raw, testSet } = document;
    const { signal } = new AbortController();
    const run = await tagDocument({ documentId, raw, testSet, tagger, scheme, signal });
    const stamp = { baseRunId: '', scheme, deviceId: 'd', actor: '', at: 0, firstLamport: 1, batchId: 'b' };
    const layer = traceLayer(stampEdits(drafts, { ...stamp, newId: () => documentId }));
    const selection = scoredSentences({
      documentId,
      segments: segmentDocument(document),
      readStarts: layer.read,
      gold: layer.marks,
      predicted: run.spans,
      countBulk: false,
      choice: { map: new Map(Object.entries(document.labelMap ?? {})) },
    });
    sentences.push(...selection.sentences);
  }
  await tagger.dispose();
  return sentences;
}

it.each(['newsroom', 'anercorp'])(
  'the page scores a labelled file as the command line does: %s',
  async (scheme) => {
    const [expected, sentences] = [await printed(scheme), await onThePage(scheme)];
    const ledger = makeLedger(sentences);
    expect(ledger).toMatchObject({
      sentences: expected.sentences,
      gold: expected.gold,
      predicted: expected.predicted,
    });
    for (const matching of MATCHINGS) {
      const { precision, recall, f1 } = ledger.matchings[matching].scores;
      expect({ precision, recall, f1 }).toMatchObject(
        matching === 'strict' ? pick(expected.strict) : expected[matching],
      );
    }
    const perLabel = [...ledger.matchings.strict.scores.perLabel].map(([label, score]) => [
      label,
      { ...pick(score), support: score.support },
    ]);
    expect(Object.fromEntries(perLabel)).toEqual(expected.strict.perLabel);
    expect(ledger.matchings.strict.intervals.f1.range).toEqual(expected.interval);
  },
);

const pick = ({ precision, recall, f1 }: Record<'precision' | 'recall' | 'f1', number | null>) => ({
  precision,
  recall,
  f1,
});
