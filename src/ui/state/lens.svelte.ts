import { AppError, toAppError, type Document, type Inspection, type Segment, type Span } from '../../domain';
import {
  findFlips,
  makeVariant,
  mapBack,
  VARIANT_KINDS,
  type Flip,
  type VariantKind,
} from '../../evaluation';
import { lensMessages } from '../../messages';
import { decodeSpans } from '../../spans';
import { modelOfScheme } from '../../model';
import { documentBatches } from '../../text';
import type { ModelIdentity } from '../services';
import type { App } from './app.svelte';
import { onePerApp } from './one-per-app.svelte';
import { modelsHere, type OwnModel } from './own-models';

/** The sentence under the lens with what the model said of it. */
export interface Look {
  readonly document: Document;
  readonly sentence: Segment;
  readonly inspection: Inspection;
  readonly spans: readonly Span[];
}

/** What one spelling changed; flips stand at offsets of the original. */
export interface Trial {
  readonly kind: VariantKind;
  readonly changedWords: number;
  readonly flips: readonly Flip[];
}

/** What was tried on, and what came out so far. */
export interface Probe {
  readonly documentId: string;
  /** Start of the sentence; null for the whole text. */
  readonly sentenceStart: number | null;
  readonly names: number;
  readonly words: number;
  readonly trials: readonly Trial[];
}

/** Where a running probe stands: words read of all that are to be read. */
export interface ProbeProgress {
  /** Null while the original is read. */
  readonly kind: VariantKind | null;
  readonly done: number;
  readonly total: number;
}

/** Spellings whose change the model's normal form takes away again. */
export const UNSEEN_KINDS: readonly VariantKind[] = ['diacritics', 'tatweel'];

const isCancelled = (thrown: unknown): boolean => toAppError(thrown).code === 'tag/cancelled';

/** Looks into the model at work on one sentence, and tries it on other spellings. Nothing here is ever stored. */
export class Lens {
  look = $state.raw<Look | null>(null);
  isLooking = $state(false);
  error = $state.raw<AppError | null>(null);
  scope = $state<'sentence' | 'text'>('text');
  seed = $state(1);
  probe = $state.raw<Probe | null>(null);
  progress = $state.raw<ProbeProgress | null>(null);
  /** Scheme that the person chose to look under; that of the result on show without it. */
  chosen = $state<string | null>(null);
  /** The built-in model; null until it is known. */
  identity = $state.raw<ModelIdentity | null>(null);
  /** Models that the person brought along. */
  own = $state.raw<readonly OwnModel[]>([]);
  #builtInMissing = $state<number | null>(null);
  readonly #app: App;
  #lookedAt = '';
  #looking: AbortController | null = null;
  #probing: AbortController | null = null;

  constructor(app: App) {
    this.#app = app;
  }

