/// <reference types="vite/client" />
import { mount } from 'svelte';
import { AppError, toAppError, type Label, type OnProgress, type Scheme } from './domain';
import type { LoadedPlaces, WorkerLinker } from './linking/browser';
import { errorSentence } from './messages';
import { modelOfScheme } from './model';
import { createModelStore, createWorkerTagger } from './model/browser';
import { linkDocument, tagDocument, tagSentences } from './pipeline';
import { keepAllRequests, keepPlaces, registerServiceWorker, watchInstallPrompt } from './pwa/browser';
import { openStore } from './storage';
import App from './ui/App.svelte';
import { loadTextFace } from './ui/fonts';
import type { Services } from './ui/services';
import { App as AppState, CHOSEN_MODEL } from './ui/state/app.svelte';
import './ui/styles/tokens.css';
import './ui/styles/base.css';
import './ui/styles/marks.css';

const STORE_NAME = 'mawdi';
/** Name of the filter of seen sentences in the folder of a model. */
const SEEN_FILTER = 'seen.bin';
/** Least milliseconds between two drawings of what has been found so far. */
const PARTIAL_MS = 400;
/** Least milliseconds between two steps of the progress bar: each one lays the page out again. */
const PROGRESS_MS = 200;

/** Makes every implementation once: the only place that knows them all. */
async function createServices(baseUrl: string, onPlaces: (loaded: LoadedPlaces) => void): Promise<Services> {
  const store = await openStore(STORE_NAME);
  const modelStore = createModelStore(baseUrl);
  const tagger = createWorkerTagger({ baseUrl, store: modelStore });
  const manifest = async () => modelStore.manifest((await modelStore.index())[0] ?? '');
  /** The model that a person chose to read new texts, while it is on this device. */
  const chosen = async (): Promise<string | undefined> => {
    const id = await store.getMeta(CHOSEN_MODEL);
    if (typeof id !== 'string') return undefined;
    return modelStore.manifest(id).then(
      () => id,
      () => undefined,
    );
  };
  const taggerFor = async (scheme?: string) =>
    tagger.of(scheme === undefined ? await chosen() : modelOfScheme(scheme));
  let linker: Promise<WorkerLinker> | null = null;
  const startLinker = () =>
    (linker ??= import('./linking/browser').then(({ createWorkerLinker }) =>
      createWorkerLinker({ baseUrl, onLoaded: onPlaces }),
    ));

  const loadPlaces = async (): Promise<WorkerLinker> => {
    const places = await startLinker();
    await places.load(() => {}, new AbortController().signal);
    return places;
  };

  return {
    store,
    baseUrl,
    places: {
      search: async (query, limit) => (await loadPlaces()).search(query, limit),
      describe: async (ids) => (await loadPlaces()).describe(ids),
      englishOf: async (names) => (await loadPlaces()).englishOf(names),
      outlines: async (ids) => (await loadPlaces()).outlines(ids),
    },
    openPacks: async () => (await import('./gazetteer/browser')).openPackStore(baseUrl),
    reloadPlaces: async () => (await startLinker()).reload(),
    model: {
      identity: async () => {
        const { id, schemes, defaultScheme } = await manifest();
        const labels = Object.fromEntries(schemes.map((scheme) => [scheme.id, labelsOf(scheme)]));
        return { id, schemes: schemes.map((scheme) => scheme.id), defaultScheme, labels };
      },
      seenFilter: async () => {
        const { id, files } = await manifest();
        if (!files.some(({ path }) => path === SEEN_FILTER)) return null;
        const response = await fetch(`${baseUrl}models/${id}/${SEEN_FILTER}`);
        return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
      },
      presence: async () => {
        const id = await chosen();
        return modelStore.state(await (id === undefined ? manifest() : modelStore.manifest(id)));
      },
      load: async (onProgress, signal, scheme) => {
        await (await taggerFor(scheme)).load(onProgress, signal);
      },
      shelf: async () =>
        (await import('./model/own/browser')).openModelShelf({ baseUrl, store: modelStore, tagger }),
      remove: async () => {
        await tagger.release(undefined);
        await modelStore.remove((await manifest()).id);
      },
    },
    link: async (document, run, { signal, onProgress, knowledge }) => {
      const places = await startLinker();
      await places.load(onProgress, signal);
      return linkDocument({
        documentId: document.id,
        raw: document.text,
        run,
        linker: places,
        date: document.source.published,
        knowledge,
        signal,
      });
    },
    tag: async (document, { signal, onSpans, onProgress, scheme, ownPlaces, from, onPartial }) => {
      let shownAt = 0;
      let found = 0;
      const run = await tagDocument({
        documentId: document.id,
        raw: document.text,
        testSet: document.testSet,
        tagger: await taggerFor(scheme),
        ...(scheme === undefined ? {} : { scheme }),
        from,
        ...(onPartial ? { onPartial } : {}),
        signal,
        onProgress: atIntervals(onProgress),
        onSpans: (spans) => {
          // The more there is to draw, the longer the pause.
          if (performance.now() - shownAt < PARTIAL_MS + found / 10) return;
          found = spans.length;
          shownAt = performance.now();
          onSpans(spans);
        },
        knownNames: async (names) => {
          try {
            const places = await startLinker();
            await places.load(() => {}, signal);
            return await places.knownNames(names, await ownPlaces?.());
          } catch (thrown) {
            // Names matter more than their first letters: without the list of places the article alone decides.
            if (toAppError(thrown).code === 'tag/cancelled') throw thrown;
            return new Set();
          }
        },
      });
      // On a phone the map may not have been opened yet; without a connection it must open all the same.
      keepPlaces();
      return run;
    },
    tagSentences: async (reading) =>
      tagSentences({ ...reading, tagger: await taggerFor(reading.scheme), readingId: 'lens' }),
    inspect: async (request, signal) => (await taggerFor(request.scheme)).inspect(request, signal),
    geocode: async (rows, options) => {
      const [linker, { geocodeTable }] = await Promise.all([loadPlaces(), import('./geocode-table')]);
      return geocodeTable(rows, { ...options, linker, tagger });
    },
    async storeSample() {
      const response = await fetch(`${baseUrl}sample/sample.mawdi.json`);
      const { parseProject } = await import('./exchange');
      const project = parseProject(new Uint8Array(await response.arrayBuffer()), 'sample');
      if (!project.ok) throw project.error;
      await store.mergeProject(project.value);
      const [sample] = project.value.documents;
      if (!sample) throw new AppError('file/project-damaged', { detail: 'sample' });
      // A merge may have united it with a copy under another id.
      return (await store.findByTextKey(sample.textKey))?.id ?? sample.id;
    },
  };
}

