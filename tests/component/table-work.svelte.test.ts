import 'fake-indexeddb/auto';
import { flushSync, mount, unmount } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { rawOffset, type KeptCandidate, type Link } from '../../src/domain';
import type { GeocodedRow, GeocodeRow } from '../../src/linking';
import type { Services } from '../../src/ui/services';
import CompleteTable from '../../src/ui/geocode/CompleteTable.svelte';
import { App } from '../../src/ui/state/app.svelte';
import { tableWorkOf } from '../../src/ui/state/table-work.svelte';
import InApp from '../fakes/InApp.svelte';
import { fakeServices } from '../fakes/services';

const candidate = (id: string, within: string, score: number): KeptCandidate => ({
  ...{ id, name: 'الجديدة', lat: 35, lon: 36, level: 'town', country: 'SY', within, score },
  reasons: [],
});
const CANDIDATES = [candidate('a', 'حلب', 0.4), candidate('b', 'إدلب', 0.3)];

/** Doubts everything that begins with الجديدة, is sure of everything else but an empty row. */
function linkRow({ id, text }: GeocodeRow): GeocodedRow {
  const base = { id, isWider: false, isSentence: false };
  if (text === '') return { ...base, place: null, score: 0, links: [] };
  const isDoubtful = text.startsWith('الجديدة');
  const sure = { ...candidate(`sure:${text}`, 'حمص', 0.99), name: text };
  const candidates = isDoubtful ? CANDIDATES : [sure];
  const [place = null] = candidates;
  const link: Link = {
    ...{ documentId: id, start: rawOffset(0), end: rawOffset(text.length), surface: text, toponym: text },
    ...{ place, score: place?.score ?? 0, reasons: [], candidates },
  };
  return { ...base, place, score: link.score, links: [link] };
}

let app: App;
let pane: ReturnType<typeof mount>;
let asked: GeocodeRow[] = [];
let before: (signal: AbortSignal) => Promise<void> = () => Promise.resolve();
let n = 0;

const at = (testId: string) => document.querySelector<HTMLElement>(`[data-testid="${testId}"]`);
const text = (testId: string) =>
  at(testId)
    ?.textContent?.replace(/[\u2066-\u2069]/g, '')
    .trim() ?? '';
const click = (testId: string) => {
  at(testId)?.click();
  flushSync();
};
const press = (code: string, more: KeyboardEventInit = {}) => {
  at('table-queue')?.dispatchEvent(
    new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true, ...more }),
  );
  flushSync();
};
/** A file as browsers have it: that of jsdom cannot be read. */
const csv = (content: string, name = 'a.csv') =>
  Object.assign(new File([content], name), {
    arrayBuffer: () => Promise.resolve(new TextEncoder().encode(content).buffer),
  });
const work = () => tableWorkOf(app);
const shown = (testId: string) => vi.waitFor(() => expect(at(testId)).not.toBeNull());

beforeEach(async () => {
  document.body.replaceChildren();
  localStorage.clear();
  const isLacking = !('showModal' in HTMLDialogElement.prototype);
  if (isLacking) Object.assign(HTMLDialogElement.prototype, { showModal: () => {}, close: () => {} });
  if (!('scrollIntoView' in Element.prototype))
    Object.assign(Element.prototype, { scrollIntoView: () => {} });
  asked = [];
  before = () => Promise.resolve();
  const fake = await fakeServices(`table-${++n}`);
  const services: Services = {
    ...fake,
    places: {
      ...fake.places,
      search: (query) =>
        Promise.resolve([
          {
            ...candidate('z', '', 1),
            ...{ name: `z:${query}`, match: 'exact', adm1: null, adm2: null, adm3: null },
            ...{ populationDigits: 0, flags: [], uncertaintyM: null },
          },
        ]),
    },
    geocode: async (rows, { signal }) => {
      asked = [...rows];
      await before(signal);
      return rows.map(linkRow);
    },
  };
  app = new App(services, ['en']);
  app.tables = [];
  pane = mount(InApp, { target: document.body, props: { app, pane: CompleteTable } });
  flushSync();
});

afterEach(async () => {
  await unmount(pane);
});

