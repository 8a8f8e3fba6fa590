import 'fake-indexeddb/auto';
import { flushSync, mount, tick, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import FocusBar from '../../../src/ui/placing/FocusBar.svelte';
import { App } from '../../../src/ui/state/app.svelte';
import { placingOf, type Placing } from '../../../src/ui/state/placing.svelte';
import InApp from '../../fakes/InApp.svelte';
import { fakeServices } from '../../fakes/services';

let app: App;
let placing: Placing;
let pane: ReturnType<typeof mount>;
let stops: (() => void)[] = [];
let n = 0;

beforeEach(async () => {
  localStorage.clear();
  document.body.replaceChildren();
  HTMLDialogElement.prototype.showModal = vi.fn();
  HTMLDialogElement.prototype.close = vi.fn();
  app = new App(await fakeServices(`focus-bar-${++n}`), ['ar']);
  stops = [app.library.start(), app.collection.start()];
  placing = placingOf(app);
  await vi.waitFor(() => expect(app.collection.isLoaded).toBe(true));
  pane = mount(InApp, { target: document.body, props: { app, pane: FocusBar } });
  flushSync();
});
afterEach(async () => {
  await unmount(pane);
  for (const stop of stops) stop();
  app.services.store.close();
});

const all = (testId: string) => [...document.querySelectorAll<HTMLElement>(`[data-testid="${testId}"]`)];
const one = (testId: string): HTMLElement => {
  const [found] = all(testId);
  if (!found) throw new Error(`no ${testId}`);
  return found;
};
function press(testId: string, at = 0): void {
  all(testId)[at]?.click();
  flushSync();
}
function write(testId: string, text: string): void {
  const field = one(testId) as HTMLInputElement;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  flushSync();
}
const submit = (testId: string) =>
  one(testId)
    .closest('form')
    ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
async function add(name: string, code: string): Promise<void> {
  write('focus-input', name);
  submit('focus-input');
  await vi.waitFor(() => expect(placing.focus.countries).toContain(code));
  flushSync();
}

describe('what a set is about', () => {
  it('takes several countries by their names in both languages, each once, and lets them go', async () => {
    press('focus-toggle');
    await add('السودان', 'SD');
    expect(app.notices.spoken).toContain('السودان');
    await add('Libya', 'LY');
    expect(all('focus-country').map(({ dataset }) => dataset['country'])).toEqual(['SD', 'LY']);
    write('focus-input', 'سودان');
    submit('focus-input');
    flushSync();
    expect(app.collection.edits).toHaveLength(2);
    one('focus-country').querySelector('button')?.click();
    await vi.waitFor(() => expect(placing.focus.countries).toEqual(['LY']));
    flushSync();
    press('focus-clear');
    await vi.waitFor(() => expect(placing.focus.countries).toEqual([]));
    flushSync();
    expect(all('focus-none')).toHaveLength(1);
    await placing.undo();
    expect(placing.focus.countries).toEqual(['LY']);
  });

  it('says that there is no such country', () => {
    press('focus-toggle');
    write('focus-input', 'كوكب');
    submit('focus-input');
    flushSync();
    expect(document.querySelector('[role="alert"]')?.textContent).toContain('كوكب');
    expect(app.collection.edits).toEqual([]);
  });

  it('keeps whether governments are left off, and counts them', async () => {
    press('focus-toggle');
    one('hide-governments').click();
    await vi.waitFor(() => expect(placing.focus.hidesGovernments).toBe(true));
    flushSync();
    expect(one('governments-off').textContent).toContain('0');
  });
});

describe('own places', () => {
  it('are added, changed and removed in their list', async () => {
    press('focus-toggle');
    press('own-places-open');
    press('own-add');
    await tick();
    submit('own-save');
    flushSync();
    expect(one('own-error').textContent).not.toBe('');
    write('own-name', 'نقطة الزبرجد');
    write('coordinates', '35.5, 40.1');
    submit('own-save');
    await vi.waitFor(() => expect(placing.ownPlaces).toHaveLength(1));
    flushSync();
    expect(one('own-place-row').textContent).toContain('نقطة الزبرجد');

    press('own-edit');
    await tick();
    write('own-note', 'قرب الجسر');
    submit('own-save');
    await vi.waitFor(() => expect(placing.ownPlaces[0]?.note).toBe('قرب الجسر'));
    expect(placing.ownPlaces[0]).toMatchObject({ lat: 35.5, lon: 40.1 });
    flushSync();

    press('own-remove');
    await vi.waitFor(() => expect(placing.ownPlaces).toEqual([]));
    flushSync();
    expect(all('own-place-row')).toEqual([]);
    app.notices.list.at(-1)?.action?.run();
    await vi.waitFor(() => expect(placing.ownPlaces).toHaveLength(1));
  });
});
