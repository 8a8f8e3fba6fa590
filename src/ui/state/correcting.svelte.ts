import { createContext } from 'svelte';
import {
  addMark,
  acceptAll,
  acceptMark,
  cycleStem,
  mergeMarks,
  moveBorder,
  readSentence,
  rejectAll,
  rejectMark,
  relabel,
  removeMark,
  reviewStatusOf,
  setRange,
  setReview,
  splitMark,
  unreadSentence,
  type BorderMove,
  type Command,
  type EditDraft,
  type Work,
  type WorkSpan,
} from '../../correction';
import type { Document, Label, Range, Segment, Word } from '../../domain';
import { correctMessages } from '../../messages';
import { scoreInWords } from '../../spans';
import { rangeOf, selectionOf, stepSentence, stepWord, type WordSelection } from '../correct/caret';
import { labelWord, type App } from './app.svelte';

/** The open text under correction: what is selected, and every action on it. Refusals are said, never thrown. */
export class Correcting {
  /** Selected words of the open text. */
  selection = $state.raw<WordSelection | null>(null);
  /** The mark whose name is looked for elsewhere, while that dialog is open. */
  sameOf = $state.raw<WorkSpan | null>(null);
  /** First and last offset of the marks on screen, set by the text. */
  inView: () => { start: number; end: number } = () => ({ start: 0, end: Infinity });
  readonly #app: App;
  #selectedIn: string | null = null;
  #last: Promise<void> | null = null;

  constructor(app: App) {
    this.#app = app;
  }