async function result(content: string) {
  await work().open(csv(content));
  flushSync();
  await work().run();
  flushSync();
}

describe('a table that is dropped', () => {
  it('is told from texts and labelled files', async () => {
    // The window would take them.
    await unmount(pane);
    await app.takeFiles([
      csv('id\tالمكان\n1\tحمص\n', 'a.tsv'),
      csv('حمص\tB-LOC\n.\tO\n'.repeat(20), 'labelled.tsv'),
      csv('x', 'b.xlsx'),
      csv('x', 'c.ods'),
    ]);
    expect((app.tables ?? []).map(({ name }: File) => name)).toEqual(['a.tsv', 'b.xlsx', 'c.ods']);
    expect(app.testSets.pending.map(({ name }) => name)).toEqual(['labelled.tsv']);
    app.tables = [];
    pane = mount(InApp, { target: document.body, props: { app, pane: CompleteTable } });
  });

  it('shows its columns as guessed, and takes another choice', async () => {
    app.tables = [csv('id;المكان;تاريخ;lat;lon\n1;حمص;2024-01-05;36.2;99\n2;حلب;;98;200\n')];
    await shown('table-start');
    expect(work().choice).toEqual({ text: 1, id: 0, date: 2, lat: 3, lon: 4 });
    expect(at('table-preview')?.querySelectorAll('tbody tr')).toHaveLength(2);
    expect(text('table-notes')).toContain('Rows: 3.');
    work().choose('id', 1);
    flushSync();
    expect(work().choice).toMatchObject({ text: null, id: 1 });
    expect(at('table-start')?.hasAttribute('disabled')).toBe(true);
    expect(at('table-needs-text')).not.toBeNull();
    work().choose('text', 1);
    flushSync();
    click('table-start');
    await shown('table-summary');
    expect(asked.map(({ text: one, date }) => [one, date])).toEqual([
      ['حمص', '2024-01-05'],
      ['حلب', ''],
    ]);
  });

  it('says what is wrong with a file, and takes the next one', async () => {
    app.tables = [csv('<html><table>', 'page.xls')];
    await shown('table-problem');
    expect(text('table-problem')).toMatch(/page\.xls is not a table/);
    app.tables = [csv('المكان\nحمص\n')];
    await shown('table-start');
    expect(at('table-problem')).toBeNull();
  });
});

describe('the search', () => {
  it('goes on while the window is closed, and can be stopped', async () => {
    let release = () => {};
    before = (signal) =>
      new Promise((resolve, reject) => {
        release = resolve;
        signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')));
      });
    await work().open(csv('المكان\nحمص\n'));
    const running = work().run();
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    flushSync();
    expect(at('table-running')).not.toBeNull();
    app.tables = null;
    release();
    await running;
    expect(work().step).toBe('result');
    expect(app.notices.list.map(({ action }) => action?.label)).toEqual(['Show']);
    const again = work().run();
    flushSync();
    click('table-stop');
    await again;
    expect(work().step).toBe('columns');
    expect(work().error).toBeNull();
  });

  it('leads back to the columns with the reason when it fails', async () => {
    before = () => Promise.reject(new Error('broken'));
    await work().open(csv('المكان\nحمص\n'));
    await work().run();
    flushSync();
    expect(at('table-error')).not.toBeNull();
    expect(at('table-start')).not.toBeNull();
  });
});

