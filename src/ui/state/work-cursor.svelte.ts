import { reviewStatusOf, type Work, type WorkSpan } from '../../correction';
import type { Document, Label, Range, Segment, Word } from '../../domain';
import { correctMessages } from '../../messages';
import { scoreInWords } from '../../spans';
import { labelWord, type App } from './app.svelte';
import { rangeOf, selectionOf, stepSentence, stepWord, type WordSelection } from './word-selection';

/** Where a person stands in the open text: the selected words, their mark and sentence, and how far the review is. */
export class WorkCursor {
  /** Selected words of the open text. */
  selection = $state.raw<WordSelection | null>(null);
  /** First and last offset of the marks on screen, set by the text. */
  inView: () => { start: number; end: number } = () => ({ start: 0, end: Infinity });
  protected readonly app: App;
  #selectedIn: string | null = null;

  constructor(app: App) {
    this.app = app;
  }

  readonly m = $derived.by(() => correctMessages[this.app.settings.language]);
  readonly document: Document | null = $derived.by(() => this.app.reading.document);
  readonly work: Work | null = $derived.by(() =>
    this.document ? this.app.collection.workOf(this.document) : null,
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
    this.document ? this.app.collection.sentencesOf(this.document) : [],
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
    if (!next) return this.app.notices.announce(this.m.noUnread);
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
    this.app.notices.announce(mark ? this.describe(mark) : this.m.word(words));
  }

  describe(mark: WorkSpan): string {
    const { settings } = this.app;
    const isSuggestion = mark.origin === 'predicted';
    const score = isSuggestion ? settings.m.reader.score[scoreInWords(mark.score ?? 0)] : '';
    return this.m.mark(mark.stem.text, this.kindOf(mark.label), this.m.origin[mark.origin], score);
  }

  kindOf(label: Label): string {
    return labelWord(this.app.settings.m.reader.label, label);
  }
}