  readonly m = $derived.by(() => correctMessages[this.#app.settings.language]);
  readonly document: Document | null = $derived.by(() => this.#app.reading.document);
  readonly work: Work | null = $derived.by(() =>
    this.document ? this.#app.collection.workOf(this.document) : null,
  );
  readonly words: readonly Word[] = $derived.by(
    () => this.work?.segments.flatMap((segment) => segment.words) ?? [],
  );
  readonly range: Range | null = $derived.by(() =>
    this.selection ? rangeOf(this.words, this.selection) : null,
  );
  /** The mark that is selected, or the one that holds the selected word. */
  readonly mark: WorkSpan | null = $derived.by(() => {
    const { range, work } = this;
    if (!range || !work) return null;
    const touched = work.spans.filter((span) => span.start < range.end && range.start < span.end);
    const holding = touched.find((span) => span.start <= range.start && range.end <= span.end);
    return holding ?? (touched.length === 1 ? (touched[0] ?? null) : null);
  });
  /** Sentences to read: those of the article itself, not of blocks that do not count. */
  readonly sentences: readonly Segment[] = $derived.by(() =>
    this.document ? this.#app.collection.sentencesOf(this.document) : [],
  );
  readonly sentence: Segment | null = $derived.by(() => {
    const { range, work } = this;
    if (!range || !work) return null;
    return work.segments.find((segment) => range.start < segment.end) ?? null;
  });
  readonly readCount: number = $derived.by(
    () => this.sentences.filter((segment) => this.work?.layer.read.has(segment.start)).length,
  );
  readonly isSentenceRead: boolean = $derived.by(
    () => this.sentence !== null && this.work?.layer.read.has(this.sentence.start) === true,
  );
  readonly status = $derived.by(() => (this.work ? reviewStatusOf(this.work.layer) : 'untouched'));

  /** Selects the words that a range touches. */
  select(start: number, end: number): void {
    this.selection = selectionOf(this.words, start, end);
    this.#selectedIn = this.document?.id ?? null;
  }

  /** Forgets the selection when another text is open. */
  forget(): void {
    if (this.#selectedIn === this.document?.id) return;
    this.selection = null;
    this.#selectedIn = this.document?.id ?? null;
  }

  leave(): void {
    this.selection = null;
  }

  moveByWord(direction: 1 | -1, extend: boolean): void {
    this.#moveTo(stepWord(this.words, this.selection, direction, extend));
  }

  moveBySentence(direction: 1 | -1, extend: boolean): void {
    if (!this.work) return;
    this.#moveTo(stepSentence(this.words, this.work.segments, this.selection, direction, extend));
  }

  /** Selects the next or previous mark. */
  moveByMark(direction: 1 | -1): void {
    const spans = this.work?.spans ?? [];
    const from = this.mark ?? this.range;
    const next =
      direction === 1
        ? spans.find((span) => span.start > (from?.start ?? -1))
        : spans.findLast((span) => span.start < (from?.start ?? Infinity));
    const span = next ?? (direction === 1 ? spans[0] : spans.at(-1));
    if (!span) return;
    this.select(span.start, span.end);
    this.announce();
  }

  moveToUnread(): void {
    const { work } = this;
    if (!work) return;
    const isUnread = (segment: Segment) => !work.layer.read.has(segment.start);
    const at = this.sentence?.start ?? -1;
    const next =
      this.sentences.find((segment) => segment.start > at && isUnread(segment)) ??
      this.sentences.find(isUnread);
    if (!next) return this.#app.notices.announce(this.m.noUnread);
    const focus = this.words.findIndex((word) => word.start >= next.start);
    this.#moveTo(focus < 0 ? null : { anchor: focus, focus });
  }

  #moveTo(selection: WordSelection | null): void {
    if (!selection) return;
    this.selection = selection;
    this.#selectedIn = this.document?.id ?? null;
    this.announce();
  }

  /** Says what is selected: the name with kind, origin and how sure, or the bare words. */
  announce(): void {
    const { mark, range, document } = this;
    if (!document || !range) return;
    const words = document.text.slice(range.start, range.end);
    this.#app.notices.announce(mark ? this.describe(mark) : this.m.word(words));
  }

  describe(mark: WorkSpan): string {
    const { settings } = this.#app;
    const isSuggestion = mark.origin === 'predicted';
    const score = isSuggestion ? settings.m.reader.score[scoreInWords(mark.score ?? 0)] : '';
    return this.m.mark(mark.stem.text, this.kindOf(mark.label), this.m.origin[mark.origin], score);
  }

  kindOf(label: Label): string {
    return labelWord(this.#app.settings.m.reader.label, label);
  }

  /** Gives the selected words or the selected mark a label. */
  async label(label: Label): Promise<void> {
    const { work, range, mark } = this;
    if (!work || !range) return this.#app.notices.announce(this.m.none);
    const isInside = mark !== null && mark.start <= range.start && range.end <= mark.end;
    const done = await this.#do(isInside ? relabel(work, mark, label) : addOver(work, range, mark, label));
    if (done) this.#app.notices.announce(this.m.added(this.#words(done, range), this.kindOf(label)));
  }

  async accept(): Promise<void> {
    const { mark, work } = this;
    if (!mark || !work) return this.#app.notices.announce(this.m.none);
    if (!(await this.#do(acceptMark(work, mark)))) return;
    this.#app.notices.announce(this.m.accepted(mark.stem.text));
  }

  async reject(): Promise<void> {
    await this.#takeAway(rejectMark);
  }

  async remove(): Promise<void> {
    await this.#takeAway(removeMark);
  }

  async #takeAway(command: typeof removeMark): Promise<void> {
    const { mark, work } = this;
    if (!mark || !work) return this.#app.notices.announce(this.m.none);
    if (!(await this.#do(command(work, mark)))) return;
    this.#app.notices.announce(this.m.removed(mark.stem.text));
  }

  async moveBorder(move: BorderMove): Promise<void> {
    const { mark, work } = this;
    if (!mark || !work) return this.#app.notices.announce(this.m.none);
    const done = await this.#do(moveBorder(work, mark, move));
    if (!done) return;
    const range = lastRange(done) ?? mark;
    this.select(range.start, range.end);
    this.#app.notices.announce(this.m.bordersNow(this.#words(done, mark)));
  }

  /** Parts the selected mark before the selected word; before its last word when the whole mark is selected. */
  async split(): Promise<void> {
    const { mark, work, range, words } = this;
    if (!mark || !work || !range) return this.#app.notices.announce(this.m.none);
    const last = words.findLast((word) => word.end <= mark.end);
    const at = range.start > mark.start ? range.start : (last?.start ?? range.start);
    if (await this.#do(splitMark(work, mark, at))) this.#app.notices.announce(this.m.splitDone);
  }

  async merge(): Promise<void> {
    const { mark, work } = this;
    const next = work?.spans.find((span) => mark !== null && span.start >= mark.end);
    if (!mark || !work || !next) return this.#app.notices.announce(this.m.none);
    const done = await this.#do(mergeMarks(work, mark, next));
    if (!done) return;
    this.select(mark.start, next.end);
    this.#app.notices.announce(this.m.merged(this.#words(done, mark)));
  }

  async changeStem(): Promise<void> {
    const { mark, work } = this;
    if (!mark || !work) return this.#app.notices.announce(this.m.none);
    const done = await this.#do(cycleStem(work, mark));
    const after = done?.at(-1)?.after as { stem?: { text?: string } } | null | undefined;
    if (done) this.#app.notices.announce(this.m.stemNow(after?.stem?.text ?? ''));
  }

  findSame(): void {
    if (this.mark) this.sameOf = this.mark;
    else this.#app.notices.announce(this.m.none);
  }

  /** Marks the sentence at hand as read and goes to the next unread one; a read one becomes unread again. */
  async readSentence(): Promise<void> {
    const { work } = this;
    const sentence =
      this.sentence ?? this.sentences.find((segment) => work?.layer.read.has(segment.start) !== true);
    if (!work || !sentence) return this.#app.notices.announce(this.m.noUnread);
    if (this.isSentenceRead) {
      if (await this.#do(unreadSentence(work, sentence))) this.#app.notices.announce(this.m.sentenceUnread);
      return;
    }
    if (!(await this.#do(readSentence(work, sentence)))) return;
    const left = this.sentences.length - this.readCount;
    this.moveToUnread();
    this.#app.notices.announce(this.m.sentenceRead(this.#app.settings.number(left)));
  }

  async setStatus(status: 'inReview' | 'done'): Promise<void> {
    if (!this.work || !(await this.#do(setReview(this.work, { status })))) return;
    this.#app.notices.announce(status === 'done' ? this.m.finished : this.m.reopened);
  }

  async setBlind(isBlind: boolean): Promise<void> {
    if (!this.work || !(await this.#do(setReview(this.work, { isBlind })))) return;
    this.#app.notices.announce(isBlind ? this.m.blindOn : this.m.blindOff);
  }

  /** Accepts or rejects the suggestions between two offsets from a score on, unseen. */
  async decideMany(
    verdict: 'accept' | 'reject',
    minScore: number,
    inView?: { start: number; end: number },
  ): Promise<void> {
    const { work } = this;
    if (!work) return;
    const spans = inView
      ? work.spans.filter((span) => span.start >= inView.start && span.end <= inView.end)
      : work.spans;
    const command = verdict === 'accept' ? acceptAll : rejectAll;
    const done = await this.#do(command(work, spans, minScore));
    if (!done) return;
    this.#app.notices.say(this.m.bulkDone[verdict](this.#app.settings.number(done.length)), {
      label: this.m.undo,
      run: () => void this.step('undo'),
    });
  }

  /** Takes back the last action of this device, in whatever text, or does it again. */
  async step(direction: 'undo' | 'redo'): Promise<void> {
    const { notices } = this.#app;
    try {
      const before = this.#app.collection.edits.length;
      const drafts = await this.#app.collection.step(direction);
      if (drafts.length > 0) await this.#app.collection.settled(before);
      if (drafts.length === 0)
        return notices.announce(direction === 'undo' ? this.m.nothingToUndo : this.m.nothingToRedo);
      notices.announce(direction === 'undo' ? this.m.undone : this.m.redone);
      const range = lastRange(drafts.filter(({ documentId }) => documentId === this.document?.id));
      if (range) this.select(range.start, range.end);
    } catch (thrown) {
      notices.fail(thrown);
    }
  }

  /** Does what keys and buttons ask for one after the other, so that each looks at what the one before left. */
  inTurn(action: () => void | Promise<void>): void {
    const before = this.#last;
    const run = async () => {
      if (before) await before;
      await action();
    };
    const mine = run().finally(() => {
      if (this.#last === mine) this.#last = null;
    });
    this.#last = mine;
  }

  /** Null when the action was refused, which is said. */
  async #do(command: Command): Promise<readonly EditDraft[] | null> {
    try {
      const before = this.#app.collection.edits.length;
      await this.#app.collection.carryOut(command);
      await this.#app.collection.settled(before);
      return command.ok ? command.value : null;
    } catch (thrown) {
      this.#app.notices.fail(thrown);
      return null;
    }
  }

  #words(drafts: readonly EditDraft[], fallback: Range): string {
    const range = lastRange(drafts) ?? fallback;
    return this.document?.text.slice(range.start, range.end) ?? '';
  }
}

/** Selected words that reach beyond a mark: the mark is widened when it is the only one there, else a new one is made. */
function addOver(work: Work, range: Range, mark: WorkSpan | null, label: Label): Command {
  if (!mark || mark.origin === 'predicted') return addMark(work, range, label);
  const widened = setRange(work, mark, range);
  if (!widened.ok || mark.label === label) return widened;
  const value = widened.value.map((draft) =>
    draft.after && (draft.after as { origin?: string }).origin === 'made'
      ? { ...draft, after: { ...draft.after, label } }
      : draft,
  );
  return { ok: true, value };
}

function lastRange(drafts: readonly EditDraft[]): Range | null {
  for (const { after } of [...drafts].reverse()) {
    if (typeof after !== 'object' || after === null || !('start' in after) || !('end' in after)) continue;
    return after as Range;
  }
  return null;
}

export const [getCorrecting, setCorrecting] = createContext<Correcting>();
