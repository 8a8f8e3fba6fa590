import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { App } from '../../src/ui/state/app.svelte';
import { handleKey } from '../../src/ui/state/keys';
import { fakeServices } from '../fakes/services';

let app: App;
let services: Awaited<ReturnType<typeof fakeServices>>;
let stops: (() => void)[] = [];
let count = 0;

beforeEach(async () => {
  localStorage.clear();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  services = await fakeServices(`app-${++count}`);
  app = new App(services, ['ar-SY']);
  await app.begin();
  stops = [app.library.start(), app.collection.start()];
});
afterEach(() => {
  for (const stop of stops) stop();
  services.store.close();
  vi.restoreAllMocks();
});

const idle = () =>
  vi.waitFor(() => {
    expect(app.jobs.currentId).toBeNull();
    expect(app.jobs.waiting).toEqual([]);
    for (const document of app.library.documents) expect(app.collection.runOf(document.id)).not.toBeNull();
  });
const read = async (...texts: string[]) => {
  await app.read(texts.map((text) => ({ text })));
  await vi.waitFor(() => expect(app.library.documents.length).toBeGreaterThan(0));
  await idle();
};

describe('reading a text', () => {
  it('stores it, fetches the model, tags it and links its places', async () => {
    expect(app.model.status).not.toBe('ready');
    await read('عنوان الخبر اليوم\nوصلوا إلى حلب مع حسن.');
    expect(app.model.status).toBe('ready');
    expect(app.library.current?.title).toBe('عنوان الخبر اليوم');
    expect(app.reading.visible.map((s) => s.stem.text)).toEqual(['حلب', 'حسن']);
    const run = app.reading.run;
    expect((await services.store.linksOf(run?.id ?? '')).map((l) => l.place?.lon)).toEqual([-6.8]);
  });

  it('announces a text that is here already, spelling aside, and stores it once', async () => {
    await read('زاروا حلب أمس');
    await app.read([{ text: 'زاروا حَلَب امس' }]);
    await idle();
    expect(app.library.documents).toHaveLength(1);
    expect(app.notices.list.at(-1)?.text).toContain('زاروا حلب أمس');
  });

  it('deletes with undo, and brings a deleted text back when it is pasted again', async () => {
    await read('زاروا حمص');
    const id = app.library.current?.id ?? '';
    await app.removeDocument(id, 'زاروا حمص');
    await vi.waitFor(() => expect(app.library.documents).toEqual([]));
    app.notices.list.at(-1)?.action?.run();
    await vi.waitFor(() => expect(app.library.documents.map((d) => d.id)).toEqual([id]));
    await app.removeDocument(id, '');
    await vi.waitFor(() => expect(app.library.documents).toEqual([]));
    await read('زاروا حمص');
    expect(app.library.documents.map((d) => d.id)).toEqual([id]);
  });

  it('keeps the text and says what to do when the model cannot be fetched', async () => {
    services.failNextLoad();
    await app.read([{ text: 'زاروا حماة' }]);
    await vi.waitFor(() => expect(app.model.status).toBe('failed'));
    await vi.waitFor(() => expect(app.library.documents).toHaveLength(1));
    expect(app.notices.list.at(-1)).toMatchObject({ kind: 'error' });
    app.jobs.add(app.library.documents);
    await idle();
    expect(app.reading.visible).toHaveLength(1);
  });

  it('reads a text under another scheme too, once however often it is asked for', async () => {
    await read('زاروا حماة');
    app.jobs.add(app.library.documents, 'anercorp');
    app.jobs.add(app.library.documents, 'anercorp');
    await idle();
    await vi.waitFor(() =>
      expect(app.collection.runs.map((run) => run.scheme).sort()).toEqual(['anercorp', 'newsroom']),
    );
    expect(app.reading.run?.scheme).toBe('newsroom');
  });

  it('shares one attempt to load the model', async () => {
    await Promise.all([app.model.ensure(), app.model.ensure(), app.model.ensure()]);
    expect(services.loads()).toBe(1);
  });
});

