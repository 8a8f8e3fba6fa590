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
import type { Label, Range } from '../../domain';
import { WorkCursor } from './work-cursor.svelte';

/** The open text under correction: every action on what is selected. Refusals are said, never thrown. */
export class Correcting extends WorkCursor {
  /** The mark whose name is looked for elsewhere, while that dialog is open. */
  sameOf = $state.raw<WorkSpan | null>(null);
  #last: Promise<void> | null = null;

  /** Gives the selected words or the selected mark a label. */
  async label(label: Label): Promise<void> {
    const { work, range, mark } = this;
    if (!work || !range) return this.app.notices.announce(this.m.none);
    const isInside = mark !== null && mark.start <= range.start && range.end <= mark.end;
    const done = await this.#do(isInside ? relabel(work, mark, label) : addOver(work, range, mark, label));
    if (done) this.app.notices.announce(this.m.added(this.#words(done, range), this.kindOf(label)));
  }

  async accept(): Promise<void> {
    const { mark, work } = this;
    if (!mark || !work) return this.app.notices.announce(this.m.none);
    if (!(await this.#do(acceptMark(work, mark)))) return;
    this.app.notices.announce(this.m.accepted(mark.stem.text));
  }

  async reject(): Promise<void> {
    await this.#takeAway(rejectMark);
  }

  async remove(): Promise<void> {
    await this.#takeAway(removeMark);
  }

  async #takeAway(command: typeof removeMark): Promise<void> {
    const { mark, work } = this;
    if (!mark || !work) return this.app.notices.announce(this.m.none);
    if (!(await this.#do(command(work, mark)))) return;
    this.app.notices.announce(this.m.removed(mark.stem.text));
  }

  async moveBorder(move: BorderMove): Promise<void> {
    const { mark, work } = this;
    if (!mark || !work) return this.app.notices.announce(this.m.none);
    const done = await this.#do(moveBorder(work, mark, move));
    if (!done) return;
    const range = lastRange(done) ?? mark;
    this.select(range.start, range.end);
    this.app.notices.announce(this.m.bordersNow(this.#words(done, mark)));
  }

  /** Parts the selected mark before the selected word; before its last word when the whole mark is selected. */
  async split(): Promise<void> {
    const { mark, work, range, words } = this;
    if (!mark || !work || !range) return this.app.notices.announce(this.m.none);
    const last = words.findLast((word) => word.end <= mark.end);
    const at = range.start > mark.start ? range.start : (last?.start ?? range.start);
    if (await this.#do(splitMark(work, mark, at))) this.app.notices.announce(this.m.splitDone);
  }

  async merge(): Promise<void> {
    const { mark, work } = this;
    const next = work?.spans.find((span) => mark !== null && span.start >= mark.end);
    if (!mark || !work || !next) return this.app.notices.announce(this.m.none);
    const done = await this.#do(mergeMarks(work, mark, next));
    if (!done) return;
    this.select(mark.start, next.end);
    this.app.notices.announce(this.m.merged(this.#words(done, mark)));
  }

  async changeStem(): Promise<void> {
    const { mark, work } = this;
    if (!mark || !work) return this.app.notices.announce(this.m.none);
    const done = await this.#do(cycleStem(work, mark));
    const after = done?.at(-1)?.after as { stem?: { text?: string } } | null | undefined;
    if (done) this.app.notices.announce(this.m.stemNow(after?.stem?.text ?? ''));
  }

  findSame(): void {
    if (this.mark) this.sameOf = this.mark;
    else this.app.notices.announce(this.m.none);
  }

  /** Marks the sentence at hand as read and goes to the next unread one; a read one becomes unread again. */
  async readSentence(): Promise<void> {
    const { work } = this;
    const sentence =
      this.sentence ?? this.sentences.find((segment) => work?.layer.read.has(segment.start) !== true);
    if (!work || !sentence) return this.app.notices.announce(this.m.noUnread);
    if (this.isSentenceRead) {
      if (await this.#do(unreadSentence(work, sentence))) this.app.notices.announce(this.m.sentenceUnread);
      return;
    }
    if (!(await this.#do(readSentence(work, sentence)))) return;
    const left = this.sentences.length - this.readCount;
    this.moveToUnread();
    this.app.notices.announce(this.m.sentenceRead(this.app.settings.number(left)));
  }

  async setStatus(status: 'inReview' | 'done'): Promise<void> {
    if (!this.work || !(await this.#do(setReview(this.work, { status })))) return;
    this.app.notices.announce(status === 'done' ? this.m.finished : this.m.reopened);
  }

  async setBlind(isBlind: boolean): Promise<void> {
    if (!this.work || !(await this.#do(setReview(this.work, { isBlind })))) return;
    this.app.notices.announce(isBlind ? this.m.blindOn : this.m.blindOff);
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
    this.app.notices.say(this.m.bulkDone[verdict](this.app.settings.number(done.length)), {
      label: this.m.undo,
      run: () => void this.step('undo'),
    });
  }

  /** Takes back the last action of this device, in whatever text, or does it again. */
  async step(direction: 'undo' | 'redo'): Promise<void> {
    const { notices } = this.app;
    try {
      const before = this.app.collection.edits.length;
      const drafts = await this.app.collection.step(direction);
      if (drafts.length > 0) await this.app.collection.settled(before);
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
      const before = this.app.collection.edits.length;
      await this.app.collection.carryOut(command);
      await this.app.collection.settled(before);
      return command.ok ? command.value : null;
    } catch (thrown) {
      this.app.notices.fail(thrown);
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