  readonly m = $derived.by(() => lensMessages[this.#app.settings.language]);

  /** Learns which models there are; without their list the built-in one can be looked at all the same. */
  async refresh(): Promise<void> {
    const { model } = this.#app.services;
    const [identity, here] = await Promise.all([model.identity().catch(() => null), modelsHere(model)]);
    this.identity = identity;
    this.own = here.own;
    this.#builtInMissing = here.builtInMissing;
  }

  /** The scheme to look under: the chosen one, else that of the result on show, where its model is still here. */
  schemeFor(document: Document): string {
    const { collection } = this.#app;
    const known = [...(this.identity?.schemes ?? []), ...this.own.map(({ scheme }) => scheme)];
    if (this.chosen !== null && known.includes(this.chosen)) return this.chosen;
    const wanted = collection.runOf(document.id)?.scheme ?? collection.schemeOf(document.id);
    return known.includes(wanted) ? wanted : (this.identity?.defaultScheme ?? wanted);
  }

  /** Bytes to fetch before the model of a scheme can be looked at; `null` when it is here or on its way. */
  bytesMissing(scheme: string): number | null {
    const { model, collection } = this.#app;
    // What a person brought along is here or not listed.
    if (modelOfScheme(scheme) !== undefined || model.status === 'loading') return null;
    if (typeof collection.model === 'string') return this.#builtInMissing || null;
    return model.status === 'ready' ? null : model.bytesMissing || model.bytesTotal;
  }

  /** Fetches and starts the model of a scheme. Rejects with `AppError` `model/*`. */
  async fetch(scheme: string): Promise<void> {
    await this.#app.model.ensure(undefined, scheme);
    await this.refresh();
  }

  /** Looks at the sentence at hand, once. */
  follow(document: Document, sentence: Segment): void {
    const run = this.#app.collection.runOf(document.id)?.id ?? '';
    const key = `${document.id} ${sentence.start} ${sentence.end} ${run} ${this.schemeFor(document)}`;
    if (key === this.#lookedAt) return;
    this.#lookedAt = key;
    void this.inspect(document, sentence);
  }

  /** Runs the windows of a sentence again. A newer call takes the place of an older one. */
  async inspect(document: Document, sentence: Segment): Promise<void> {
    this.#looking?.abort();
    const { signal } = (this.#looking = new AbortController());
    this.isLooking = true;
    this.error = null;
    try {
      const scheme = this.schemeFor(document);
      await this.#app.model.ensure(undefined, scheme);
      const segments = batchOf(document, sentence);
      const request = { scheme, segments, segmentIndex: sentence.index };
      const inspection = await this.#app.services.inspect(request, signal);
      if (signal.aborted) return;
      const spans = decodeSpans(inspection.tags, sentence, inspection.scheme, document.text);
      this.look = { document, sentence, inspection, spans };
    } catch (thrown) {
      if (signal.aborted || isCancelled(thrown)) return;
      this.look = null;
      this.error = toAppError(thrown);
    } finally {
      if (this.#looking?.signal === signal) this.isLooking = false;
    }
  }

  /** Nothing is at hand any more. */
  leave(): void {
    this.#looking?.abort();
    this.#lookedAt = '';
    this.look = null;
    this.isLooking = false;
    this.error = null;
  }

  /** Reads the text, or one sentence by itself, as it stands and then in every other spelling. */
  async tryOut(document: Document, sentence: Segment | null): Promise<void> {
    this.#probing?.abort();
    const { signal } = (this.#probing = new AbortController());
    const batches = sentence ? [[sentence]] : [...documentBatches(document)];
    const words = batches.flat().reduce((sum, segment) => sum + segment.words.length, 0);
    const total = words * (VARIANT_KINDS.length + 1);
    const stepTo = (kind: VariantKind | null, done: number) => {
      if (!signal.aborted) this.progress = { kind, done, total };
    };
    this.probe = null;
    stepTo(null, 0);
    try {
      const scheme = this.schemeFor(document);
      await this.#app.model.ensure(undefined, scheme);
      const read = (
        raw: string,
        parts: readonly (readonly Segment[])[],
        kind: VariantKind | null,
        done: number,
      ) =>
        this.#app.services.tagSentences({
          raw,
          batches: parts,
          scheme,
          signal,
          onWords: (n) => stepTo(kind, done + n),
        });
      const before = await read(document.text, batches, null, 0);
      const basis = {
        documentId: document.id,
        sentenceStart: sentence?.start ?? null,
        names: before.length,
        words,
      };
      const trials: Trial[] = [];
      for (const [i, kind] of VARIANT_KINDS.entries()) {
        stepTo(kind, words * (i + 1));
        const segments = batches.flat();
        const variant = makeVariant(document.text, segments, kind, this.seed);
        let flips: readonly Flip[] = [];
        // The same words would give the same names.
        if (variant.changedWords > 0) {
          const parts = inBatches(variant.segments, batches);
          const found = await read(variant.text, parts, kind, words * (i + 1));
          flips = findFlips(before, mapBack(variant, segments, found));
        }
        if (signal.aborted) throw new AppError('tag/cancelled');
        trials.push({ kind, changedWords: variant.changedWords, flips });
        this.probe = { ...basis, trials: [...trials] };
      }
      const flipped = trials.reduce((sum, trial) => sum + trial.flips.length, 0);
      this.#app.notices.announce(this.m.finished(this.#app.settings.number(flipped)));
    } catch (thrown) {
      if (this.#probing?.signal !== signal) return;
      if (isCancelled(thrown)) this.#app.notices.announce(this.m.stopped);
      else this.#app.notices.fail(thrown);
    } finally {
      if (this.#probing?.signal === signal) {
        this.#probing = null;
        this.progress = null;
      }
    }
  }

  /** What has been tried so far stays. */
  stop(): void {
    this.#probing?.abort();
  }
}

/** The sentences that were handed to the model together with this one. */
function batchOf(document: Document, sentence: Segment): readonly Segment[] {
  for (const batch of documentBatches(document))
    if (batch.some(({ index }) => index === sentence.index)) return batch;
  return [sentence];
}

/** The sentences cut into as many batches of the same lengths. */
function inBatches(
  segments: readonly Segment[],
  batches: readonly (readonly Segment[])[],
): (readonly Segment[])[] {
  let at = 0;
  return batches.map(({ length }) => segments.slice(at, (at += length)));
}

export const lensOf = onePerApp((app) => new Lens(app));
