import { createContext } from 'svelte';
import { errorSentence } from '../../messages';
import { scoreInWords } from '../../spans';
import type { Services } from '../services';
import { readFiles } from '../compose/read-files';
import { Collection } from './collection.svelte';
import { Jobs, type Finished } from './jobs.svelte';
import { Library } from './library.svelte';
import type { NewText } from './new-document';
import { ModelState } from './model-state.svelte';
import { Notices } from './notices.svelte';
import { Reading } from './reading.svelte';
import { Settings } from './settings.svelte';
import { Shortcuts } from './shortcuts.svelte';
import { TestSets } from './test-sets.svelte';
import { Relinking } from './relinking.svelte';
import { restoreView } from './view-memory';

/** Key in the store: the sample was stored once and may be deleted for good. */
const SAMPLE_OFFERED = 'sampleOffered';
/** The model that reads new texts, where that is one that a person brought along. */
export const CHOSEN_MODEL = 'chosenModel';
const ARCHIVE = /\.(zip|mawdi-model)$/i;

/** A file of a model, by its path within the folder. */
export interface ModelPart {
  readonly path: string;
  readonly file: File;
}

export type Door = 'read' | 'correct' | 'measure';
export type Pane = 'library' | 'text' | 'names' | 'map';

/** Everything the panes share; made once in `main.ts`. */
export class App {
  readonly services: Services;
  readonly settings: Settings;
  readonly shortcuts: Shortcuts;
  readonly notices: Notices;
  readonly model: ModelState;
  readonly library: Library;
  readonly collection: Collection;
  readonly jobs: Jobs;
  readonly reading: Reading;
  readonly testSets: TestSets;
  readonly relinking = new Relinking(this);
  door = $state<Door>('read');
  /** The pane in front on a narrow screen. */
  pane = $state<Pane>('text');
  /** The side pane in front on a wide screen. */
  side = $state<'names' | 'map'>('map');
  /** Whether the device prefers dark; kept up to date by `main.ts`. */
  prefersDark = $state(false);
  /** Whether one pane fills the screen; kept up to date by `main.ts`. */
  isNarrow = $state(false);
  readonly isDark: boolean = $derived.by(() =>
    this.settings.theme === 'auto' ? this.prefersDark : this.settings.theme === 'dark',
  );
  isComposing = $state(false);
  /** Tables to complete, while their window is open. */
  tables = $state.raw<readonly File[] | null>(null);
  /** Files of a model to add, while the window of the models is open; empty to look at those that are there. */
  models = $state.raw<readonly ModelPart[] | null>(null);
  isSettingsOpen = $state(false);
  isAboutOpen = $state(false);
  /** The list of keys, opened by `?`. */
  isKeysOpen = $state(false);
  /** Offset that the text view should show first after a reload. */
  restoreOffset = $state<number | null>(null);

  /** Installs the page, while the browser offers it. */
  install = $state.raw<(() => Promise<boolean>) | null>(null);
  /** Handle on the text on screen, set by the reader. */
  textView: { topOffset(): number; focusMention(start: number): void } | null = null;

  constructor(services: Services, browserLanguages: readonly string[]) {
    this.services = services;
    this.settings = new Settings(browserLanguages);
    this.shortcuts = new Shortcuts(this.settings);
    this.notices = new Notices((error) => errorSentence(error, this.settings.language));
    this.model = new ModelState(services.model);
    this.library = new Library(services.store);
    this.collection = new Collection(services.store, (id) => this.library.schemes.get(id));
    this.jobs = new Jobs(services, this.model, {
      onFinished: (finished) => this.#finished(finished),
      onError: (thrown) => this.notices.fail(thrown),
      knowledgeFor: async (id) => (await import('./placing.svelte')).placingOf(this).knowledgeFor(id),
    });
    this.reading = new Reading(services.store, this.library, this.collection, this.jobs);
    this.testSets = new TestSets(services.store, this.library, this.collection, this.jobs);
  }

  /** Brings back the last view; on the first visit stores and opens the sample. */
  async begin(): Promise<void> {
    const { store } = this.services;
    restoreView(this);
    void store.getMeta(CHOSEN_MODEL).then((id) => (this.collection.model = id));
    void this.model.refresh();
    this.jobs.restore().catch((thrown: unknown) => this.notices.fail(thrown));
    if ((await store.getMeta(SAMPLE_OFFERED)) === true) return;
    try {
      const id = await this.services.storeSample();
      await store.putMeta(SAMPLE_OFFERED, true);
      if (this.library.currentId === null) this.library.open(id);
    } catch (thrown) {
      // Without its sample the page still works; the next visit tries again.
      console.warn('No sample:', thrown);
    }
  }