describe('the queue', () => {
  const TABLE = 'id,المكان\n1,الجديدة\n2,حمص\n3,الجديدة\n4,الجديدة ب\n5,\n';

  it('is decided by keys, the same text with it, and undone', async () => {
    await result(TABLE);
    expect(text('table-left')).toBe('3 left');
    expect(at('table-queue')).toBe(document.activeElement);
    press('KeyA');
    expect(work().rows.map(({ entries }) => entries[0]?.isReviewed ?? null)).toEqual([
      true,
      false,
      true,
      false,
      false,
    ]);
    expect(text('table-left')).toBe('1 left');
    press('KeyZ', { ctrlKey: true });
    expect(text('table-left')).toBe('3 left');
    press('Digit2');
    expect(work().rows[2]?.entries[0]).toMatchObject({
      place: { id: 'b' },
      certainty: 'sure',
      isReviewed: true,
    });
    press('KeyX');
    expect(work().rows[3]?.entries[0]).toMatchObject({ place: null, certainty: null, isReviewed: true });
    expect(at('table-queue-done')).not.toBeNull();
    expect(text('count-reviewed')).toBe('3');
    expect(work().said).toContain('No doubtful places are left');
  });

  it('puts off, goes back, and starts again', async () => {
    await result(TABLE);
    const first = work().current;
    press('KeyJ');
    press('KeyJ');
    expect(work().current?.row).toBe(3);
    press('KeyK');
    expect(work().current?.row).toBe(2);
    press('KeyJ');
    press('KeyJ');
    expect(work().current).toBeNull();
    click('table-again');
    expect(work().current).toEqual(first);
  });

  it('takes any row of the table to the front, and the same rows follow a second thought', async () => {
    await result(TABLE);
    press('KeyA');
    expect(work().current?.row).toBe(3);
    work().lookAt(0);
    flushSync();
    expect(text('table-card')).toContain('row 2');
    press('Digit2');
    expect([0, 2].map((i) => work().rows[i]?.entries[0]?.place?.id)).toEqual(['b', 'b']);
    expect(work().current?.row).toBe(3);
    at('table-look')?.click();
    flushSync();
    expect(work().current?.row).toBe(0);
    work().lookAt(1);
    press('KeyX');
    expect(work().rows[1]?.entries[0]?.place).toBeNull();
    press('KeyZ', { ctrlKey: true });
    expect(work().current?.row).toBe(1);
    press('KeyK');
    expect(work().current?.row).toBe(3);
  });

  it('finds other places of the list by name; figures typed there are no choice', async () => {
    await result(TABLE);
    const field = at('table-search') as HTMLInputElement;
    field.value = 'حلب';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new KeyboardEvent('keydown', { code: 'Digit2', bubbles: true }));
    expect(work().counts.reviewed).toBe(0);
    field.form?.requestSubmit();
    await vi.waitFor(() => expect(text('table-queue')).toContain('z:حلب'));
    [...document.querySelectorAll<HTMLElement>('[data-testid="table-candidate"]')].at(-1)?.click();
    expect(work().rows[0]?.entries[0]).toMatchObject({ place: { id: 'z' }, isReviewed: true });
  });

  it('leaves figures alone where single letters are switched off', async () => {
    await result(TABLE);
    app.settings.letterKeys = false;
    press('Digit2');
    press('KeyA');
    expect(work().counts.reviewed).toBe(0);
  });
});

describe('the finished table', () => {
  const read = (content: BlobPart | undefined) =>
    typeof content === 'string' ? content.replace('\ufeff', '') : '';

  it('has its rows and columns, and the new ones behind them with what was decided', async () => {
    await result('id,lat,المكان\n1,,الجديدة\n2,,حمص\n3,,\n');
    press('Digit2');
    const files = await work().files('csv');
    expect(files.map(({ fileName }) => fileName)).toEqual(['a-completed.csv']);
    const lines = read(files[0]?.content).trimEnd().split('\r\n');
    expect(lines[0]).toMatch(
      /^id,lat,المكان,place_ar,place_en,adm1_ar,.*,lat_2,lon,level,certainty,uncertainty_m,candidates,reviewed$/,
    );
    expect(lines[1]).toBe('1,,الجديدة,الجديدة,,,,,,,,35,36,town,sure,,الجديدة (حلب),yes');
    expect(lines[2]).toMatch(/^2,,حمص,حمص,.*,no$/);
    expect(lines[3]).toMatch(/^3,,,,*no$/);
    expect(work().isUnsaved).toBe(true);
  });

  it('asks before another table takes the place of one that is not saved', async () => {
    await result('المكان\nحمص\n');
    app.tables = [csv('المكان\nحلب\n', 'b.csv')];
    await shown('table-discard');
    expect(work().file?.fileName).toBe('a.csv');
    click('table-discard');
    await vi.waitFor(() => expect(work().file?.fileName).toBe('b.csv'));
  });
});
