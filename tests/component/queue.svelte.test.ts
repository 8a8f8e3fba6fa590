import 'fake-indexeddb/auto';
import { mount, unmount, flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readSentence } from '../../src/correction';
import Queue from '../../src/ui/queue/Queue.svelte';
import { partAround, piecesOf } from '../../src/ui/queue/review-text';
import { rawOffset } from '../../src/domain';
import { App } from '../../src/ui/state/app.svelte';
import { reviewQueue, type ReviewQueue } from '../../src/ui/state/queue.svelte';
import InApp from '../fakes/InApp.svelte';
import { fakeServices } from '../fakes/services';

let app: App;
let queue: ReviewQueue;
let pane: ReturnType<typeof mount>;
let stops: (() => void)[] = [];
let n = 0;

beforeEach(async () => {
  localStorage.clear();
  document.body.replaceChildren();
  app = new App(await fakeServices(`queue-${++n}`), ['en']);
  stops = [app.library.start(), app.collection.start()];
  // The fake model finds words that begin with ح: the first of a text a place and sure, the second a person and not.
  await app.read([{ text: 'زار حلب ثم حسن.' }, { text: 'وصلوا حلب مع حسن ليلًا. وصل حميد.' }]);
  await vi.waitFor(() => expect(app.collection.runs.length).toBe(2));
  await vi.waitFor(() => expect(app.jobs.currentId).toBeNull());
  pane = mount(InApp, { target: document.body, props: { app, pane: Queue } });
  queue = reviewQueue(app);
  await vi.waitFor(() => expect(queue.isReady).toBe(true));
  flushSync();
});
afterEach(async () => {
  await unmount(pane);
  for (const stop of stops) stop();
  app.services.store.close();
});

const at = (testId: string) => document.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
const press = (init: KeyboardEventInit) => {
  const event = new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true });
  at('queue')?.dispatchEvent(event);
  return event;
};
const left = () => queue.pending.length;
const settle = async (count: number) => {
  await vi.waitFor(() => expect(left()).toBe(count));
  flushSync();
};
const origins = () =>
  app.library.documents.flatMap((text) =>
    app.collection.shownOf(text).map(({ stem, label, origin }) => `${stem.text} ${label} ${origin}`),
  );