describe('what is shown', () => {
  it('follows slider, legend and side blocks', async () => {
    await read('حلب حسن حماة.\nاقرأ أيضا: حمص');
    expect(app.reading.spans).toHaveLength(4);
    expect(app.reading.visible).toHaveLength(3);
    app.reading.minScore = 0.6;
    expect(app.reading.visible.map((s) => s.stem.text)).toEqual(['حلب', 'حماة']);
    app.reading.toggleLabel('LOC');
    expect(app.reading.visible).toEqual([]);
    app.reading.toggleLabel('LOC');
    app.reading.minScore = 0;
    await app.toggleSideBlock(app.library.current?.sideBlocks[0]?.start ?? -1);
    await vi.waitFor(() => expect(app.reading.visible).toHaveLength(4));
  });

  it('covers one text or all', async () => {
    await read('حلب', 'حمص وحده');
    expect(app.reading.scope).toBe('all');
    expect(app.reading.mentions).toHaveLength(2);
    app.reading.scope = 'one';
    expect(app.reading.mentions).toHaveLength(1);
  });

  it('comes back after a reload', async () => {
    await read('حلب حسن', 'حمص');
    app.library.open(app.library.documents[1]?.id ?? '');
    app.reading.minScore = 0.6;
    const { currentId: documentId } = app.library;
    const view = { documentId, minScore: 0.6, hiddenLabels: ['PER'], scope: 'all', topOffset: 3 };
    localStorage.setItem('mawdi.view', JSON.stringify(view));
    const again = new App(services, ['en']);
    await again.begin();
    expect(again.library.currentId).toBe(app.library.currentId);
    expect([again.reading.minScore, again.reading.scope, again.restoreOffset]).toEqual([0.6, 'all', 3]);
    expect([...again.reading.hiddenLabels]).toEqual(['PER']);
  });
});

describe('keys', () => {
  const press = (init: KeyboardEventInit, target: HTMLElement = document.body) => {
    const event = new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'target', { value: target });
    handleKey(app, event);
    return event;
  };

  it('walk by physical key, whatever the layout writes', async () => {
    await read('حلب ثم حمص');
    press({ code: 'KeyJ', key: 'ت' });
    expect(app.reading.selectedStart).toBe(0);
    expect(app.notices.spoken).toContain('حلب');
    press({ code: 'KeyJ', key: 'ت' });
    expect(app.reading.selectedStart).toBe(7);
    press({ code: 'KeyK', key: 'ن' });
    expect(app.reading.selectedStart).toBe(0);
    press({ code: 'Escape', key: 'Escape' });
    expect(app.reading.selectedStart).toBeNull();
  });

  it('rest while typing, during composition, and when switched off', () => {
    const field = document.createElement('textarea');
    press({ code: 'KeyN', key: 'n' }, field);
    expect(app.isComposing).toBe(false);
    press({ code: 'KeyN', key: 'n', isComposing: true });
    expect(app.isComposing).toBe(false);
    app.settings.letterKeys = false;
    press({ code: 'KeyN', key: 'n' });
    expect(app.isComposing).toBe(false);
    app.settings.letterKeys = true;
    press({ code: 'KeyN', key: 'n' });
    expect(app.isComposing).toBe(true);
  });

  it('show their list on ?, and leave to a pane what it took', () => {
    const event = press({ code: 'Slash', key: '؟', shiftKey: true });
    expect([app.isKeysOpen, event.defaultPrevented]).toEqual([true, true]);
    const taken = new KeyboardEvent('keydown', { code: 'KeyN', cancelable: true });
    taken.preventDefault();
    handleKey(app, taken);
    expect(app.isComposing).toBe(false);
  });

  it('leave the browser its own', () => {
    expect(press({ code: 'KeyN', key: 'n', ctrlKey: true }).defaultPrevented).toBe(false);
    expect(press({ code: 'Tab', key: 'Tab' }).defaultPrevented).toBe(false);
  });
});

describe('settings', () => {
  it('start in the browser’s language and are remembered', () => {
    expect([app.settings.language, app.settings.direction]).toEqual(['ar', 'rtl']);
    app.settings.language = 'en';
    app.settings.digits = 'arab';
    app.settings.save();
    const again = new App(services, ['ar']);
    expect([again.settings.language, again.settings.direction, again.settings.number(12)]).toEqual([
      'en',
      'ltr',
      '12',
    ]);
    again.settings.language = 'ar';
    expect(again.settings.number(12)).toBe('١٢');
  });
});
