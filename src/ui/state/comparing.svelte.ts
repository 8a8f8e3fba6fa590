import type { Document } from '../../domain';
import { peopleSteps, runSteps, type PeopleComparison, type RunComparison } from '../measure/comparison';
import { peopleIn, type Person } from '../measure/people';
import { inSlices } from '../measure/slices';
import type { System } from '../measure/systems';
import type { App } from './app.svelte';
import { measureOf, type Measure, type SchemePair } from './measure.svelte';
import { onePerApp } from './one-per-app.svelte';

export type Side = 'a' | 'b';
export type ComparedKind = 'runs' | 'people';

/** Milliseconds without a change before two sides are compared anew. */
const SETTLE_MS = 250;

/** Two results, or two people, on the texts that the door for measuring has chosen. */
export class Comparing {
  kind = $state<ComparedKind>('runs');
  /** What the person chose; the usual pair without it. */
  systemKeys = $state.raw<Readonly<Record<Side, string | null>>>({ a: null, b: null });
  minScores = $state.raw<Readonly<Record<Side, number>>>({ a: 0, b: 0 });
  personKeys = $state.raw<Readonly<Record<Side, string | null>>>({ a: null, b: null });
  result = $state.raw<RunComparison | PeopleComparison | null>(null);
  isBehind = $state(true);
  readonly #app: App;
  readonly #measure: Measure;

  constructor(app: App) {
    this.#app = app;
    this.#measure = measureOf(app);
  }

  readonly a: System | undefined = $derived.by(
    () => this.#chosen('a') ?? this.#measure.system ?? this.#measure.systems[0],
  );
  readonly b: System | undefined = $derived.by(
    () => this.#chosen('b') ?? this.#measure.systems.find(({ key }) => key !== this.a?.key) ?? this.a,
  );
  readonly people: readonly Person[] = $derived.by(() => {
    const { editsByDocument } = this.#app.collection;
    return peopleIn(this.#measure.documents.flatMap(({ id }) => editsByDocument.get(id) ?? []));
  });
  readonly personA: Person | undefined = $derived.by(() => this.#person('a') ?? this.people[0]);
  readonly personB: Person | undefined = $derived.by(
    () => this.#person('b') ?? this.people.find(({ key }) => key !== this.personA?.key),
  );
  /** Whether the two sides can differ at all. */
  readonly isSame: boolean = $derived.by(() =>
    this.kind === 'runs'
      ? this.a?.key === this.b?.key && this.minScores.a === this.minScores.b
      : this.personA?.key === this.personB?.key,
  );
  readonly toAllow: readonly SchemePair[] = $derived.by(() =>
    this.kind === 'runs' && this.a && this.b ? this.#measure.pairsToAllow([this.a, this.b]) : [],
  );

  choose(side: Side, change: { system?: string; minScore?: number; person?: string }): void {
    const { system, minScore, person } = change;
    if (system !== undefined) this.systemKeys = { ...this.systemKeys, [side]: system };
    if (minScore !== undefined) this.minScores = { ...this.minScores, [side]: minScore };
    if (person !== undefined) this.personKeys = { ...this.personKeys, [side]: person };
  }

  /** Keeps the comparison up with edits and choices; call from an effect, stop with what it returns. */
  follow(): () => void {
    const { collection } = this.#app;
    const measure = this.#measure;
    void [collection.edits, collection.runs, measure.documents, measure.countBulk, measure.allowed];
    void [this.kind, this.a, this.b, this.minScores, this.personA, this.personB];
    const abort = new AbortController();
    const mayCompare = !this.isSame && this.toAllow.length === 0;
    this.isBehind = mayCompare;
    if (!mayCompare) this.result = null;
    const timer = setTimeout(
      () => {
        if (mayCompare) void this.#make(abort.signal);
      },
      this.#hasResult ? SETTLE_MS : 0,
    );
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }

  #hasResult = false;

  async #make(signal: AbortSignal): Promise<void> {
    const take = (result: RunComparison | PeopleComparison | null) => {
      if (!result) return;
      this.result = result;
      this.#hasResult = true;
      this.isBehind = false;
    };
    try {
      if (this.kind === 'runs') await this.#compareRuns(signal, take);
      else await this.#comparePeople(signal, take);
    } catch (thrown) {
      this.isBehind = false;
      this.#app.notices.fail(thrown);
    }
  }

  async #compareRuns(signal: AbortSignal, take: (result: RunComparison | null) => void): Promise<void> {
    const { a, b, minScores } = this;
    if (!a || !b) return;
    const first = await this.#measure.select(a, signal);
    const second = await this.#measure.select(b, signal);
    if (!first || !second) return;
    const steps = runSteps(
      { selection: first, minScore: minScores.a },
      { selection: second, minScore: minScores.b },
    );
    take(await inSlices(steps, signal, take));
  }

  async #comparePeople(signal: AbortSignal, take: (result: PeopleComparison | null) => void): Promise<void> {
    const { personA, personB } = this;
    if (!personA || !personB) return;
    const { collection } = this.#app;
    const steps = peopleSteps({
      a: personA.key,
      b: personB.key,
      documents: this.#measure.documents,
      editsOf: (document: Document) => collection.editsByDocument.get(document.id) ?? [],
      segmentsOf: (document: Document) => collection.segmentsOf(document),
    });
    take(await inSlices(steps, signal));
  }

  #chosen(side: Side): System | undefined {
    return this.#measure.systems.find(({ key }) => key === this.systemKeys[side]);
  }

  #person(side: Side): Person | undefined {
    return this.people.find(({ key }) => key === this.personKeys[side]);
  }
}

/** The comparison of the page. */
export const comparingOf = onePerApp((app) => new Comparing(app));