describe('the review queue', () => {
  it('shows each doubtful name in its sentence, with reasons in words', () => {
    expect(left()).toBe(5);
    expect(at('queue-left')?.textContent).toBe('5 left');
    const { current } = queue;
    expect(current?.reasons.length).toBeGreaterThan(0);
    expect(document.querySelector('mark')?.textContent).toBe(current?.span.stem.text);
    expect(queue.items.map(({ doubt }) => doubt)).toEqual(
      queue.items.map(({ doubt }) => doubt).sort((a, b) => b - a),
    );
  });

  it('accepts, rejects and relabels by physical key, says so and goes on', async () => {
    const first = queue.current;
    expect(press({ code: 'KeyA', key: 'ش' }).defaultPrevented).toBe(true);
    await settle(4);
    expect(app.notices.spoken).toContain(`Accepted: ${first?.span.stem.text}.`);
    expect(app.notices.spoken).toMatch(/, (place|person), by the model, (sure|fairly sure|doubtful)/);
    const second = queue.current;
    press({ code: 'KeyX', key: 'ء' });
    await settle(3);
    const third = queue.current;
    press({ code: 'Digit3', key: '٣' });
    await settle(2);
    expect(origins()).toContain(`${first?.span.stem.text} ${first?.span.label} confirmed`);
    expect(origins()).toContain(`${third?.span.stem.text} ORG made`);
    const layer = app.collection.layerOf(second?.documentId ?? '');
    expect(layer.marks.find(({ start }) => start === second?.span.start)?.origin).toBe('rejected');
    expect(queue.decided).toBe(3);
    expect(at('queue-left')?.textContent).toBe('2 left');
  });

  it('carries quick keys out in turn', async () => {
    const [first, second, third] = queue.pending;
    for (const code of ['KeyA', 'KeyJ', 'KeyX', 'KeyK']) press({ code });
    await settle(3);
    await vi.waitFor(() => expect(queue.current).toBe(second));
    expect(origins()).toContain(`${first?.span.stem.text} ${first?.span.label} confirmed`);
    const layer = app.collection.layerOf(third?.documentId ?? '');
    expect(layer.marks.find(({ start }) => start === third?.span.start)?.origin).toBe('rejected');
  });

  it('takes the last decision back and shows it again', async () => {
    const first = queue.current;
    press({ code: 'KeyX' });
    await settle(4);
    press({ code: 'KeyZ', ctrlKey: true });
    await settle(5);
    expect(queue.current?.span).toMatchObject({ start: first?.span.start, label: first?.span.label });
    expect(app.notices.spoken).toContain('Undone.');
    press({ code: 'KeyZ', ctrlKey: true, shiftKey: true });
    await settle(4);
  });

  it('puts off and comes back', async () => {
    const [first, second] = queue.pending;
    press({ code: 'KeyJ' });
    await vi.waitFor(() => expect(queue.current).toBe(second));
    press({ code: 'KeyK' });
    await vi.waitFor(() => expect(queue.current).toBe(first));
    for (let i = 0; i < 5; i++) press({ code: 'KeyJ' });
    await vi.waitFor(() => expect(queue.current).toBeNull());
    flushSync();
    expect(document.body.textContent).toContain('You have seen them all; 5 were skipped.');
    queue.startAgain();
    expect(queue.current).toBe(first);
    await settle(5);
  });

  it('drops what was decided elsewhere, and takes in what comes back', async () => {
    const text = app.library.documents.find(({ id }) => id === queue.current?.documentId);
    if (!text) throw new Error('no text');
    const [segment] = app.collection.segmentsOf(text);
    if (!segment) throw new Error('no sentence');
    const inside = queue.pending.filter(
      ({ documentId, span }) => documentId === text.id && span.start < segment.end,
    ).length;
    await app.collection.carryOut(readSentence(app.collection.workOf(text), segment));
    await settle(5 - inside);
    await app.collection.step('undo');
    await settle(5);
  });

  it('shows one reason only, with counts', async () => {
    expect(queue.counts.rareName).toBe(
      queue.pending.filter((item) => item.reasons.includes('rareName')).length,
    );
    queue.reason = 'rareName';
    flushSync();
    expect(queue.pending.every((item) => item.reasons.includes('rareName'))).toBe(true);
    expect(left()).toBeLessThan(5);
    queue.reason = null;
    await settle(5);
  });

  it('says when nothing is left', async () => {
    for (let count = 4; count >= 0; count--) {
      press({ code: 'KeyA' });
      await settle(count);
    }
    expect(at('queue-done')).not.toBeNull();
    expect(app.notices.spoken).toContain('No doubtful names are left.');
  });

  it('leaves keys alone that are not its own', () => {
    expect(press({ code: 'KeyE' }).defaultPrevented).toBe(false);
    expect(left()).toBe(5);
  });
});

it('cuts a sentence at its marks', () => {
  const range = (start: number, end: number) => ({ start: rawOffset(start), end: rawOffset(end) });
  const raw = 'ab cd\nef gh';
  expect(
    piecesOf(raw, range(0, 11), [
      { ...range(3, 8), label: 'LOC' },
      { ...range(9, 20), label: 'PER' },
    ]).map(({ text, label }) => [text, label]),
  ).toEqual([
    ['ab ', null],
    ['cd ef', 'LOC'],
    [' ', null],
    ['gh', 'PER'],
  ]);
});

it('shows what stands near a name in a long sentence, in whole words', () => {
  const raw = 'alpha beta gamma delta epsilon zeta';
  const range = (start: number, end: number) => ({ start: rawOffset(start), end: rawOffset(end) });
  const part = (from: number, to: number, characters: number) => {
    const { start, end } = partAround(raw, range(0, raw.length), range(from, to), characters);
    return raw.slice(start, end);
  };
  expect(part(17, 22, 8)).toBe('gamma delta epsilon');
  expect(part(17, 22, 2)).toBe('delta');
  expect(part(0, 5, 100)).toBe(raw);
  expect(part(31, 35, 0)).toBe('zeta');
});
