import { expect, type Locator, type Page } from '@playwright/test';

/** A mention as the page shows it. */
export interface ShownMention {
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export type TableName = 'names' | 'mentions' | 'places';
export type ModelState = 'absent' | 'loading' | 'ready' | 'failed';

/** Loading the model and tagging take seconds on a slow machine. */
const MODEL_TIMEOUT_MS = 120_000;

/** What a person does with the page, in the words of the project. */
export class Mawdi {
  readonly page: Page;
  /** Every address that the page and its workers asked for. */
  readonly requested: URL[] = [];
  /** Errors that the page reported: uncaught exceptions and violations of its policy. */
  readonly errors: string[] = [];

  constructor(page: Page) {
    this.page = page;
    page.context().on('request', (request) => this.requested.push(new URL(request.url())));
    page.on('pageerror', (error) => this.errors.push(error.message));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) this.errors.push(message.text());
    });
  }

  at(testId: string): Locator {
    return this.page.getByTestId(testId);
  }

  /** Opens the page and waits until it shows a text and its programs are stored on the device. */
  async open(address = './'): Promise<void> {
    await this.page.goto(address);
    await expect(this.at('text')).toBeVisible();
    await this.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  }

  async isIsolated(): Promise<boolean> {
    return this.page.evaluate(() => crossOriginIsolated);
  }

  async waitForModel(state: ModelState): Promise<void> {
    await expect(this.at('model-status')).toHaveAttribute('data-state', state, { timeout: MODEL_TIMEOUT_MS });
  }

  /** Pastes a text into the dialogue for new texts and has it tagged to the end, places included. */
  async tag(raw: string): Promise<void> {
    await this.fillNew(raw);
    await this.submitNew(raw);
  }

  async fillNew(raw: string): Promise<void> {
    // Right after a reload the page is still being put together.
    await expect(this.at('new').first()).toBeAttached();
    const button = this.at('new').filter({ visible: true });
    // On a phone the button is in the pane with the list of texts.
    if ((await button.count()) === 0) await this.at('pane-library').click();
    await button.first().click();
    // At once, as a paste arrives: filling a long text letter by letter takes minutes.
    await this.at('paste').evaluate((field, text) => {
      (field as HTMLTextAreaElement).value = text;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }, raw);
  }

  async submitNew(raw: string, timeoutMs = MODEL_TIMEOUT_MS): Promise<void> {
    await this.at('tag').click();
    await expect(this.at('paste')).toBeHidden();
    await expect(this.at('cut-preview')).toHaveCount(0);
    await expect(this.at('text')).toContainText(raw.slice(0, 20));
    await this.waitForModel('ready');
    await expect(this.at('tag-progress')).toHaveCount(0, { timeout: timeoutMs });
    await expect(this.at('mention').first()).toBeAttached();
  }

  async mentions(): Promise<ShownMention[]> {
    return this.at('mention').evaluateAll((elements) =>
      elements.map((element) => {
        const { label = '', start = '', end = '' } = (element as HTMLElement).dataset;
        return { label, start: Number(start), end: Number(end), text: element.textContent ?? '' };
      }),
    );
  }

  /** Names of the places in the table under the map. */
  async places(): Promise<string[]> {
    await expect(this.at('place').first()).toBeVisible();
    return this.at('place').locator('.name').allTextContents();
  }

  /** Copies a table and returns what a spreadsheet would paste: rows of cells. */
  async copyTable(table: TableName): Promise<{ rows: string[][]; html: string }> {
    await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await this.at(`table-${table}`).click();
    await this.at(`copy-${table}`).click();
    await expect(this.at('notices')).toContainText(/\d|[٠-٩]/);
    const [text, html] = await this.page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const read = async (type: string) => (item ? (await item.getType(type)).text() : '');
      return Promise.all([read('text/plain'), read('text/html')]);
    });
    const rows = text
      .trimEnd()
      .split(/\r?\n/)
      .map((line) => line.split('\t'));
    return { rows, html };
  }

  /** Saves a table and returns the bytes of the file and its name. */
  async saveTable(
    table: TableName,
    format: 'csv' | 'xlsx' | 'geojson' | 'kml',
  ): Promise<{ name: string; path: string }> {
    await this.at(`table-${table}`).click();
    const download = this.page.waitForEvent('download');
    await this.at(`save-${table}-${format}`).click();
    const file = await download;
    return { name: file.suggestedFilename(), path: await file.path() };
  }

  /** Paths of gazetteer and base map that are on the device. */
  async storedPlaceFiles(): Promise<string[]> {
    return this.page.evaluate(async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith('places-'));
      const lists = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return lists.flat().map((request) => new URL(request.url).pathname);
    });
  }

  /** Addresses of other origins, which must not exist. */
  foreignRequests(): string[] {
    const own = new URL(this.page.url()).origin;
    return this.requested
      .filter((url) => /^https?:$/.test(url.protocol) && url.origin !== own)
      .map((url) => url.href);
  }
}