  /** A newer version waits: it is used when the person says so, never under their hands. */
  offerUpdate(): void {
    const { app } = this.settings.m;
    this.notices.say(app.updateReady, {
      label: app.updateNow,
      run: () => {
        this.notices.say(app.updating);
        void import('../../pwa/browser').then(({ applyUpdate }) => applyUpdate());
      },
    });
  }

  /** Stores pasted texts, opens the first and reads those that are new. */
  async read(texts: readonly NewText[]): Promise<void> {
    const { m } = this.settings;
    try {
      const { documents, already } = await this.library.add(texts);
      const first = documents[0] ?? already[0];
      if (first) this.openDocument(first.id);
      this.isComposing = false;
      const known = already[0];
      if (known && texts.length === 1) this.notices.say(m.compose.already(known.title || m.library.untitled));
      else if (known) this.notices.say(m.compose.alreadyMany(this.settings.number(already.length)));
      if (documents.length > 1) {
        this.notices.say(m.compose.stored(this.settings.number(documents.length)));
        this.reading.scope = 'all';
      }
      const unread = already.filter((document) => !this.collection.runOf(document.id));
      this.jobs.add([...documents, ...unread]);
    } catch (thrown) {
      this.notices.fail(thrown);
    }
  }

  /** Reads dropped or chosen files; what cannot be read is said, the others are taken. Labelled files are asked about. */
  async takeFiles(files: Iterable<File>): Promise<void> {
    const archive = [...files].find(({ name }) => ARCHIVE.test(name));
    if (archive) {
      this.isComposing = false;
      this.models = [{ path: archive.name, file: archive }];
      return;
    }
    const { texts, labelled, tables, errors } = await readFiles(files);
    for (const error of errors) this.notices.fail(error);
    if (tables.length > 0) this.tables = tables;
    if (labelled.length + tables.length > 0) this.isComposing = false;
    this.testSets.offer(labelled);
    if (texts.length > 0) await this.read(texts);
  }

  /** Reads a file as an article though its lines look labelled. */
  async readAsArticle(file: File): Promise<void> {
    const { texts, errors } = await readFiles([file], true);
    for (const error of errors) this.notices.fail(error);
    if (texts.length > 0) await this.read(texts);
  }

  openDocument(id: string): void {
    this.library.open(id);
    this.reading.selectedStart = null;
    this.reading.found = null;
    this.pane = 'text';
    if (this.door === 'measure') this.door = 'read';
  }

  /** Opens a text at a mention, and says it. */
  showMention(documentId: string, start: number): void {
    this.reading.show(documentId, start);
    this.pane = 'text';
    this.announceMention();
  }

  /** Opens a text at a search result. */
  showFound(documentId: string, start: number, end: number): void {
    this.reading.show(documentId, start);
    this.reading.found = { start, end };
    this.pane = 'text';
  }

  /** Speaks the mention under attention: name, kind, by whom, how sure. */
  announceMention(): void {
    const { document, selectedStart, spans } = this.reading;
    const span = spans.find((s) => s.start === selectedStart);
    if (!document || !span) return;
    const { m } = this.settings;
    const kind = labelWord(m.reader.label, span.label);
    this.notices.announce(
      m.reader.mentionAnnounce(span.stem.text, kind, m.reader.score[scoreInWords(span.score)]),
    );
  }

  async removeDocument(id: string, title: string): Promise<void> {
    const { m } = this.settings;
    try {
      await this.library.remove(id);
      this.notices.say(m.library.removed(title), {
        label: m.library.undo,
        run: () => {
          this.library
            .restore(id)
            .then(() => this.notices.announce(m.library.restored(title)))
            .catch((thrown: unknown) => this.notices.fail(thrown));
        },
      });
    } catch (thrown) {
      this.notices.fail(thrown);
    }
  }

  async toggleSideBlock(start: number): Promise<void> {
    const { document } = this.reading;
    if (!document) return;
    try {
      const counted = await this.library.toggleSideBlock(document.id, start);
      this.notices.announce(counted ? this.settings.m.reader.countIt : this.settings.m.reader.notCounted);
    } catch (thrown) {
      this.notices.fail(thrown);
    }
  }

  #finished({ run, isBackground }: Finished): void {
    if (isBackground) return;
    const seconds = this.settings.number(Math.round(run.timing.elapsedMs / 100) / 10);
    this.notices.announce(this.settings.m.model.taggingDone(this.settings.number(run.spans.length), seconds));
  }
}

/** The word for a label; labels of foreign schemes are shown as they are. */
export function labelWord(words: Readonly<Record<string, string>>, label: string): string {
  return words[label] ?? label;
}

export const [getApp, setApp] = createContext<App>();