const labelsOf = ({ labels }: Scheme): Label[] =>
  labels.flatMap((tag) => (tag.startsWith('B-') ? [tag.slice(2)] : []));

/** Lets steps of tagging through at intervals; the last one, and every other phase, always. */
function atIntervals(onProgress: OnProgress): OnProgress {
  let toldAt = 0;
  return (progress) => {
    const now = performance.now();
    const isBetween = progress.phase === 'tag' && progress.done > 0 && progress.done < progress.total;
    if (isBetween && now - toldAt < PROGRESS_MS) return;
    toldAt = now;
    onProgress(progress);
  };
}

function followDevice(app: AppState): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  app.prefersDark = dark.matches;
  dark.addEventListener('change', () => (app.prefersDark = dark.matches));
  const narrow = matchMedia('(max-width: 760px)');
  app.isNarrow = narrow.matches;
  narrow.addEventListener('change', () => (app.isNarrow = narrow.matches));
  watchInstallPrompt((install) => (app.install = install ?? null));
}

async function start(): Promise<void> {
  const target = document.getElementById('app');
  if (!target) return;
  keepAllRequests();
  const baseUrl = import.meta.env.BASE_URL;
  try {
    const services = await createServices(baseUrl, (loaded) => {
      if (loaded.isEarlier || loaded.damagedPacks.length > 0)
        void import('./ui/about/damaged-places').then(({ sayDamaged }) => sayDamaged(app, loaded));
    });
    const app = new AppState(services, navigator.languages);
    followDevice(app);
    await app.begin();
    mount(App, { target, props: { app } });
    void loadTextFace(baseUrl);
    void import('./ui/state/placing.svelte').then(({ placingOf }) => placingOf(app));
    if (import.meta.env.PROD) void registerServiceWorker({ baseUrl, onUpdate: () => app.offerUpdate() });
  } catch (thrown) {
    showFailure(target, toAppError(thrown));
  }
}

/** Nothing is mounted yet, so both languages are shown. */
function showFailure(target: HTMLElement, error: AppError): void {
  console.error(error.cause ?? error);
  target.replaceChildren(
    ...(['ar', 'en'] as const).map((language) => {
      const paragraph = document.createElement('p');
      paragraph.className = 'start-failure';
      paragraph.lang = language;
      paragraph.dir = language === 'ar' ? 'rtl' : 'ltr';
      paragraph.textContent = errorSentence(error, language);
      return paragraph;
    }),
  );
}

void start();
