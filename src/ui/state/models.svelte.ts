import { AppError, toAppError, type OnProgress, type Progress } from '../../domain';
import { errorSentence, modelsMessages, unfitSentence } from '../../messages';
import type { ForeignLabels, InstalledModel, ModelManifest, ModelShelf, Offer, Speed } from '../../model';
import { CHOSEN_MODEL, type App, type ModelPart } from './app.svelte';
import { onePerApp } from './one-per-app.svelte';

/** Long work on a model. */
export type ModelWork = 'verify' | 'repair' | 'measure' | 'pack' | 'add' | 'open';

interface Busy {
  readonly work: ModelWork;
  /** Empty while a model is added. */
  readonly id: string;
  readonly abort: AbortController;
}

/** What came of the last work on a model. */
export interface Outcome {
  readonly id: string;
  readonly text: string;
  /** The files that are damaged, where they can be mended or replaced. */
  readonly damaged: readonly string[];
}

type Act = (shelf: ModelShelf, onProgress: OnProgress, signal: AbortSignal) => Promise<void>;

/** A speed as it is kept: measured for one version of a model. */
type Speeds = Readonly<Record<string, Speed>>;

const SPEEDS = 'modelSpeeds';
/** Runs that tell how fast a model is: so many of the newest. */
const RUNS = 20;

/** The models of this device, and what a person does with them. */
export class Models {
  list = $state.raw<readonly InstalledModel[]>([]);
  isLoaded = $state(false);
  /** The model that reads new texts; empty for the one of the page. */
  chosen = $state('');
  busy = $state.raw<Busy | null>(null);
  progress = $state.raw<Progress | null>(null);
  outcome = $state.raw<Outcome | null>(null);
  /** A model to add, once its files were looked at. */
  offer = $state.raw<Offer | null>(null);
  /** Why a model could not be added. */
  failure = $state.raw<AppError | null>(null);
  #speeds = $state.raw<Speeds>({});
  readonly #app: App;
  #shelf: Promise<ModelShelf> | null = null;
  /** The work before, which the next one waits for. */
  #last: Promise<void> = Promise.resolve();

  constructor(app: App) {
    this.#app = app;
  }

  readonly m = $derived.by(() => modelsMessages[this.#app.settings.language]);

  /** Looks again at what is there. */
  async refresh(): Promise<void> {
    const { store } = this.#app.services;
    try {
      const chosen = await store.getMeta(CHOSEN_MODEL);
      this.chosen = typeof chosen === 'string' ? chosen : '';
      this.#speeds = ((await store.getMeta(SPEEDS)) as Speeds | undefined) ?? {};
      this.list = await (await this.#open()).list();
    } catch (thrown) {
      this.#app.notices.fail(thrown);
    }
    this.isLoaded = true;
  }

  /** Looks at files that a person dropped or chose. */
  async take(parts: readonly ModelPart[]): Promise<void> {
    this.dismiss();
    const [first] = parts;
    const origin = first?.path.split('/')[0] ?? '';
    await this.#work('open', '', async () => {
      this.offer = await (await this.#open()).open(parts, origin);
    });
  }

  /** Adds what was offered. */
  async add(name: string, labels: ForeignLabels | null): Promise<void> {
    const { offer } = this;
    const before = new Set(this.list.map(({ manifest }) => manifest.id));
    await this.#work('add', '', async (shelf, onProgress, signal) => {
      if (!offer) return;
      const added =
        offer.type === 'carried'
          ? await shelf.addCarried(offer.carried, onProgress, signal)
          : await shelf.add(offer.folder, { name, labels: labels ?? fail() }, onProgress, signal);
      this.offer = null;
      await this.refresh();
      void this.#app.model.refresh();
      const wasThere = before.has(added.id) && added.foreign !== undefined;
      const text = wasThere ? this.m.alreadyThere(nameOf(added)) : this.m.added(nameOf(added));
      this.#say(added.id, text);
    });
  }

  /** Gives up what was offered. */
  dismiss(): void {
    this.cancel();
    this.offer = null;
    this.failure = null;
  }

