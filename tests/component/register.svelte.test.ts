import 'fake-indexeddb/auto';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rejectMark } from '../../src/correction';
import { rawOffset, type Document, type Label, type Run } from '../../src/domain';
import { toCsv } from '../../src/exchange';
import Register from '../../src/ui/register/Register.svelte';
import { App } from '../../src/ui/state/app.svelte';
import { registerOf, type Register as RegisterOfPage } from '../../src/ui/state/register.svelte';
import InApp from '../fakes/InApp.svelte';
import { fakeServices } from '../fakes/services';

let app: App;
let register: RegisterOfPage;
let pane: ReturnType<typeof mount>;
let stops: (() => void)[] = [];
let n = 0;

const TEXTS: readonly (readonly [string, readonly (readonly [string, Label])[]])[] = [
  [
    'قال بشار الأسد إن الأسد عاد. وحضر ترامب اللقاء.',
    [
      ['بشار الأسد', 'PER'],
      ['الأسد', 'PER'],
      ['ترامب', 'PER'],
    ],
  ],
  [
    'التقى بشار الأسد ترمب في مقر قوات سوريا الديمقراطية (قسد).',
    [
      ['بشار الأسد', 'PER'],
      ['ترمب', 'PER'],
      ['قوات سوريا الديمقراطية', 'ORG'],
      ['قسد', 'ORG'],
    ],
  ],
];

/** Stores a run of a text with these names, each found from where the last one ended. */
async function putRun(document: Document, names: readonly (readonly [string, Label])[]): Promise<void> {
  let from = 0;
  const spans = names.map(([surface, label]) => {
    const start = rawOffset(document.text.indexOf(surface, from));
    const end = rawOffset(start + surface.length);
    from = end;
    return {
      ...{ start, end, label, score: 0.9, margin: 0.8, runnerUp: 'O' },
      stem: { start, end, text: surface },
    };
  });
  const run: Run = {
    id: crypto.randomUUID(),
    documentId: document.id,
    modelId: 'fake',
    modelSha256: '',
    scheme: 'newsroom',
    settings: { maxWindowTokens: 128, overlapWords: 24 },
    spans,
    timing: { startedAt: Date.now() + 5000, elapsedMs: 1, tokens: 1, words: 1, threads: 1 },
  };
  await app.services.store.putRun(run);
}

beforeEach(async () => {
  localStorage.clear();
  document.body.replaceChildren();
  app = new App(await fakeServices(`register-${++n}`), ['en']);
  stops = [app.library.start(), app.collection.start()];
  const { documents } = await app.library.add(TEXTS.map(([text]) => ({ text })));
  for (const [i, document] of documents.entries()) await putRun(document, TEXTS[i]?.[1] ?? []);
  await vi.waitFor(() => expect(app.collection.runs.length).toBe(2));
  pane = mount(InApp, { target: document.body, props: { app, pane: Register } });
  register = registerOf(app);
  await vi.waitFor(() => expect(register.proposals.length).toBe(3));
  flushSync();
});
afterEach(async () => {
  await unmount(pane);
  for (const stop of stops) stop();
  app.services.store.close();
});

const all = (testId: string) => [...document.querySelectorAll<HTMLElement>(`[data-testid="${testId}"]`)];
const listed = () => register.shown.map(({ entity, mentions }) => `${entity.name} ${mentions.length}`);
const entry = (name: string) => {
  const found = register.entries.find(({ entity }) => entity.name === name);
  if (!found) throw new Error(`no entry ${name}`);
  return found;
};
const proposed = () =>
  register.proposals.map(
    ({ into, from, reasons }) => `${from.entity.name} > ${into.entity.name}: ${reasons.join()}`,
  );
const proposal = (name: string) => {
  const found = register.proposals.find(({ from }) => from.entity.name === name);
  if (!found) throw new Error(`no proposal ${name}`);
  return found;
};

