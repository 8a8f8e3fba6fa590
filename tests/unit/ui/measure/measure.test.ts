import { describe, expect, it } from 'vitest';
import { rawOffset, type Document, type Edit, type Label, type Mark, type Run } from '../../../../src/domain';
import { importGold, rebuildLayer, stampEdits } from '../../../../src/correction';
import { scoreSpans } from '../../../../src/evaluation';
import { segmentText } from '../../../../src/text';
import { piecesOf } from '../../../../src/ui/measure/context';
import { figureSteps, type Figures } from '../../../../src/ui/measure/figures';
import { occurrencesOf } from '../../../../src/ui/measure/occurrences';
import { peopleIn, sentencesOfPerson } from '../../../../src/ui/measure/people';
import { aboveScore, joinMaps, Selector } from '../../../../src/ui/measure/selection';
import { inSlices } from '../../../../src/ui/measure/slices';
import { runUnder, systemsOf, usualSystem } from '../../../../src/ui/measure/systems';

const document = (id: string, text = '', more: Partial<Document> = {}): Document => ({
  id,
  title: id,
  text,
  textKey: id,
  source: { outlet: '', url: '', published: '' },
  language: 'ar',
  sideBlocks: [],
  createdAt: 0,
  updatedAt: 0,
  deletedAt: 0,
  ...more,
});
const run = (documentId: string, scheme: string, at: number, more: Partial<Run> = {}): Run => ({
  id: `${documentId} ${scheme} ${at}`,
  documentId,
  modelId: 'small',
  modelSha256: 'aa',
  scheme,
  settings: { maxWindowTokens: 1, overlapWords: 1 },
  spans: [],
  timing: { startedAt: at, elapsedMs: 0, tokens: 0, words: 0, threads: 1 },
  ...more,
});
const mark = (raw: string, surface: string, label: Label, from = 0): Omit<Mark, 'origin'> => {
  const start = rawOffset(raw.indexOf(surface, from));
  const end = rawOffset(start + surface.length);
  return { start, end, label, stem: { start, end, text: surface } };
};
const finish = <T, R>(steps: Generator<T, R>): R => {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
};

describe('systems', () => {
  const documents = [document('a'), document('b'), document('set')];
  const runs = [
    run('a', 'newsroom', 1),
    run('b', 'newsroom', 1),
    run('set', 'anercorp', 2),
    run('a', 'anercorp', 9),
  ];
  const source = {
    documents,
    runsOf: (id: string) => runs.filter(({ documentId }) => documentId === id),
    goldSchemeOf: ({ id }: Document) => (id === 'set' ? 'anercorp' : 'newsroom'),
    isRead: ({ id }: Document) => id !== 'b',
  };

  it('offer the scheme of each text where texts follow several, and begin with it', () => {
    const systems = systemsOf(source);
    expect(systems.map(({ scheme, documents: count }) => [scheme, count])).toEqual([
      ['anercorp', 2],
      [null, 3],
      ['newsroom', 2],
    ]);
    const usual = usualSystem(systems, source);
    expect(usual?.scheme).toBeNull();
    const [a, , set] = documents;
    if (!usual || !a || !set) throw new Error('nothing there');
    expect(runUnder(source.runsOf('a'), usual, source.goldSchemeOf(a))?.scheme).toBe('newsroom');
    expect(runUnder(source.runsOf('set'), usual, source.goldSchemeOf(set))?.scheme).toBe('anercorp');
  });

  it('begin with the one that tagged what was read, though another was used later', () => {
    const own = {
      ...source,
      documents: [document('a'), document('b')],
      runsOf: (id: string) =>
        id === 'a' ? [run('a', 'newsroom', 1)] : [run('b', 'newsroom', 5, { modelSha256: 'bb' })],
      goldSchemeOf: () => 'newsroom',
    };
    expect(usualSystem(systemsOf(own), own)?.modelSha256).toBe('aa');
  });
});