  async relabel(id: string, labels: ForeignLabels): Promise<boolean> {
    try {
      await (await this.#open()).relabel(id, labels);
      await this.refresh();
      this.#say(id, this.m.relabelled);
      return true;
    } catch (thrown) {
      this.#say(id, this.sentence(toAppError(thrown)));
      return false;
    }
  }

  verify(id: string): Promise<void> {
    return this.#work('verify', id, async (shelf, onProgress, signal) => {
      const damaged = await shelf.verify(id, onProgress, signal);
      this.#say(id, damaged.length === 0 ? this.m.good : this.m.damaged(damaged.join('، ')), damaged);
    });
  }

  repair(id: string): Promise<void> {
    return this.#work('repair', id, async (shelf, onProgress, signal) => {
      await shelf.repair(id, onProgress, signal);
      await this.refresh();
      void this.#app.model.refresh();
      this.#say(id, this.m.repaired);
    });
  }

  measure(id: string): Promise<void> {
    return this.#work('measure', id, async (shelf, onProgress, signal) => {
      const speed = await shelf.measure(id, onProgress, signal);
      const manifest = this.list.find((model) => model.manifest.id === id)?.manifest;
      if (!manifest) return;
      const { store } = this.#app.services;
      this.#speeds = { ...this.#speeds, [manifest.sha256]: speed };
      await store.putMeta(SPEEDS, this.#speeds);
      this.#say(id, this.m.measured(this.#number(speed.tokensPerSecond)));
    });
  }

  pack(id: string): Promise<void> {
    return this.#work('pack', id, async (shelf, onProgress, signal) => {
      const blob = await shelf.pack(id, onProgress, signal);
      const file = `${id}.mawdi-model`;
      const { saveFile } = await import('../exporting/save-file');
      saveFile(blob, file, 'application/octet-stream');
      this.#say(id, this.m.packed(file));
    });
  }

  async remove({ manifest }: InstalledModel): Promise<void> {
    try {
      await (await this.#open()).remove(manifest.id);
      if (this.chosen === manifest.id) await this.choose('');
      await this.refresh();
      void this.#app.model.refresh();
      this.#app.notices.say(this.m.removed(nameOf(manifest)));
    } catch (thrown) {
      this.#app.notices.fail(thrown);
    }
  }

  /** Has a model read new texts; empty for the one of the page. */
  async choose(id: string): Promise<void> {
    this.chosen = id;
    this.#app.collection.model = id || undefined;
    await this.#app.services.store.putMeta(CHOSEN_MODEL, id || null);
    await this.#app.model.refresh();
    this.#app.notices.announce(this.m.readsNow);
  }

  cancel(): void {
    this.busy?.abort.abort();
  }

  /** Tokens a second on this device, and where that is known from. */
  speedOf({ id, sha256 }: ModelManifest): { tokensPerSecond: number; isMeasured: boolean } | null {
    const measured = this.#speeds[sha256];
    if (measured) return { tokensPerSecond: measured.tokensPerSecond, isMeasured: true };
    const runs = this.#app.collection.runs
      .filter((run) => run.modelId === id && run.modelSha256 === sha256 && run.stored !== true)
      .slice(0, RUNS);
    const sum = (of: (timing: (typeof runs)[number]['timing']) => number) =>
      runs.reduce((total, { timing }) => total + of(timing), 0);
    const seconds = sum(({ elapsedMs }) => elapsedMs) / 1000;
    const tokens = sum((timing) => timing.tokens);
    return seconds > 0 && tokens > 0 ? { tokensPerSecond: tokens / seconds, isMeasured: false } : null;
  }

  sentence(error: AppError): string {
    const { language } = this.#app.settings;
    return unfitSentence(error, language) ?? errorSentence(error, language);
  }

  #say(id: string, text: string, damaged: readonly string[] = []): void {
    this.outcome = { id, text, damaged };
    this.#app.notices.announce(text);
  }

  #number(value: number): string {
    return this.#app.settings.number(Math.round(value));
  }

  #open(): Promise<ModelShelf> {
    return (this.#shelf ??= this.#app.services.model.shelf().catch((thrown: unknown) => {
      this.#shelf = null;
      throw thrown;
    }));
  }

  /** One long work at a time; what is stopped says nothing, what fails says why. */
  #work(work: ModelWork, id: string, act: Act): Promise<void> {
    this.#last = this.#last.then(() => this.#carryOut(work, id, act));
    return this.#last;
  }

  async #carryOut(work: ModelWork, id: string, act: Act): Promise<void> {
    const abort = new AbortController();
    this.busy = { work, id, abort };
    this.progress = null;
    this.outcome = null;
    this.failure = null;
    try {
      await act(await this.#open(), (progress) => (this.progress = progress), abort.signal);
    } catch (thrown) {
      const error = toAppError(thrown);
      if (error.code === 'tag/cancelled') return;
      if (id !== '') return this.#say(id, this.sentence(error));
      this.failure = error;
      this.#app.notices.announce(this.sentence(error));
    } finally {
      this.busy = null;
      this.progress = null;
    }
  }
}

/** What people call a model. */
export const nameOf = ({ name, id }: ModelManifest): string => name ?? id;

function fail(): never {
  throw new AppError('internal', { detail: 'labels' });
}

/** The models of the page. */
export const modelsOf = onePerApp((app) => new Models(app));