describe('the register', () => {
  it('lists people and organisations with counts, and finds them in either script', () => {
    expect(listed()[0]).toBe('بشار الأسد 2');
    expect(register.shown.length).toBe(6);
    register.label = 'ORG';
    expect(listed().sort()).toEqual(['قسد 1', 'قوات سوريا الديمقراطية 1'].sort());
    register.label = null;
    register.query = 'اسد';
    expect(listed()).toEqual(['بشار الأسد 2', 'الأسد 1']);
    register.query = 'bashar';
    expect(listed()).toEqual(['بشار الأسد 2']);
    register.query = '';
  });

  it('proposes merges with reasons and merges none by itself', () => {
    expect(proposed().sort()).toEqual(
      [
        'الأسد > بشار الأسد: shortForm',
        'ترمب > ترامب: spelling',
        'قسد > قوات سوريا الديمقراطية: acronym',
      ].sort(),
    );
    expect(app.collection.edits).toEqual([]);
    expect(all('proposals-count')[0]?.textContent).toBe('3 entries may be the same');
  });

  it('merges what is accepted, takes it back, and proposes it again then', async () => {
    await register.merge(proposal('الأسد').into, proposal('الأسد').from);
    expect(listed()[0]).toBe('بشار الأسد 3');
    expect(proposed()).not.toContain('الأسد > بشار الأسد: shortForm');
    app.notices.list.at(-1)?.action?.run();
    await vi.waitFor(() => expect(listed()[0]).toBe('بشار الأسد 2'));
    await vi.waitFor(() => expect(register.proposals.length).toBe(3));
  });

  it('remembers what is not the same over a reload', async () => {
    await register.keepApart(proposal('ترمب'));
    expect(register.proposals.length).toBe(2);
    const again = new App(app.services, ['en']);
    const restarted = [again.library.start(), again.collection.start()];
    await vi.waitFor(() => expect(again.collection.isLoaded && again.library.loaded).toBe(true));
    const later = registerOf(again);
    await later.gather();
    expect(later.proposals.length).toBe(2);
    restarted.forEach((stop) => stop());
  });

  it('parts forms again', async () => {
    await register.merge(entry('ترامب'), entry('ترمب'));
    register.openId = entry('ترامب').entity.id;
    flushSync();
    all('register-form')[1]?.click();
    flushSync();
    all('register-split')[0]?.click();
    await vi.waitFor(() => expect(listed()).toContain('ترمب 1'));
    expect(listed()).toContain('ترامب 1');
    // Whoever was parted is not proposed again.
    await register.gather();
    expect(proposed()).not.toContain('ترمب > ترامب: spelling');
  });

  it('renames, but takes no other entry’s name', async () => {
    await register.rename(entry('ترامب'), ' دونالد  ترامب ');
    expect(listed()).toContain('دونالد ترامب 1');
    await register.rename(entry('دونالد ترامب'), 'بشار الاسد');
    expect(app.notices.list.at(-1)?.text).toContain('another entry');
    expect(listed()).toContain('دونالد ترامب 1');
  });

  it('shows a guess as a guess until a person writes the English form', async () => {
    const { text, from } = register.englishOf(entry('بشار الأسد'));
    expect([text, from]).toEqual(['Bashar al-Asad', 'suggested']);
    expect(all('register-entry')[0]?.textContent).toContain('suggestion');
    await register.setEnglish(entry('بشار الأسد'), ' Bashar al-Assad ');
    expect(register.englishOf(entry('بشار الأسد'))).toEqual({ text: 'Bashar al-Assad', from: 'person' });
    flushSync();
    expect(all('register-entry')[0]?.textContent).not.toContain('suggestion');
    await register.setEnglish(entry('بشار الأسد'), '');
    expect(register.englishOf(entry('بشار الأسد')).from).toBe('suggested');
  });

  it('takes the English form of the list of places where it has the name, and asks once', async () => {
    await vi.waitFor(() =>
      expect(register.englishOf(entry('قسد'))).toEqual({ text: 'SDF', from: 'gazetteer' }),
    );
    expect(register.englishOf(entry('ترامب')).from).toBe('suggested');
    const ask = vi.spyOn(app.services.places, 'englishOf');
    await register.gather();
    expect(ask).not.toHaveBeenCalled();
    await register.setEnglish(entry('قسد'), 'Syrian Democratic Forces');
    expect(register.englishOf(entry('قسد')).from).toBe('person');
  });

  it('opens the mentions of an entry', () => {
    all('register-entry')[0]?.click();
    flushSync();
    expect(all('register-mention').length).toBe(2);
    all('register-mention')[1]?.click();
    const { mentions } = entry('بشار الأسد');
    expect(app.library.currentId).toBe(mentions[1]?.documentId);
    expect(app.reading.selectedStart).toBe(mentions[1]?.start);
  });

  it('makes a table that tells guesses from checked forms', async () => {
    await register.setEnglish(entry('بشار الأسد'), 'Bashar al-Assad');
    const table = await register.table();
    expect(table.rows[0]).toEqual(['بشار الأسد', 'PER', 2, 2, 'بشار الأسد', 'Bashar al-Assad', 'person']);
    expect(table.rows[1]?.at(-1)).toBe('suggested');
    expect(toCsv(table)).toContain('english_from');
  });

  it('follows corrections of the texts', async () => {
    const { collection, library } = app;
    const text = library.documents.find((document) => document.text.includes('قسد'));
    if (!text) throw new Error('no text');
    const work = collection.workOf(text);
    const span = work.spans.find(({ stem }) => stem.text === 'قسد');
    if (!span) throw new Error('no span');
    await collection.carryOut(rejectMark(work, span));
    await vi.waitFor(() => expect(listed()).not.toContain('قسد 1'));
  });
});