describe('what is scored', () => {
  const raw = 'زار سامر حلب. عاد سامر إلى حمص. نام سامر في تدمر.';
  const segments = segmentText(raw);
  const own = document('a', raw);
  const edits = (actor: string, marks: readonly Omit<Mark, 'origin'>[], count: number, lamport = 1): Edit[] =>
    stampEdits(
      importGold(
        'a',
        marks,
        segments.slice(0, count).map(({ start }) => start),
      ),
      {
        baseRunId: '',
        scheme: 'newsroom',
        deviceId: `device of ${actor}`,
        actor,
        at: 0,
        firstLamport: lamport,
        batchId: `${actor} ${lamport}`,
        newId: () => `${actor} ${lamport}`,
      },
    );
  const gold = [mark(raw, 'سامر', 'PER'), mark(raw, 'حلب', 'LOC'), mark(raw, 'حمص', 'LOC')];
  const spans = [
    { ...mark(raw, 'سامر', 'ORG'), score: 0.4, margin: 0.1, runnerUp: 'O' },
    { ...mark(raw, 'حلب', 'LOC'), score: 0.9, margin: 0.8, runnerUp: 'O' },
    { ...mark(raw, 'تدمر', 'LOC'), score: 0.9, margin: 0.8, runnerUp: 'O' },
  ];
  const source = {
    documents: [own, document('untagged', raw)],
    segmentsOf: () => segments,
    layerOf: ({ id }: Document) => (id === 'a' ? layer : rebuildLayer(edits('b', gold, 1))),
    runOf: ({ id }: Document) => (id === 'a' ? run('a', 'newsroom', 1, { spans }) : undefined),
    choiceOf: () => undefined,
    countBulk: false,
  };
  const layer = rebuildLayer(edits('سلمى', gold, 2));

  it('is what was read and tagged; the rest is told', () => {
    const selection = finish(new Selector().steps(source));
    expect(selection).toMatchObject({ read: 3, total: 6, leftOut: 0 });
    expect(selection.untagged.map(({ id }) => id)).toEqual(['untagged']);
    expect([...selection.corrected]).toEqual(['a']);
    expect(selection.sentences.map(({ gold: g, predicted: p }) => [g.length, p.length])).toEqual([
      [2, 2],
      [1, 0],
    ]);
  });

  it('equals the selection made from nothing when only the threshold moves', () => {
    const { sentences } = finish(new Selector().steps(source));
    const above = aboveScore(sentences, 0.5);
    expect(above.map(({ predicted }) => predicted.length)).toEqual([1, 0]);
    expect(aboveScore(sentences, 0)).toBe(sentences);
  });

  it('gives figures first, intervals later, and the mentions behind a cell and a name', () => {
    const selection = finish(new Selector().steps(source));
    const steps = figureSteps(selection, 0, () => raw);
    const seen: Figures[] = [];
    let last: Figures | undefined;
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        last = step.value;
        break;
      }
      if (step.value) seen.push(step.value);
    }
    expect(seen.map(({ hasIntervals }) => hasIntervals)).toEqual([false, true]);
    const figures = last;
    expect(figures.labelIntervals).toBeDefined();
    expect(figures.ledger.matchings.strict.scores).toEqual(
      scoreSpans(
        selection.sentences.map((s) => s.gold),
        selection.sentences.map((s) => s.predicted),
        'strict',
      ),
    );
    const cell = occurrencesOf({ kind: 'cell', row: 'PER', column: 'ORG' }, figures);
    expect(cell).toMatchObject([{ documentId: 'a', start: segments[0]?.start, end: segments[0]?.end }]);
    expect(figures.missed.map(({ name, count }) => [name, count])).toEqual([['حمص', 1]]);
    const name = occurrencesOf(
      { kind: 'name', key: figures.missed[0]?.key ?? '', errorClass: 'missed' },
      figures,
    );
    expect(name.map(({ gold: g }) => raw.slice(g[0]?.start, g[0]?.end))).toEqual(['حمص']);
  });

  it('keeps people apart by name, else by device', () => {
    const log = [...edits('سلمى', gold, 2), ...edits('عمر', gold.slice(0, 1), 1, 9), ...edits('', [], 1, 20)];
    const people = peopleIn(log);
    expect(people.map(({ name, deviceId }) => name || deviceId).sort()).toEqual([
      'device of ',
      'سلمى',
      'عمر',
    ]);
    const found = sentencesOfPerson(people.find(({ name }) => name === 'عمر')?.key ?? '');
    found.add(own, log, () => segments);
    expect(found.sentences.map(({ gold: g }) => g.map(({ label }) => label))).toEqual([['PER']]);
  });

  it('stops between two steps when asked', async () => {
    const abort = new AbortController();
    abort.abort();
    expect(await inSlices(new Selector().steps(source), abort.signal)).toBeNull();
  });
});

describe('mappings', () => {
  it('are joined one after the other', () => {
    const joined = joinMaps(
      new Map<Label, Label | null>([
        ['GPE', 'LOC'],
        ['TIME', null],
      ]),
      new Map<Label, Label | null>([
        ['LOC', 'PLACE'],
        ['MISC', null],
      ]),
    );
    expect([...(joined ?? [])].sort()).toEqual([
      ['GPE', 'PLACE'],
      ['LOC', 'PLACE'],
      ['MISC', null],
      ['TIME', null],
    ]);
    expect(joinMaps(undefined, undefined)).toBeUndefined();
  });
});

describe('a sentence in context', () => {
  const raw = `${'كلمة '.repeat(60)}زار سامر حلب أمس${' كلمة'.repeat(60)}`;
  const at = (surface: string) => {
    const start = raw.indexOf(surface);
    return { start, end: start + surface.length };
  };

  it('is cut at every border, and far ends give way to an ellipsis at a word border', () => {
    const pieces = piecesOf(raw, { start: 0, end: raw.length }, [at('سامر حلب')], [at('حلب أمس')]);
    expect(pieces.map(({ gold, predicted }) => [gold !== null, predicted !== null])).toEqual([
      [false, false],
      [false, false],
      [true, false],
      [true, true],
      [false, true],
      [false, false],
      [false, false],
    ]);
    expect(pieces.at(0)?.text).toBe('…');
    expect(pieces.at(1)?.text).toMatch(/^كلمة/);
    expect(pieces.at(-2)?.text).toMatch(/كلمة$/);
    expect(raw).toContain(
      pieces
        .slice(1, -1)
        .map(({ text }) => text)
        .join(''),
    );
  });

  it('shows a range to its end though it goes on beyond the sentence', () => {
    const range = at('حلب أمس');
    const pieces = piecesOf(raw, { start: at('زار').start, end: range.start + 3 }, [range], []);
    expect(pieces.find(({ gold }) => gold)?.text).toBe('حلب أمس');
  });
});
